package import Domain
package import Foundation

extension AnniversaryWindow {
    /// The local dates on which an anniversary may fall, the upper bound not among them.
    package func dates(asOf now: Instant, in zone: TimeZone) -> Range<CalendarDate> {
        let today = zone.local(now).date
        switch self {
        case .next(let count, let unit):
            return today..<max(today, today.stepped(by: count, unit))
        case .current(let unit):
            let start = today.startOf(unit)
            return start..<start.stepped(by: 1, unit)
        }
    }
}

extension CalendarDate {
    /// Whether an anniversary of this date, at least one year later, falls on one of the dates.
    ///
    /// An anniversary is as many years later as there are between the two; 29 February falls on 28 February in a common year.
    package func hasAnniversary(in dates: Range<CalendarDate>) -> Bool {
        let first = max(dates.lowerBound.year, year + 1)
        guard first <= dates.upperBound.year else { return false }
        for other in first...dates.upperBound.year {
            let anniversary = adding(months: 12 * (other - year))
            // Anniversaries come in order: the first that is not too early decides.
            if anniversary >= dates.lowerBound { return anniversary < dates.upperBound }
        }
        return false
    }
}
