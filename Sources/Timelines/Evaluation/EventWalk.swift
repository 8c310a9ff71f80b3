import Domain
import Segments

/// A statement about the events of a scope that are in a window, for which numbers of events are not enough.
struct EventWalk: Sendable {
    enum Question: Sendable {
        /// Different local dates.
        case days(ZoneTable, KeyTest)
        /// The time of the first or the last event.
        case endTime(isLast: Bool, KeyTest)
        /// Calendar days from the first or the last event's local date to today's.
        case daysSince(isLast: Bool, ZoneTable, today: Int64, KeyTest)
        /// A property of the first or the last event; a test for each source of the scope, in order.
        case endProperty(isLast: Bool, [PropertyTest])
        /// Only of keys with an order.
        case extreme(isMaximum: Bool, [StoredColumn?], ordered: ClosedRange<Int64>, KeyTest)
        case average([StoredColumn?], isMoney: Bool, ValueTest)
        case distinct([StoredColumn?], KeyTest)
    }

    /// A test of a property; where the source lacks it, what the test says of a missing value.
    enum PropertyTest: Sendable {
        case column(StoredColumn, ColumnTest)
        case constant(Bool)

        func holds(_ row: Int) -> Bool {
            switch self {
            case .column(let column, let test): test.holds(column, row: row)
            case .constant(let holds): holds
            }
        }
    }

    var range: InstantRange
    var question: Question

    func holds(for customer: Int, _ rows: ScopeRows, _ scratch: WalkScratch) -> Bool {
        switch question {
        case .days(let zone, let test): return test.holds(days(customer, rows, zone, scratch))
        case .endTime(let isLast, let test): return test.holds(end(customer, rows, isLast)?.time)
        case .daysSince(let isLast, let zone, let today, let test):
            return test.holds(end(customer, rows, isLast).map { today - zone.localDay(of: $0.time) })
        case .endProperty(let isLast, let tests):
            guard let end = end(customer, rows, isLast) else { return tests.isEmpty ? false : missing(tests) }
            return tests[end.source].holds(end.row)
        case .extreme(let isMaximum, let columns, let ordered, let test):
            return test.holds(extreme(customer, rows, isMaximum, columns, ordered))
        case .average(let columns, let isMoney, let test):
            return test.holds(average(customer, rows, columns, isMoney))
        case .distinct(let columns, let test): return test.holds(distinct(customer, rows, columns, scratch))
        }
    }

    /// Without an event there is no property: every source's test says the same of a missing value.
    private func missing(_ tests: [PropertyTest]) -> Bool {
        switch tests[0] {
        case .constant(let holds): holds
        case .column(_, let test): test.holdsForMissing
        }
    }

    private func days(_ customer: Int, _ rows: ScopeRows, _ zone: ZoneTable, _ scratch: WalkScratch) -> Int64 {
        scratch.keys.removeAll(keepingCapacity: true)
        for source in rows.sources.indices {
            rows.forEach(of: customer, source, in: range) { row in
                scratch.keys.append(zone.localDay(of: rows.sources[source].lane.times[row]))
            }
        }
        return scratch.distinctCount()
    }

    private struct End {
        var source: Int
        var row: Int
        var time: Int64
    }

    /// The first or the last event in the order of (time, arrival), of whichever kind.
    private func end(_ customer: Int, _ rows: ScopeRows, _ isLast: Bool) -> End? {
        var best: (end: End, ordinal: UInt32)?
        for source in rows.sources.indices {
            guard let row = rows.end(of: customer, source, in: range, isLast) else { continue }
            let lane = rows.sources[source].lane
            let ordinal = lane.ordinals[row]
            if let known = best, isLast ? ordinal < known.ordinal : ordinal > known.ordinal { continue }
            best = (End(source: source, row: row, time: lane.times[row]), ordinal)
        }
        return best?.end
    }

    private func extreme(
        _ customer: Int,
        _ rows: ScopeRows,
        _ isMaximum: Bool,
        _ columns: [StoredColumn?],
        _ ordered: ClosedRange<Int64>
    ) -> Int64? {
        var best: Int64?
        forEachKey(customer, rows, columns) { key in
            guard ordered.contains(key) else { return }
            guard let known = best else {
                best = key
                return
            }
            best = isMaximum ? max(known, key) : min(known, key)
        }
        return best
    }

    private func average(_ customer: Int, _ rows: ScopeRows, _ columns: [StoredColumn?], _ isMoney: Bool) -> Value? {
        var (sum, count) = (Int128(0), 0)
        forEachKey(customer, rows, columns) { key in
            sum += Int128(key)
            count += 1
        }
        guard count > 0 else { return nil }
        return isMoney
            ? Amount.mean(ofTenThousandths: sum, count: count).map(Value.money) : .number(Double(sum) / Double(count))
    }

    private func distinct(_ customer: Int, _ rows: ScopeRows, _ columns: [StoredColumn?], _ scratch: WalkScratch)
        -> Int64
    {
        scratch.keys.removeAll(keepingCapacity: true)
        forEachKey(customer, rows, columns) { scratch.keys.append($0) }
        return scratch.distinctCount()
    }

    /// The keys or codes of a property, where the events have it.
    @inline(__always)
    private func forEachKey(_ customer: Int, _ rows: ScopeRows, _ columns: [StoredColumn?], _ body: (Int64) -> Void) {
        for source in rows.sources.indices {
            guard let column = columns[source] else { continue }
            rows.forEach(of: customer, source, in: range) { row in
                switch column.storage {
                case .keys(let keys, let present): if present?.bit(row) ?? true { body(keys[row]) }
                case .codes(let codes, _): if codes[row] != 0 { body(Int64(codes[row])) }
                }
            }
        }
    }
}

/// What a walk puts down for a moment.
final class WalkScratch {
    // Unchecked: a scratch belongs to one thread, and its parts are touched one after the other.
    @exclusivity(unchecked) var keys: [Int64] = []

    /// - Complexity: O(n log n) in the number of keys.
    func distinctCount() -> Int64 {
        guard keys.count > 1 else { return Int64(keys.count) }
        keys.sort()
        var count: Int64 = 1
        for place in 1..<keys.count where keys[place] != keys[place - 1] { count += 1 }
        return count
    }
}
