import Foundation

/// Shares of a whole as they stand on a screen.
enum Shares {
    /// `22.1%`; what would only round to none or all is `<0.1%` or `>99.9%`.
    static func text(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "–" }
        if share > 0, share < 0.0005 { return "<0.1%" }
        if share < 1, share >= 0.9995 { return ">99.9%" }
        return String(format: "%.1f%%", share * 100)
    }
}
