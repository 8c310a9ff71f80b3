package import Domain
package import Foundation

/// Where local days lie on the time line. Every evaluator resolves dates through these, so none differs by a midnight.
extension CalendarDate {
    /// The instants of this local day.
    package func instants(in zone: TimeZone) -> InstantRange {
        InstantRange(start: zone.instant(of: self), end: zone.instant(of: adding(days: 1)))
    }
}

extension WindowBound {
    /// The instants that are neither before nor after this bound: a whole day, or one microsecond.
    package func instants(in zone: TimeZone) -> InstantRange {
        switch self {
        case .date(let date): date.instants(in: zone)
        case .instant(let instant):
            InstantRange(start: instant, end: Instant(microseconds: instant.microseconds + 1))
        }
    }
}
