package import Domain

/// A number of bytes: `1 GB`, `512 MB`, `1.5 GiB`.
package struct ByteSize: Sendable, Hashable {
    package let bytes: Int64

    package init(bytes: Int64) {
        self.bytes = bytes
    }

    /// Reads a number of at most four places with KB, MB, GB, TB (powers of 1,000) or KiB, MiB, GiB, TiB (of 1,024).
    package init?(_ text: String) {
        guard let (number, unit) = splitQuantity(text), let amount = Amount(number), amount > .zero,
            let size = Self.units[unit.lowercased()]
        else { return nil }
        let (product, overflow) = amount.tenThousandths.multipliedReportingOverflow(by: size)
        guard !overflow, product >= 10_000 else { return nil }
        bytes = product / 10_000
    }

    private static let units: [String: Int64] = [
        "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000, "kib": 1 << 10, "mib": 1 << 20,
        "gib": 1 << 30, "tib": 1 << 40,
    ]
}

/// A share of a whole, from 0 to 1, written as `5%`.
package struct Share: Sendable, Hashable {
    /// 0.05 for 5 %.
    package let fraction: Double

    /// Reads a number from 0 to 100 with at most four places and a per cent sign.
    package init?(_ text: String) {
        guard text.hasSuffix("%") || text.hasSuffix("％"),
            let amount = Amount(String(text.dropLast()).trimmed), amount >= .zero,
            amount.tenThousandths <= 1_000_000
        else { return nil }
        fraction = Double(amount.tenThousandths) / 1_000_000
    }

    init(fraction: Double) {
        self.fraction = fraction
    }
}

/// A length of time as people say it: `3 years`, `18 months`.
package struct TimeSpan: Sendable, Hashable {
    package let count: Int
    package let unit: TimeUnit

    package init(count: Int, unit: TimeUnit) {
        self.count = count
        self.unit = unit
    }

    /// Reads a whole number from 1 to 10,000 and a unit from days to years, singular or plural.
    package init?(_ text: String) {
        guard let (number, word) = splitQuantity(text), let count = Int(number), (1...10_000).contains(count),
            let unit = Self.units[word]
        else { return nil }
        self.init(count: count, unit: unit)
    }

    /// In days, a month being a twelfth of 365.25.
    package var days: Double { years * 365.25 }

    /// In years of 365.25 days.
    package var years: Double {
        let count = Double(count)
        return switch unit {
        case .minute: count / 525_960
        case .hour: count / 8_766
        case .day: count / 365.25
        case .week: count * 7 / 365.25
        case .month: count / 12
        case .quarter: count / 4
        case .year: count
        }
    }

    private static let units: [String: TimeUnit] = [
        "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month, "months": .month,
        "quarter": .quarter, "quarters": .quarter, "year": .year, "years": .year,
    ]
}

/// The digits at the front of a text and the word behind them.
private func splitQuantity(_ text: String) -> (number: String, unit: String)? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = String(text[number.endIndex...]).trimmed
    return number.isEmpty || unit.isEmpty ? nil : (String(number), unit)
}

extension String {
    /// Without spaces at either end.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
