package import Domain
package import Foundation

/// The instant at which a workspace is looked at: every "now" in traits, segments and models.
package enum AsOf: Sendable, Hashable {
    /// The moment of the run.
    case now
    /// The newest event in the warehouse. For data that end in the past.
    case latest
    /// The end of that local day: everything that happened on it is seen.
    case date(CalendarDate)
    case instant(Instant)

    /// The instant itself. `latest` is the time of the newest event; without events it is `now`.
    package func instant(now: Instant, latest: Instant?, in zone: TimeZone) -> Instant {
        switch self {
        case .now: now
        case .latest: latest ?? now
        case .date(let date): Instant(microseconds: zone.instant(of: date.adding(days: 1)).microseconds - 1)
        case .instant(let instant): instant
        }
    }

    /// Reads `now`, `latest`, `2011-12-10`, or a date and time with its offset: `2011-12-09T12:50:00+00:00`.
    package init?(_ text: String) {
        switch text {
        case "now": self = .now
        case "latest": self = .latest
        default:
            if let date = CalendarDate(text) {
                self = .date(date)
            } else if let instant = AsOf.instant(text) {
                self = .instant(instant)
            } else {
                return nil
            }
        }
    }

    private static func instant(_ text: String) -> Instant? {
        let patterns = ["yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-dd HH:mm:ssXXX"]
        for case .success(let pattern) in patterns.map(TimePattern.parse) {
            guard let time = pattern.read(text), let offset = time.offsetSeconds else { continue }
            let nominal = Int64(time.date.daysSinceEpoch) * 86_400_000_000 + time.microsecondOfDay
            return Instant(microseconds: nominal - offset * 1_000_000)
        }
        return nil
    }
}
