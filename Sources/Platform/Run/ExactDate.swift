import Domain
import Foundation

/// Dates of JSON documents to the microsecond, in the form of ISO 8601: a membership that begins with the instant of a run must
/// not begin after what is read back of it.
enum ExactDate {
    /// `2026-11-28T12:00:00Z`, and with a fraction of six digits where there is one.
    static func text(of date: Date) -> String {
        let microseconds = Instant(date).microseconds
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let whole = Date(timeIntervalSince1970: Double((microseconds - fraction) / 1_000_000)).formatted(.iso8601)
        guard fraction > 0 else { return whole }
        return whole.dropLast() + "." + String(repeating: "0", count: 6 - String(fraction).count) + "\(fraction)Z"
    }

    /// `nil` where the text is of another form.
    static func date(_ text: String) -> Date? {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return try? Date(text, strategy: .iso8601) }
        let digits = parts[1].dropLast()
        guard parts[1].hasSuffix("Z"), digits.count == 6, let fraction = Int64(digits),
            let whole = try? Date(parts[0] + "Z", strategy: .iso8601)
        else { return nil }
        return Instant(microseconds: Int64(whole.timeIntervalSince1970) * 1_000_000 + fraction).date
    }
}
