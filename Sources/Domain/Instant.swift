/// A point on the time line, in microseconds since 1970-01-01T00:00:00Z without leap seconds.
///
/// Microseconds are what DuckDB, Spark and Arrow keep, so an instant passes between them unchanged.
package struct Instant: Sendable, Hashable, Comparable, Codable {
    package var microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    package static let distantPast = Instant(microseconds: .min)
    package static let distantFuture = Instant(microseconds: .max)

    /// Whole seconds since the epoch, rounded down.
    package var seconds: Int64 {
        microseconds.floorDivided(by: 1_000_000).quotient
    }
}

/// The instants from `start` (included) up to `end` (excluded).
///
/// Time is counted in whole microseconds, so the rolling window (now − 7 days, now] is exactly the half-open range
/// that starts and ends one microsecond later. One representation serves every window.
package struct InstantRange: Sendable, Hashable {
    package var start: Instant
    package var end: Instant

    package init(start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    package func contains(_ instant: Instant) -> Bool {
        start <= instant && instant < end
    }
}

extension Int64 {
    /// Division that rounds towards negative infinity, with a remainder in `0 ..< divisor`. `divisor` is positive.
    package func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
