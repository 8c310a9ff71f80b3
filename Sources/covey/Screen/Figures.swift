import Foundation

/// Counts, sizes and times as they stand on a screen.
enum Figures {
    /// `1,234,567`.
    static func grouped(_ number: Int64) -> String {
        (number < 0 ? "-" : "") + grouped(digits: String(number.magnitude))
    }

    /// Digits with a comma before every third from the right.
    static func grouped(digits: String) -> String {
        var result = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }

    /// `28 MB`, `1.2 GB`: thousands of bytes, as disks are sold.
    static func bytes(_ count: Int64) -> String {
        var (value, unit) = (Double(count), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 { (value, unit) = (value / 1_000, next) }
        let places = unit == "B" || value >= 9.95 ? 0 : 1
        return String(format: "%.\(places)f ", value) + unit
    }

    /// `0:07`, `12:30`, `1:02:05`.
    static func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds < 360_000 else { return "–" }
        let whole = Int(seconds.rounded(.up))
        let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
    }
}
