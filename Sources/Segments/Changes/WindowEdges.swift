import Domain
import Foundation

/// When an instant crosses the edges of a window, as time goes on.
struct WindowEdges {
    let zone: TimeZone
    /// The instants that are looked at: from `range.start` on, before `range.end`.
    let range: InstantRange

    /// Everything at which the window may begin or cease to hold one of `instants`. An instant enters when it comes to pass.
    func edges(of window: Window, for instants: [Instant]) -> [Instant] {
        switch window {
        case .allTime, .absolute: instants
        case .rolling(let count, let unit): instants + exits(of: instants, after: [count], unit)
        case .current(let unit): instants + starts(of: unit, after: instants, [1])
        case .previous(let unit): instants + starts(of: unit, after: instants, [1, 2])
        case .previousWhole(let count, let unit): instants + starts(of: unit, after: instants, [1, count + 1])
        }
    }

    /// Likewise of the window of the same length before it.
    func precedingEdges(of window: Window, for instants: [Instant]) -> [Instant] {
        switch window {
        case .allTime, .absolute: []
        case .rolling(let count, let unit): exits(of: instants, after: [count, 2 * count], unit)
        case .current(let unit): starts(of: unit, after: instants, [1, 2])
        case .previous(let unit): starts(of: unit, after: instants, [2, 3])
        case .previousWhole(let count, let unit): starts(of: unit, after: instants, [count + 1, 2 * count + 1])
        }
    }

    /// The starts of the calendar units that many after those that hold the instants.
    func starts(of unit: TimeUnit, after instants: [Instant], _ counts: [Int]) -> [Instant] {
        instants.flatMap { instant in
            counts.flatMap { count in
                let start = instant.startOf(unit, before: -count, in: zone)
                guard unit == .hour else { return [start] }
                // Where clocks are moved by half an hour, so are the hours.
                return [-1, 0, 1].map { Instant(microseconds: start.microseconds + $0 * 1_800_000_000) }
            }
        }
    }

    /// When instants leave rolling windows of these lengths.
    func exits(of instants: [Instant], after counts: [Int], _ unit: TimeUnit) -> [Instant] {
        instants.flatMap { instant in counts.flatMap { exit(of: instant, after: $0, unit) } }
    }

    /// The instants at which (now − count units, now] ceases to hold the instant, or holds it again.
    ///
    /// `now − 3 days` goes back where clocks are put back, and `now − 1 month` where the 29th begins of which the month before has
    /// none. So an instant may leave, come again and leave for good.
    private func exit(of instant: Instant, after count: Int, _ unit: TimeUnit) -> [Instant] {
        let nominal = instant.stepped(by: count, unit, in: zone)
        guard unit != .minute, unit != .hour else { return [nominal] }
        func isOut(_ now: Int64) -> Bool {
            Instant(microseconds: now).stepped(by: -count, unit, in: zone) >= instant
        }
        // A month has at most three days more than another.
        let start = nominal.microseconds - 5 * Self.day
        let end = nominal.microseconds + 5 * Self.day
        let breaks = changes(from: start, to: end) + lastDays(from: start, to: end, unit)
        let pieces = [start] + breaks.sorted() + [end]
        var exits: [Instant] = []
        for (first, last) in zip(pieces, pieces.dropFirst()) where first < last {
            if first > start, isOut(first - 1) != isOut(first) { exits.append(Instant(microseconds: first)) }
            if !isOut(first), isOut(last - 1) {
                exits.append(Instant(microseconds: Self.first(in: first..<last, isOut)))
            }
        }
        return exits
    }

    /// Where the last days of months begin, and the month after: what is a month before them goes back, stands still or leaps.
    private func lastDays(from start: Int64, to end: Int64, _ unit: TimeUnit) -> [Int64] {
        guard unit != .day, unit != .week else { return [] }
        let (first, last) = (zone.local(Instant(microseconds: start)).date, zone.local(Instant(microseconds: end)).date)
        return (first.daysSinceEpoch...last.daysSinceEpoch)
            .map { CalendarDate(daysSinceEpoch: $0) }
            .filter { $0.day > 28 || $0.day == 1 }
            .map { zone.instant(of: $0).microseconds }
            .filter { start < $0 && $0 < end }
    }

    private static let day: Int64 = 86_400_000_000

    /// The first number for which a condition is true that is false before and true from then on.
    private static func first(in range: Range<Int64>, _ condition: (Int64) -> Bool) -> Int64 {
        var (low, high) = (range.lowerBound, range.upperBound - 1)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The zone's clock changes in the range.
    var changes: [Instant] {
        changes(from: range.start.microseconds, to: range.end.microseconds).map(Instant.init(microseconds:))
    }

    private func changes(from start: Int64, to end: Int64) -> [Int64] {
        var changes: [Int64] = []
        var cursor = start
        while let next = zone.nextDaylightSavingTimeTransition(
            after: Date(timeIntervalSince1970: Double(cursor) / 1_000_000)
        ) {
            let change = Int64(next.timeIntervalSince1970.rounded()) * 1_000_000
            guard change > cursor, change < end else { break }
            changes.append(change)
            cursor = change
        }
        return changes
    }

    /// The local midnights in the range, and one more at either end.
    var midnights: [Instant] {
        let days = zone.local(range.start).date.daysSinceEpoch...zone.local(range.end).date.daysSinceEpoch
        return days.map { day in
            zone.instant(of: CalendarDate(daysSinceEpoch: day))
        }
    }
}
