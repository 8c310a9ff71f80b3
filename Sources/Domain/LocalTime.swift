package import Foundation

/// Wall-clock time in a zone and the instants it stands for.
extension TimeZone {
    /// Its IANA name. Foundation calls UTC by the name of a zone that a project file cannot state.
    package var name: String { identifier == "GMT" ? "UTC" : identifier }

    /// Seconds east of Greenwich at `instant`.
    package func offset(at instant: Instant) -> Int64 {
        Int64(secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))))
    }

    /// The local date and the microseconds since its nominal midnight.
    package func local(_ instant: Instant) -> (date: CalendarDate, microsecondOfDay: Int64) {
        let shifted = instant.microseconds + offset(at: instant) * 1_000_000
        let (days, rest) = shifted.floorDivided(by: 86_400_000_000)
        return (CalendarDate(daysSinceEpoch: Int(days)), rest)
    }

    /// The instant of a local time.
    ///
    /// A time that a clock change repeats is its first occurrence; one that a clock change skips is the first instant
    /// after the gap (Foundation's `.nextTime` policy), so every local time has exactly one instant.
    package func instant(of date: CalendarDate, microsecondOfDay: Int64 = 0) -> Instant {
        let nominal = Int64(date.daysSinceEpoch) * 86_400_000_000 + microsecondOfDay
        // No zone changes its offset twice within two days, so the offsets a day either side are the only candidates.
        let before = offset(at: Instant(microseconds: nominal - 86_400_000_000))
        let after = offset(at: Instant(microseconds: nominal + 86_400_000_000))
        let candidates = [before, after].map { Instant(microseconds: nominal - $0 * 1_000_000) }
        let valid = zip(candidates, [before, after]).filter { offset(at: $0.0) == $0.1 }.map(\.0)
        if let first = valid.min() { return first }
        return firstInstantAfterGap(between: candidates[1], and: candidates[0], offsetAfter: after)
    }

    /// Bisects to the second at which the offset becomes `offsetAfter`. Both bounds straddle exactly one change.
    private func firstInstantAfterGap(between low: Instant, and high: Instant, offsetAfter: Int64) -> Instant {
        var (before, after) = (low.seconds, high.seconds + 1)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: Instant(microseconds: middle * 1_000_000)) == offsetAfter {
                after = middle
            } else {
                before = middle
            }
        }
        return Instant(microseconds: after * 1_000_000)
    }
}
