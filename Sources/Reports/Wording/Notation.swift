package import Domain
package import Foundation

/// How one language writes numbers, money, shares, dates and the report's own words.
///
/// The rules are written out rather than taken from a locale database, so the same data gives the same report on every
/// machine.
package struct Notation: Sendable {
    package let language: Language
    package let currency: Currency
    package let timeZone: TimeZone

    package init(language: Language, currency: Currency, timeZone: TimeZone) {
        self.language = language
        self.currency = currency
        self.timeZone = timeZone
    }

    /// The text of this notation's language. Only that one is built.
    func text(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
        switch language {
        case .english: english()
        case .chinese: chinese()
        }
    }

    /// `1,234,567`.
    package func integer(_ number: Int) -> String {
        (number < 0 ? Self.minus : "") + Self.grouped(String(number.magnitude))
    }

    /// A number with at most `places` places and no trailing zeros: `1,234.5`.
    package func decimal(_ number: Double, places: Int = 1) -> String {
        guard number.isFinite else { return Self.missing }
        let digits = Self.trimmed(String(format: "%.\(places)f", abs(number)))
        let parts = digits.split(separator: ".", maxSplits: 1)
        let fraction = parts.count == 2 ? "." + parts[1] : ""
        return (number < 0 && digits != "0" ? Self.minus : "") + Self.grouped(String(parts[0])) + fraction
    }

    /// Short for large numbers: `12.3K`, `4.5M`; 1.2万, 3.4亿. Numbers below ten thousand stand in full.
    package func compact(_ number: Double) -> String {
        guard number.isFinite else { return Self.missing }
        guard abs(number) >= 9_999.5 else { return decimal(number, places: abs(number) < 10 ? 2 : 0) }
        let units: [(Double, String)] =
            switch language {
            case .english: [(1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")]
            case .chinese: [(1e4, "万"), (1e8, "亿"), (1e12, "万亿")]
            }
        var chosen = units.last { abs(number) >= $0.0 } ?? units[0]
        if let next = units.first(where: { $0.0 > chosen.0 }), abs(number) >= next.0 * 0.9995 { chosen = next }
        let scaled = number / chosen.0
        return decimal(scaled, places: abs(scaled) >= 99.95 ? 0 : abs(scaled) >= 9.995 ? 1 : 2) + chosen.1
    }

    /// A share as a percentage with one place: `12.0%`. None and all are `0%` and `100%`; what would only round to them
    /// is `<0.1%` or `>99.9%`.
    package func share(_ fraction: Double?) -> String {
        guard let fraction, fraction.isFinite else { return Self.missing }
        if fraction > 0, fraction < 0.0005 { return "<0.1%" }
        if fraction < 1, fraction > 0.9995 { return ">99.9%" }
        let digits = decimal(fraction * 100)
        return digits + (digits.contains(".") || fraction == 0 || fraction == 1 ? "%" : ".0%")
    }

    /// A share in the least room, for the cell of a grid that is headed "%": `12`, `<1`, and a dot for none.
    func shareInCell(_ fraction: Double) -> String {
        if fraction <= 0 { return "·" }
        return fraction < 0.005 ? "<1" : decimal(fraction * 100, places: 0)
    }

    /// A share without places, for running text.
    package func roundShare(_ fraction: Double) -> String {
        if fraction > 0, fraction < 0.01 { return share(fraction) }
        if fraction < 1, fraction > 0.99 { return share(fraction) }
        return decimal(fraction * 100, places: 0) + "%"
    }

    /// A count with its noun: `1 customer`, `2 customers`; 2 位客户.
    func count(_ number: Int, _ noun: Noun) -> String {
        text(
            "\(integer(number)) \(number == 1 ? noun.singular : noun.plural)",
            "\(integer(number)) \(noun.chinese)"
        )
    }

    static let missing = "–"
    static let minus = "\u{2212}"

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }

    private static func trimmed(_ digits: String) -> String {
        guard digits.contains(".") else { return digits }
        var result = digits
        while result.hasSuffix("0") { result.removeLast() }
        if result.hasSuffix(".") { result.removeLast() }
        return result
    }
}

/// Something that is counted in running text; Chinese counts it with its measure word.
struct Noun {
    let singular: String
    let plural: String
    let chinese: String

    static let customer = Noun(singular: "customer", plural: "customers", chinese: "位客户")
    static let order = Noun(singular: "order", plural: "orders", chinese: "笔订单")
    static let row = Noun(singular: "row", plural: "rows", chinese: "行")
    static let segment = Noun(singular: "segment", plural: "segments", chinese: "个人群")
    static let day = Noun(singular: "day", plural: "days", chinese: "天")
    static let value = Noun(singular: "value", plural: "values", chinese: "个值")
}
