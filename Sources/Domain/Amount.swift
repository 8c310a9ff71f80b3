/// A decimal number with four places after the point, held exactly: what money is counted in.
///
/// Four places are the most that an ISO 4217 currency has. The range, ±922,337,203,685,477.5807, holds any customer's
/// spending; sums are kept in 128 bits and so cannot overflow on their way.
package struct Amount: Sendable, Hashable, Comparable, Codable {
    /// The number times 10,000.
    package var tenThousandths: Int64

    package init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    /// `nil` where the number is out of range.
    package init?(_ whole: Int64) {
        let (product, overflow) = whole.multipliedReportingOverflow(by: 10_000)
        guard !overflow else { return nil }
        self.init(tenThousandths: product)
    }

    package static let zero = Amount(tenThousandths: 0)

    package static func < (left: Amount, right: Amount) -> Bool {
        left.tenThousandths < right.tenThousandths
    }

    /// The nearest `Double`.
    package var doubleValue: Double {
        Double(tenThousandths) / 10_000
    }
}

extension Amount: CustomStringConvertible {
    /// Plain digits with a point and no trailing zeros: `1234.5`.
    package var description: String {
        let magnitude = tenThousandths.magnitude
        let sign = tenThousandths < 0 ? "-" : ""
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 10_000)
        guard rest != 0 else { return sign + String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: 4 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return sign + String(whole) + "." + digits
    }

    /// Reads an optional sign, digits and at most four places after a point; `nil` for anything else.
    package init?(_ text: String) {
        var digits = Substring(text)
        let negative = digits.hasPrefix("-")
        if negative || digits.hasPrefix("+") { digits.removeFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let wholePart = parts.first, !wholePart.isEmpty, wholePart.utf8.allSatisfy({ (48...57).contains($0) }),
            let whole = Int64(wholePart)
        else { return nil }
        let places = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !places.isEmpty, places.utf8.count <= 4,
            places.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let fraction = Int64(places + String(repeating: "0", count: 4 - places.utf8.count)) ?? 0
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: 10_000)
        let (sum, overflow2) = scaled.addingReportingOverflow(fraction)
        guard !overflow, !overflow2 else { return nil }
        self.init(tenThousandths: negative ? -sum : sum)
    }
}

/// An amount in a currency.
package struct Money: Sendable, Hashable, Codable {
    package var amount: Amount
    package var currency: Currency

    package init(amount: Amount, currency: Currency) {
        self.amount = amount
        self.currency = currency
    }
}

/// An ISO 4217 currency code such as `CNY`.
package struct Currency: Sendable, Hashable, Codable {
    package let code: String

    /// `nil` unless the text is three ASCII letters; they are taken in upper case.
    package init?(_ text: String) {
        let upper = text.uppercased()
        guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        code = upper
    }
}
