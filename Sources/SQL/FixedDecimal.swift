/// An exact decimal number with its SQL type: `unscaled` × 10^−`scale`, of at most `precision` digits.
package struct FixedDecimal: Sendable, Hashable {
    package let unscaled: Int128
    package let precision: Int
    package let scale: Int

    /// `nil` unless `precision` is in `1...38`, `scale` in `0...precision`, and the number has at most `precision` digits.
    package init?(unscaled: Int128, precision: Int, scale: Int) {
        guard (1...38).contains(precision), (0...precision).contains(scale),
            String(unscaled.magnitude).utf8.count <= precision
        else { return nil }
        self.unscaled = unscaled
        self.precision = precision
        self.scale = scale
    }

    /// Reads an optional sign, digits, and at most `scale` places after a point; `nil` for anything else, and for a
    /// number that does not fit.
    package init?(_ text: String, precision: Int, scale: Int) {
        var digits = Substring(text)
        let negative = digits.utf8.first == UInt8(ascii: "-")
        if negative || digits.utf8.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let places = parts.count == 2 ? parts[1] : ""
        guard !parts[0].isEmpty, parts.count == 1 || !places.isEmpty, scale <= 38, places.utf8.count <= scale,
            (parts[0] + places).utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let magnitude = Int128(parts[0] + places + String(repeating: "0", count: scale - places.utf8.count))
        else { return nil }
        self.init(unscaled: negative ? -magnitude : magnitude, precision: precision, scale: scale)
    }
}

extension FixedDecimal: CustomStringConvertible {
    /// All `scale` places, such as `-0.0500`.
    package var description: String {
        let sign = unscaled < 0 ? "-" : ""
        let digits = String(unscaled.magnitude)
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
