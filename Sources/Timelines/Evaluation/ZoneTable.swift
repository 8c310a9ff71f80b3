import Domain
import Foundation

/// A time zone's offsets as a table, for asking millions of times. It says what `TimeZone.local` and `TimeZone.instant`
/// of `Domain` say; what lies outside of the table is asked of them.
struct ZoneTable: Sendable {
    let zone: TimeZone
    /// From `changes[i]` (microseconds) on the offset is `offsets[i]` (microseconds east of Greenwich).
    private let changes: [Int64]
    private let offsets: [Int64]
    private let covered: Range<Int64>

    private static let day: Int64 = 86_400_000_000

    init(_ zone: TimeZone) {
        self.zone = zone
        let start = Int64(CalendarDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch ?? 0) * Self.day
        let end = Int64(CalendarDate(year: 2060, month: 1, day: 1)?.daysSinceEpoch ?? 0) * Self.day
        var (changes, offsets) = ([start], [zone.offset(at: Instant(microseconds: start)) * 1_000_000])
        var cursor = start
        while let next = zone.nextDaylightSavingTimeTransition(
            after: Date(timeIntervalSince1970: Double(cursor / 1_000_000))
        ) {
            let change = Int64(next.timeIntervalSince1970.rounded()) * 1_000_000
            guard change > cursor, change < end else { break }
            cursor = change
            let offset = zone.offset(at: Instant(microseconds: change)) * 1_000_000
            if offset != offsets[offsets.count - 1] {
                changes.append(change)
                offsets.append(offset)
            }
        }
        self.changes = changes
        self.offsets = offsets
        covered = start + 400 * Self.day..<end - 400 * Self.day
    }

    /// Microseconds east of Greenwich.
    func offset(at time: Int64) -> Int64 {
        guard covered.contains(time) else { return zone.offset(at: Instant(microseconds: time)) * 1_000_000 }
        // Events are mostly of late, so the last changes are looked at first.
        var place = changes.count - 1
        if changes.count > 16, time < changes[changes.count - 16] { place = self.place(before: time) }
        while changes[place] > time { place -= 1 }
        return offsets[place]
    }

    /// The next change after a time; `nil` where none is known.
    func nextChange(after time: Int64) -> Int64? {
        if covered.contains(time) {
            let next = place(before: time) + 1
            if next < changes.count { return changes[next] }
        }
        let from = Date(timeIntervalSince1970: Double(time) / 1_000_000)
        guard let next = zone.nextDaylightSavingTimeTransition(after: from) else { return nil }
        return Int64(next.timeIntervalSince1970.rounded()) * 1_000_000
    }

    /// The last change that is not after a time.
    private func place(before time: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// Days from 1970-01-01 to the local date.
    func localDay(of time: Int64) -> Int64 {
        (time + offset(at: time)).floorDivided(by: Self.day).quotient
    }

    /// The last instant within a span after a time, as `TimeSpan.deadline`.
    func moved(_ time: Int64, by count: Int, _ unit: TimeUnit) -> Int64 {
        switch unit {
        case .minute: return time + Int64(count) * 60_000_000
        case .hour: return time + Int64(count) * 3_600_000_000
        case .day, .week, .month, .quarter, .year:
            let (days, rest) = (time + offset(at: time)).floorDivided(by: Self.day)
            let date: Int64 =
                switch unit {
                case .day: days + Int64(count)
                case .week: days + 7 * Int64(count)
                default: Int64(CalendarDate(daysSinceEpoch: Int(days)).stepped(by: count, unit).daysSinceEpoch)
                }
            return instant(ofNominal: date * Self.day + rest)
        }
    }

    /// The instant of a local time, given as if it were Greenwich's.
    private func instant(ofNominal nominal: Int64) -> Int64 {
        let before = offset(at: nominal - Self.day)
        // Without a change within a day either side there is one answer, and it needs no search.
        if covered.contains(nominal), before == offset(at: nominal + Self.day) { return nominal - before }
        let (day, rest) = nominal.floorDivided(by: Self.day)
        return zone.instant(of: CalendarDate(daysSinceEpoch: Int(day)), microsecondOfDay: rest).microseconds
    }
}
