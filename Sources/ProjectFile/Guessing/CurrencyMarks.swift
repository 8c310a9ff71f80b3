/// The currency that amounts are written with.
enum CurrencyMarks {
    /// Marks that mean one currency alone: not `$`, and not `¥`, which is Japan's too.
    private static let marks: [(code: String, marks: [String])] = [
        ("CNY", ["￥", "元", "CNY", "RMB"]), ("EUR", ["€", "EUR"]), ("GBP", ["£", "GBP"]), ("JPY", ["円", "JPY"]),
        ("USD", ["US$", "USD"]), ("HKD", ["HK$", "HKD", "港币"]),
    ]

    /// The currency that at least half of some values name, if they name no other.
    static func code(in values: [String]) -> String? {
        let named = values.compactMap { value in
            let upper = value.uppercased()
            return marks.first { $0.marks.contains { upper.contains($0) } }?.code
        }
        guard let code = named.first, named.count * 2 >= values.count else { return nil }
        return named.allSatisfy { $0 == code } ? code : nil
    }
}
