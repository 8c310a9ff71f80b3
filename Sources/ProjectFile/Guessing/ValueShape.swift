import Domain

/// What the sample values of a column look like.
struct ValueShape {
    /// Trimmed, the empty ones left out.
    let values: [String]
    let blankCount: Int

    init(_ samples: [String]) {
        values = samples.map(\.trimmed).filter { !$0.isEmpty }
        blankCount = samples.count - values.count
    }

    /// The share of values for which a test holds; 0 without values.
    func share(where test: (String) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.filter(test).count) / Double(values.count)
    }

    var integerShare: Double { share { Self.isNumber($0, places: false) } }
    var numberShare: Double { share { Self.isNumber($0, places: true) } }

    /// Numbers such as `17850.0`: whole, but with a useless place, as spreadsheets write identifiers.
    var hasUselessPlaces: Bool {
        !values.isEmpty && values.allSatisfy { $0.hasSuffix(".0") && $0.dropLast(2).allSatisfy(\.isNumber) }
    }

    /// Whether numbers have a comma before one or two last digits and none has a point there.
    var hasDecimalComma: Bool {
        let isComma = { (text: String) in text.suffix(3).contains(",") && !text.suffix(3).contains(".") }
        return numberShare == 1 && values.contains(where: isComma)
            && values.allSatisfy { isComma($0) || $0.allSatisfy(\.isNumber) }
    }

    /// The first time format that reads every value, and whether another reads them all with day and month swapped.
    var timeFormat: (format: TimeFormat, isAmbiguous: Bool)? {
        guard !values.isEmpty else { return nil }
        guard let found = Self.patterns.first(where: reads) else { return nil }
        let swapped = found.text.replacing("M/d", with: "d/M")
        let isAmbiguous = swapped != found.text && Self.patterns.contains { $0.text == swapped && reads($0) }
        return (.pattern(found), isAmbiguous)
    }

    /// Whether every value is a time in one of the formats, not necessarily the same; an import reads such a mixture.
    var isTimeInSomeFormats: Bool {
        !values.isEmpty && values.allSatisfy { value in Self.patterns.contains { $0.read(value) != nil } }
    }

    /// Whether every value can be a spreadsheet's number of a day between 1954 and 2064.
    var looksLikeExcelDays: Bool {
        !values.isEmpty && values.allSatisfy { Double($0).map { (20_000...60_000).contains($0) } ?? false }
    }

    private func reads(_ pattern: TimePattern) -> Bool {
        values.allSatisfy { pattern.read($0) != nil }
    }

    /// A number as people write it: a sign, a currency mark, separators of thousands and of places.
    private static func isNumber(_ text: String, places: Bool) -> Bool {
        var digits = text.drop { "+-¥￥$€£ ".contains($0) }
        if places { while let last = digits.last, "元€ ".contains(last) { digits = digits.dropLast() } }
        guard let first = digits.first, let last = digits.last, first.isNumber || first == ".", last.isNumber else {
            return false
        }
        return digits.allSatisfy { $0.isASCII && ($0.isNumber || (places && ($0 == "." || $0 == ","))) }
    }

    /// In the order in which they are tried: the plain before the ambiguous, months before days.
    static let patterns: [TimePattern] = [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss XX", "yyyy-MM-dd HH:mm:ss.SSS",
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-dd H:mm:ss",
        "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy-M-d", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d",
        "yyyy年M月d日 H:mm:ss", "yyyy年M月d日 H:mm", "yyyy年M月d日", "yyyy.M.d H:mm:ss", "yyyy.M.d H:mm", "yyyy.M.d",
        "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy h:mm a", "M/d/yyyy", "d/M/yyyy H:mm:ss", "d/M/yyyy H:mm",
        "d/M/yyyy h:mm a", "d/M/yyyy", "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "d.M.yyyy", "yyyyMMddHHmmss", "yyyyMMdd",
    ].compactMap { try? TimePattern.parse($0).get() }
}
