package import Domain
package import Foundation

/// When an instant crosses the edges of a window, as time goes on.
package struct WindowEdges: Sendable {
    let zone: TimeZone
    /// The instants that are looked at: from `range.start` on, before `range.end`.
    let range: InstantRange
    /// The zone's clock changes in the range and some days on either side, in order.
    private let clockChanges: [Int64]

    /// - Complexity: O(clock changes in the range); what is asked of it afterwards does not ask the zone for them again.
    package init(zone: TimeZone, range: InstantRange) {
        self.zone = zone
        self.range = range
        clockChanges = Self.clockChanges(
            of: zone,
            from: range.start.microseconds - Self.margin,
            to: range.end.microseconds + Self.margin
        )
    }

    /// Everything at which the window may begin or cease to hold one of `instants`. An instant enters when it comes to pass.
    package func edges(of window: Window, for instants: [Instant]) -> [Instant] {
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
        instants.flatMap { instant in
            counts.flatMap { mayExit(instant, after: $0, unit) ? exit(of: instant, after: $0, unit) : [] }
        }
    }

    /// Whether an instant can leave in the range, by the shortest and the longest that units are: most cannot, and the
    /// calendar need not be asked.
    private func mayExit(_ instant: Instant, after count: Int, _ unit: TimeUnit) -> Bool {
        let days: (Int64, Int64)
        switch unit {
        case .minute, .hour: return true
        case .day: days = (1, 1)
        case .week: days = (7, 7)
        case .month: days = (28, 31)
        case .quarter: days = (89, 92)
        case .year: days = (365, 366)
        }
        let earliest = instant.microseconds + Int64(count) * days.0 * Self.day - Self.margin
        let latest = instant.microseconds + Int64(count) * days.1 * Self.day + Self.margin
        return earliest < range.end.microseconds && range.start.microseconds <= latest
    }

    /// Every `now` from which on (now − count units, now] does not hold the instant any more, and every one from which on it
    /// does again.
    ///
    /// Where clocks are put back, `now − 3 days` goes back with them, and at the end of a month several days lie one month
    /// after 28 February: so an instant may leave, come again and leave for good.
    private func exit(of instant: Instant, after count: Int, _ unit: TimeUnit) -> [Instant] {
        let nominal = instant.stepped(by: count, unit, in: zone)
        guard unit != .minute, unit != .hour else { return [nominal] }
        func isOut(_ now: Int64) -> Bool {
            Instant(microseconds: now).stepped(by: -count, unit, in: zone) >= instant
        }
        // A month has at most three days more than another.
        let start = nominal.microseconds - 5 * Self.day
        let end = nominal.microseconds + 5 * Self.day
        let breaks = changes(from: start, to: end) + monthEnds(around: nominal, from: start, to: end, unit)
        if breaks.isEmpty, isOut(nominal.microseconds), !isOut(nominal.microseconds - 1) { return [nominal] }
        let pieces = [start] + breaks.sorted() + [end]
        var exits: [Instant] = []
        for (first, last) in zip(pieces, pieces.dropFirst()) where first < last {
            let isOutAtFirst = isOut(first)
            if first > start, isOutAtFirst != isOut(first - 1) { exits.append(Instant(microseconds: first)) }
            if !isOutAtFirst, isOut(last - 1) {
                exits.append(Instant(microseconds: Self.first(in: first..<last, isOut)))
            }
        }
        return exits
    }

    /// The local midnights between the last days of a month, where steps of a month or more may end on one day from several.
    private func monthEnds(around nominal: Instant, from start: Int64, to end: Int64, _ unit: TimeUnit) -> [Int64] {
        guard unit == .month || unit == .quarter || unit == .year else { return [] }
        let date = zone.local(nominal).date
        guard date.day >= 27 || date.day <= 4 else { return [] }
        return (-4...4).map { zone.instant(of: date.adding(days: $0)).microseconds }.filter { $0 > start && $0 < end }
    }

    private static let day: Int64 = 86_400_000_000
    /// More than an exit can lie away from where the calendar puts it.
    private static let margin = 12 * day

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
    package var changes: [Instant] {
        changes(from: range.start.microseconds, to: range.end.microseconds).map(Instant.init(microseconds:))
    }

    private func changes(from start: Int64, to end: Int64) -> [Int64] {
        clockChanges.filter { $0 > start && $0 < end }
    }

    private static func clockChanges(of zone: TimeZone, from start: Int64, to end: Int64) -> [Int64] {
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
