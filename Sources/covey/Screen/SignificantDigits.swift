import Foundation

/// Numbers of models, which may be of any size, with so many digits that tell something.
enum SignificantDigits {
    /// `0.2425945`, `1,234.57`, `6.02e+23`.
    static func text(_ number: Double, _ digits: Int) -> String {
        guard number.isFinite else { return "–" }
        let magnitude = number.magnitude
        guard magnitude > 0 else { return "0" }
        let exponent = Int(log10(magnitude).rounded(.down))
        guard exponent >= -5, exponent < 15 else { return String(format: "%.\(max(0, digits - 1))e", number) }
        let places = max(0, min(17, digits - 1 - exponent))
        let text = String(format: "%.\(places)f", magnitude)
        let parts = text.split(separator: ".")
        var decimals = parts.count > 1 ? String(parts[1]) : ""
        while decimals.last == "0" { decimals.removeLast() }
        let whole = Figures.grouped(digits: String(parts[0]))
        return (number < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
    }
}
