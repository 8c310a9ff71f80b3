import Domain
import Foundation

/// The options that a user gave, as text, read as what a model needs.
package struct FitOptions: Sendable, Hashable, Codable {
    package var texts: [FitOption: String]
    /// The model's name, for messages.
    package var model: String

    package init(model: String = "", _ texts: [FitOption: String] = [:]) {
        self.model = model
        self.texts = texts
    }

    package func text(_ option: FitOption) -> String? { texts[option] }

    package func required(_ option: FitOption) throws(TableError) -> String {
        guard let text = texts[option] else { throw .optionMissing(option, model: model) }
        return text
    }

    package func flag(_ option: FitOption) -> Bool { texts[option].map { $0 != "false" } ?? false }

    /// Names by comma, each once, spaces around them taken off; `nil` where the option was not given.
    package func list(_ option: FitOption) -> [String]? {
        texts[option].map { text in
            var seen: Set<String> = []
            return text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { seen.insert($0).inserted }
        }
    }

    package func integer(_ option: FitOption, in range: ClosedRange<Int>) throws(TableError) -> Int? {
        guard let text = texts[option] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .optionInvalid(option, value: text, expected: Self.expected(range, "a whole number", "整数"))
        }
        return number
    }

    package func integer(_ option: FitOption, in range: ClosedRange<Int>, default value: Int) throws(TableError) -> Int
    {
        try integer(option, in: range) ?? value
    }

    package func number(_ option: FitOption, in range: ClosedRange<Double>) throws(TableError) -> Double? {
        guard let text = texts[option] else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw .optionInvalid(option, value: text, expected: Self.expected(range, "a number", "数字"))
        }
        return number
    }

    package func number(_ option: FitOption, in range: ClosedRange<Double>, default value: Double) throws(TableError)
        -> Double
    {
        try number(option, in: range) ?? value
    }

    /// A number that people may write in per cent; `5%` is 0.05.
    package func fraction(_ option: FitOption, in range: ClosedRange<Double>, default value: Double) throws(TableError)
        -> Double
    {
        guard let text = texts[option] else { return value }
        guard let number = Self.fraction(text), range.contains(number) else {
            throw .optionInvalid(option, value: text, expected: Self.expected(range, "a number", "数字"))
        }
        return number
    }

    /// A number as people write it; `5%` is 0.05.
    package static func fraction(_ text: String) -> Double? {
        guard let sign = text.last, sign == "%" || sign == "％" else { return Double(text) }
        return Double(text.dropLast()).map { $0 / 100 }
    }

    /// A number above zero.
    package func positive(_ option: FitOption, upTo bound: Double) throws(TableError) -> Double? {
        guard let text = texts[option] else { return nil }
        guard let number = Double(text), number > 0, number <= bound else {
            throw .optionInvalid(option, value: text, expected: Self.aboveZero(upTo: bound))
        }
        return number
    }

    /// A share above zero and at most one.
    package func share(_ option: FitOption, default value: Double) throws(TableError) -> Double {
        guard let text = texts[option] else { return value }
        guard let number = Self.fraction(text), number > 0, number <= 1 else {
            throw .optionInvalid(
                option,
                value: text,
                expected: Bilingual(
                    en: "a share above 0 and at most 1 is expected, such as 0.05 or 5%",
                    zh: "应为大于 0 且不超过 1 的比例，例如 0.05 或 5%"
                )
            )
        }
        return number
    }

    /// A number (`5`) or a range of them (`2-10`).
    package func range(_ option: FitOption, in allowed: ClosedRange<Int>) throws(TableError) -> ClosedRange<Int>? {
        guard let text = texts[option] else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count <= 2, let first = parts.first ?? nil, let last = parts.last ?? nil, first <= last,
            allowed.contains(first), allowed.contains(last)
        {
            return first...last
        }
        throw .optionInvalid(
            option,
            value: text,
            expected: Self.expected(allowed, "a number or a range like 2-10", "整数或 2-10 这样的范围")
        )
    }

    /// One of the names of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ option: FitOption, default value: Choice)
        throws(TableError) -> Choice where Choice.RawValue == String
    {
        guard let text = texts[option] else { return value }
        guard let choice = Choice(rawValue: text) else {
            let names = Self.words(of: Choice.self)
            throw .optionInvalid(
                option,
                value: text,
                expected: Bilingual(
                    en: "it is one of \(names.joined(separator: ", "))",
                    zh: "可选值为 \(names.joined(separator: "、"))"
                )
            )
        }
        return choice
    }

    /// The words that `choice` takes for a type.
    package static func words<Choice: RawRepresentable & CaseIterable>(of _: Choice.Type) -> [String]
    where Choice.RawValue == String { Choice.allCases.map(\.rawValue) }

    /// The seed; 1 where none was given, so that a second run gives the same.
    package var seed: UInt64 {
        get throws(TableError) {
            guard let text = texts[.seed] else { return 1 }
            guard let seed = UInt64(text) else {
                throw .optionInvalid(
                    .seed,
                    value: text,
                    expected: Bilingual(en: "a whole number of at least 0 is expected", zh: "应为不小于 0 的整数")
                )
            }
            return seed
        }
    }

    private static func expected<Bound: Comparable>(
        _ range: ClosedRange<Bound>,
        _ english: String,
        _ chinese: String
    ) -> Bilingual {
        let (low, high) = (text(of: range.lowerBound), text(of: range.upperBound))
        guard let high else {
            return Bilingual(
                en: "\(english) of at least \(low ?? "0") is expected",
                zh: "应为不小于 \(low ?? "0") 的\(chinese)"
            )
        }
        return Bilingual(
            en: "\(english) from \(low ?? "0") to \(high) is expected",
            zh: "应为 \(low ?? "0") 到 \(high) 之间的\(chinese)"
        )
    }

    private static func aboveZero(upTo bound: Double) -> Bilingual {
        guard let high = text(of: bound) else {
            return Bilingual(en: "a number above 0 is expected", zh: "应为大于 0 的数字")
        }
        return Bilingual(en: "a number above 0 and at most \(high) is expected", zh: "应为大于 0 且不超过 \(high) 的数字")
    }

    /// A bound as people write it; `nil` for one that only keeps the arithmetic safe, which nobody has to know.
    private static func text<Bound>(of bound: Bound) -> String? {
        switch bound {
        case let number as Double: number.magnitude < 1e6 ? DataTable.text(number) : nil
        case let number as Int: number.magnitude < 1_000_000 ? String(number) : nil
        default: "\(bound)"
        }
    }
}
