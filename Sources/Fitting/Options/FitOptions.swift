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
            let names = Choice.allCases.map(\.rawValue)
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

    /// The seed; 1 where none was given, so that a second run gives the same.
    package var seed: UInt64 {
        get throws(TableError) {
            guard let text = texts[.seed] else { return 1 }
            guard let seed = UInt64(text) else {
                throw .optionInvalid(
                    .seed,
                    value: text,
                    expected: Bilingual(en: "a whole number from 0", zh: "应为不小于 0 的整数")
                )
            }
            return seed
        }
    }

    private static func expected<Bound>(_ range: ClosedRange<Bound>, _ english: String, _ chinese: String) -> Bilingual
    {
        Bilingual(
            en: "\(english) from \(range.lowerBound) to \(range.upperBound) is expected",
            zh: "应为 \(range.lowerBound) 到 \(range.upperBound) 之间的\(chinese)"
        )
    }
}
