import Foundation

extension Notation {
    /// A number with at most `digits` significant digits and no trailing zeros: `0.2426`, `−9,582.43`, `1.2×10⁻⁸`.
    ///
    /// Whole numbers keep all of their digits: 123,456 is not 123,000. What is smaller than a ten-thousandth of one, or
    /// has more than fifteen digits, is written with a power of ten.
    package func significant(_ number: Double, digits: Int) -> String {
        guard number.isFinite else { return Self.missing }
        guard number != 0 else { return "0" }
        let digits = min(max(digits, 1), 15)
        let exponent = Int(floor(log10(abs(number))))
        guard (-4...14).contains(exponent) else { return power(number, digits) }
        return decimal(number, places: max(0, digits - 1 - exponent))
    }

    private func power(_ number: Double, _ digits: Int) -> String {
        let parts = String(format: "%.\(digits - 1)e", number).split(separator: "e")
        guard parts.count == 2, let mantissa = Double(parts[0]), let exponent = Int(parts[1]) else {
            return Self.missing
        }
        return decimal(mantissa, places: digits - 1) + "×10" + String(String(exponent).map { Self.raised[$0] ?? $0 })
    }

    private static let raised: [Character: Character] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
}
