package import Domain

extension Notation {
    /// The sign before amounts: `¥`, `US$`-like prefixes where a plain sign would mislead, else the code and a space.
    package var currencySymbol: String {
        Self.symbols[currency.code] ?? currency.code + "\u{00A0}"
    }

    /// In whole units: `¥1,234,568`.
    package func money(_ amount: Amount?) -> String {
        amount.map { written($0, places: 0) } ?? Self.missing
    }

    /// With the currency's own places: `¥1,234.50`.
    package func price(_ amount: Amount?) -> String {
        amount.map { written($0, places: Self.places[currency.code] ?? 2) } ?? Self.missing
    }

    /// Short for large amounts: `¥1.23M`, ¥123万.
    package func compactMoney(_ amount: Amount) -> String {
        compactMoney(amount.doubleValue)
    }

    package func compactMoney(_ number: Double) -> String {
        (number < 0 ? Self.minus : "") + currencySymbol + compact(abs(number))
    }

    /// Rounds half away from zero, on the exact amount.
    private func written(_ amount: Amount, places: Int) -> String {
        let unit = UInt64([10_000, 1_000, 100, 10, 1][min(max(places, 0), 4)])
        let magnitude = amount.tenThousandths.magnitude
        let rounded = (magnitude + unit / 2) / unit
        let perWhole = 10_000 / unit
        let (whole, rest) = rounded.quotientAndRemainder(dividingBy: perWhole)
        var digits = integer(Int(whole))
        if places > 0 {
            let fraction = String(rest)
            digits += "." + String(repeating: "0", count: max(0, places - fraction.count)) + fraction
        }
        return (amount < .zero && rounded > 0 ? Self.minus : "") + currencySymbol + digits
    }

    private static let symbols = [
        "CNY": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "INR": "₹", "HKD": "HK$",
        "TWD": "NT$", "SGD": "S$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "BRL": "R$", "THB": "฿", "VND": "₫",
        "PHP": "₱", "RUB": "₽", "TRY": "₺", "UAH": "₴", "ILS": "₪", "NGN": "₦",
    ]

    /// ISO 4217 minor units, where they are not two.
    private static let places = [
        "BHD": 3, "BIF": 0, "CLF": 4, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0,
        "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0, "UYW": 4, "VND": 0,
        "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    ]
}
