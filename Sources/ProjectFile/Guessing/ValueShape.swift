import Domain

/// What the sample values of a column look like.
struct ValueShape {
    /// How many values may break a column's form: a tenth of them. Real files have some that do, and those become rejects
    /// of the import; a column of which more do is something else.
    static func misfitsAllowed(of count: Int) -> Int { count / 10 }

    /// Trimmed, the empty ones left out.
    let values: [String]
    /// Whether no value is missing and none occurs twice.
    let areUnique: Bool

    init(_ samples: [String]) {
        values = samples.map(\.trimmed).filter { !$0.isEmpty }
        areUnique = Set(values).count == samples.count
    }

    /// How many of a column's values are of one form.
    struct Fit {
        /// From 0 to 1.
        let share: Double
        /// The first value that is not.
        let misfit: String?
    }

    func fit(where test: (String) -> Bool) -> Fit {
        Fit(share: share(where: test), misfit: values.first { !test($0) })
    }

    /// The share of values for which a test holds; 0 without values.
    func share(where test: (String) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.count(where: test)) / Double(values.count)
    }

    /// Whether a test holds for enough values. It gives up as soon as too many have failed.
    func mostly(_ test: (String) -> Bool) -> Bool {
        guard !values.isEmpty else { return false }
        var misfits = 0
        for value in values where !test(value) {
            misfits += 1
            if misfits > Self.misfitsAllowed(of: values.count) { return false }
        }
        return true
    }

    var areIntegers: Bool { mostly(Self.isInteger) }
    var areNumbers: Bool { mostly(Self.isNumber) }

    /// Numbers such as `17850.0`: whole, but with a useless place, as spreadsheets write identifiers.
    var haveUselessPlaces: Bool { mostly(Self.hasUselessPlace) }

    /// The same shape without the words that say that there is no customer.
    var ofNamedCustomers: ValueShape {
        let words = Set(MissingCustomer.words)
        return ValueShape(values.filter { !words.contains($0) })
    }

    /// Whether numbers have a comma before one or two last digits, and next to none has a point there.
    var haveDecimalComma: Bool {
        guard areNumbers else { return false }
        let commas = values.count { $0.suffix(3).contains(",") && !$0.suffix(3).contains(".") }
        let points = values.count { $0.suffix(3).contains(".") && !$0.suffix(3).contains(",") }
        return commas > 0 && points <= Self.misfitsAllowed(of: commas + points)
    }

    // MARK: Times

    /// How a column's times are written.
    struct Times {
        let pattern: TimePattern
        let fit: Fit
        /// Whether the pattern with day and month swapped reads as many.
        let isAmbiguous: Bool
    }

    /// The pattern that reads the most values, if that is enough of them; of equal ones the first.
    var times: Times? {
        var best: (pattern: TimePattern, share: Double)?
        for pattern in Self.patterns where mostly({ pattern.read($0) != nil }) {
            let share = share { pattern.read($0) != nil }
            if share > best?.share ?? 0 { best = (pattern, share) }
            if share == 1 { break }
        }
        guard let best else { return nil }
        let swapped = best.pattern.withDayAndMonthSwapped
        let isAmbiguous = swapped.map { swapped in share { swapped.read($0) != nil } == best.share } ?? false
        let fit = fit { best.pattern.read($0) != nil }
        return Times(pattern: best.pattern, fit: fit, isAmbiguous: isAmbiguous)
    }

    /// Whether a value is a time in one of the formats; an import reads a mixture of them.
    static func isTimeInSomeFormat(_ text: String) -> Bool { patterns.contains { $0.read(text) != nil } }

    /// Whether a value can be a spreadsheet's number of a day between 1954 and 2064.
    static func isExcelDay(_ text: String) -> Bool { Double(text).map { (20_000...60_000).contains($0) } ?? false }

    // MARK: Numbers

    static func hasUselessPlace(_ text: String) -> Bool {
        text.hasSuffix(".0") && text.dropLast(2).allSatisfy(\.isNumber)
    }

    static func isInteger(_ text: String) -> Bool { isNumber(text, places: false) }
    static func isNumber(_ text: String) -> Bool { isNumber(text, places: true) }

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
        "d/M/yyyy h:mm a", "d/M/yyyy", "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "d.M.yyyy", "M-d-yyyy H:mm:ss",
        "M-d-yyyy H:mm", "M-d-yyyy", "d-M-yyyy H:mm:ss", "d-M-yyyy H:mm", "d-M-yyyy", "yyyyMMddHHmmss", "yyyyMMdd",
    ].compactMap { try? TimePattern.parse($0).get() }
}
