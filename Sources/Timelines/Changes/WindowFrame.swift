import Domain
import Foundation
import Segments

/// A window that goes along with time, for asking millions of times: what it is at an instant, and when it lets go of one.
struct WindowFrame: Sendable {
    private enum Kind: Sendable {
        case fixed(start: Int64, end: Int64)
        case rolling(count: Int, unit: TimeUnit)
        /// From each instant on the window begins and ends there; in order.
        case steps([Step])
    }

    private struct Step: Sendable {
        var from: Int64
        var start: Int64
        var end: Int64
    }

    private let window: Window
    private let kind: Kind
    private let zone: ZoneTable
    private let edges: WindowEdges
    private let stretch: Stretch
    private let clockChanges: [Int64]
    /// Everything that is held at some instant.
    let held: Range<Int64>

    private static let day: Int64 = 86_400_000_000

    /// `nil` for windows of calendar hours and minutes: they begin anew too often.
    init?(_ window: Window, _ stretch: Stretch, _ edges: WindowEdges, _ zone: ZoneTable) {
        (self.window, self.zone, self.edges, self.stretch) = (window, zone, edges, stretch)
        clockChanges = edges.changes.map(\.microseconds)
        let reach = WindowReach(window, stretch, edges, in: zone.zone)
        held = reach.earliestStart..<max(reach.earliestStart, reach.latestEnd)
        switch window {
        case .allTime: kind = .fixed(start: .min, end: .max)
        case .absolute:
            let range = window.range(asOf: .distantFuture, in: zone.zone)
            kind = .fixed(start: range.start.microseconds, end: range.end.microseconds)
        case .rolling(let count, let unit): kind = .rolling(count: count, unit: unit)
        case .current(let unit), .previous(let unit), .previousWhole(_, let unit):
            guard unit != .minute, unit != .hour else { return nil }
            let isOpen = if case .current = window { true } else { false }
            kind = .steps(
                Self.beginnings(of: unit, stretch, edges, zone.zone).map { instant in
                    let range = window.range(asOf: instant, in: zone.zone)
                    return Step(
                        from: instant.microseconds,
                        start: range.start.microseconds,
                        end: isOpen ? .max : range.end.microseconds
                    )
                }
            )
        }
    }

    /// When the calendar unit that holds now becomes another one, the start of the stretch first.
    private static func beginnings(
        of unit: TimeUnit,
        _ stretch: Stretch,
        _ edges: WindowEdges,
        _ zone: TimeZone
    ) -> [Instant] {
        var found: Set<Instant> = [stretch.start]
        var date = zone.local(stretch.start).date.startOf(unit)
        while true {
            date = date.stepped(by: 1, unit)
            let instant = zone.instant(of: date)
            guard instant <= stretch.end else { break }
            found.insert(instant)
        }
        for change in edges.changes {
            // Where the clock is put back over midnight, that midnight comes twice.
            let rest = Self.day - zone.local(change).microsecondOfDay
            found.formUnion([change, Instant(microseconds: change.microseconds + rest)])
        }
        return found.filter { $0 >= stretch.start && $0 <= stretch.end }.sorted()
    }

    /// The instants of the window at an instant; the end is excluded.
    @inline(__always)
    func range(at now: Int64) -> Range<Int64> {
        let (start, end): (Int64, Int64)
        switch kind {
        case .fixed(let first, let last): (start, end) = (first, min(last, now + 1))
        case .rolling(let count, let unit): (start, end) = (zone.moved(now, by: -count, unit) + 1, now + 1)
        case .steps(let steps):
            var place = steps.count - 1
            while place > 0, steps[place].from > now { place -= 1 }
            (start, end) = (steps[place].start, min(steps[place].end, now + 1))
        }
        return start..<max(start, end)
    }

    /// The instants of the stretch, after its start, at which what the window holds of some events may change, in order.
    ///
    /// - Parameter times: in order.
    func candidates(_ times: [Int64]) -> [Int64] {
        var found = clockChanges
        let (start, end) = (stretch.start.microseconds, stretch.end.microseconds)
        for time in times where time > start && time <= end { found.append(time) }
        switch kind {
        case .fixed: break
        case .steps(let steps): for step in steps where step.from > start { found.append(step.from) }
        case .rolling(let count, let unit):
            for time in times {
                if let exit = evenExit(time, count, unit) {
                    if exit > start, exit <= end { found.append(exit) }
                } else {
                    let instants = edges.edges(of: window, for: [Instant(microseconds: time)]).map(\.microseconds)
                    for instant in instants where instant > start && instant <= end { found.append(instant) }
                }
            }
        }
        found.sort()
        return found
    }

    /// When a rolling window lets go of an instant, where that happens once, as it does away from clock changes and the ends
    /// of months; else `nil`.
    @inline(__always)
    private func evenExit(_ time: Int64, _ count: Int, _ unit: TimeUnit) -> Int64? {
        let exit = zone.moved(time, by: count, unit)
        switch unit {
        case .minute, .hour: return exit
        case .day, .week: break
        case .month, .quarter, .year:
            let day = CalendarDate(daysSinceEpoch: Int(zone.localDay(of: exit))).day
            guard day > 5, day < 26 else { return nil }
        }
        guard !clockChanges.contains(where: { abs($0 - exit) < 6 * Self.day }),
            zone.moved(exit, by: -count, unit) >= time, zone.moved(exit - 1, by: -count, unit) < time
        else { return nil }
        return exit
    }
}
