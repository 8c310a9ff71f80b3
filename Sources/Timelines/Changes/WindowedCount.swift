import Domain
import Foundation
import Segments

/// A statement about the number, the days or the sum of the events in a window: what most definitions ask, worked out from the
/// columns without making a customer of them.
struct WindowedCount: Sendable {
    private enum Measured: Sendable {
        case events
        /// Different local dates.
        case days
        /// The keys of a column for each source, of whole numbers or of money.
        case sum([StoredColumn?])
    }

    private let sources: [EventScope.Source]
    private let frame: WindowFrame
    private let measured: Measured
    private let test: KeyTest
    private let start: Int64
    private let zone: ZoneTable

    /// `nil` where the statement asks something else, or the clock decides what it asks.
    init?(
        _ statement: CourseGraph.Statement,
        _ timelines: Timelines,
        _ stretch: Stretch,
        _ edges: WindowEdges,
        _ zone: ZoneTable,
        currency: Currency?
    ) {
        let context = EvaluationContext(now: stretch.end, zone: statement.zone, currency: currency)
        let events: EventSelector
        var property: String?
        switch statement.clause {
        case .occurrence(let occurrence):
            events = occurrence.events
            test = KeyTest(occurrence.frequency)
            if case .onAtLeastDays = occurrence.frequency { measured = .days } else { measured = .events }
        case .measure(let expression, let comparison) where !comparison.readsClock:
            events = expression.events
            switch expression.measure {
            case .count: (measured, test) = (.events, KeyTest(comparison, type: .integer, in: context))
            case .sum(let name):
                property = name
                let scope = EventScope(events, timelines, in: context)
                guard let type = scope.type(of: name), type == .integer || type == .money else { return nil }
                measured = .sum(scope.sources.map { $0.lane.properties[name] })
                test = KeyTest(comparison, type: type, in: context)
            default: return nil
            }
        default: return nil
        }
        guard !(events.condition?.readsClock ?? false), let frame = WindowFrame(events.window, stretch, edges, zone)
        else { return nil }
        let scope = EventScope(events, timelines, in: context)
        if let property, scope.type(of: property) == nil { return nil }
        sources = scope.sources
        self.frame = frame
        self.zone = zone
        start = stretch.start.microseconds
    }

    /// - Complexity: O(events of these kinds + instants at which they enter or leave × events in the window).
    func course(of place: Int) -> StatementCourse {
        let rows = rows(of: place)
        let times = rows.map(\.time)
        return StatementCourse(
            initial: holds(rows, frame.range(at: start)),
            candidates: frame.candidates(times)
        ) { holds(rows, frame.range(at: $0)) }
    }

    private struct Row {
        var time: Int64
        /// A local date, or what is added up; `nil` where the event lacks it.
        var value: Int64?
    }

    /// The events meant that the window ever holds, in the order of time.
    private func rows(of place: Int) -> [Row] {
        var rows: [Row] = []
        for (number, source) in sources.enumerated() {
            let all = source.lane.rows(of: place)
            guard !all.isEmpty else { continue }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: all.count / 64 + 1) { bits in
                guard let bits = bits.baseAddress else { return }
                source.filter?.mark(source.lane, rows: all, into: bits)
                for row in all where frame.held.contains(source.lane.times[row]) {
                    let place = row - all.lowerBound
                    guard source.filter == nil || bits[place >> 6] >> UInt64(place & 63) & 1 != 0 else { continue }
                    rows.append(Row(time: source.lane.times[row], value: value(row, source.lane, number)))
                }
            }
        }
        if sources.count > 1 { rows.sort { $0.time < $1.time } }
        return rows
    }

    @inline(__always)
    private func value(_ row: Int, _ lane: Lane, _ source: Int) -> Int64? {
        switch measured {
        case .events: return 1
        case .days: return zone.localDay(of: lane.times[row])
        case .sum(let columns):
            guard case .keys(let keys, let present)? = columns[source]?.storage, present?.bit(row) ?? true else {
                return nil
            }
            return keys[row]
        }
    }

    private func holds(_ rows: [Row], _ range: Range<Int64>) -> Bool {
        switch measured {
        case .events: return test.holds(Int64(rows.count { range.contains($0.time) }))
        case .days:
            var (days, last): (Int64, Int64?) = (0, nil)
            var seen: Set<Int64> = []
            for row in rows where range.contains(row.time) && row.value != last {
                // Local dates go back where clocks do, so a date may come again.
                if let day = row.value, seen.insert(day).inserted { days += 1 }
                last = row.value
            }
            return test.holds(days)
        case .sum:
            var sum: Int128 = 0
            for row in rows where range.contains(row.time) { sum += Int128(row.value ?? 0) }
            // A sum that leaves the 64 bits of its type is missing.
            return test.holds(Int64(exactly: sum))
        }
    }
}

extension KeyTest {
    /// What is demanded of a number of events or days.
    init(_ frequency: Frequency) {
        let most = Int64.max
        switch frequency {
        case .ever: self = .range(1...most, inverted: false)
        case .never: self = .range(0...0, inverted: false)
        case .atLeast(let count), .onAtLeastDays(let count): self = .range(Int64(count)...most, inverted: false)
        case .atMost(let count): self = .range(0...Int64(count), inverted: false)
        case .exactly(let count): self = .range(Int64(count)...Int64(count), inverted: false)
        case .between(let low, let high):
            self = low <= high ? .range(Int64(low)...Int64(high), inverted: false) : .never
        }
    }
}
