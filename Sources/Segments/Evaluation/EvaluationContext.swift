package import Domain
package import Foundation

/// What every statement of one definition is read with.
package struct EvaluationContext: Sendable {
    /// The instant of evaluation: nothing later exists.
    package var now: Instant
    /// The segment's time zone.
    package var zone: TimeZone
    /// The currency in which all amounts are. Values with another currency equal nothing and have no order to anything;
    /// `SegmentChecker` refuses them.
    package var currency: Currency?

    package init(now: Instant, zone: TimeZone, currency: Currency? = nil) {
        self.now = now
        self.zone = zone
        self.currency = currency
    }
}
