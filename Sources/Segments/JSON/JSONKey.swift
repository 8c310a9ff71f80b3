import Foundation

/// The member names of the JSON form.
enum JSONKey: String, CodingKey {
    // Formulas.
    case all, any, not
    // Clauses.
    case trait, did, didNot, frequency, measure, inSegment, random, seed, property
    case regularity, stopped, resumed, sequence, negated, within, count
    case wasInSegment, enteredSegment, leftSegment, at, asKnownAt
    // Frequencies.
    case atLeast, atMost, exactly, between, onAtLeastDays
    // Comparisons.
    case `is`, value, values, low, high, window, ignoringCase
    // Literals.
    case date, instant, amount, currency
    // Events and measures.
    case events, `where`, calculate, of
    // Windows.
    case allTime, last, unit, whole, this, previous, next, from, to
    // Definitions.
    case name, title, description, timezone, condition, en, zh
}

typealias JSONReader = KeyedDecodingContainer<JSONKey>
typealias JSONWriter = KeyedEncodingContainer<JSONKey>

extension KeyedDecodingContainer<JSONKey> {
    /// The error that the member `key` is not what the language allows.
    func invalid(_ key: JSONKey, _ explanation: String) -> DecodingError {
        DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: explanation)
    }

    /// The error that none of `keys` is there.
    func missing(oneOf keys: JSONKey...) -> DecodingError {
        let names = keys.map(\.rawValue).joined(separator: ", ")
        return DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: codingPath, debugDescription: "one of these members is needed: \(names)")
        )
    }

    func wholeNumber(_ key: JSONKey, _ range: ClosedRange<Int>) throws -> Int {
        let number = try decode(Int.self, forKey: key)
        guard range.contains(number) else {
            throw invalid(key, "a whole number from \(range.lowerBound) to \(range.upperBound) is needed")
        }
        return number
    }

    /// A list of one item or more.
    func items<Item: Decodable>(_ key: JSONKey) throws -> [Item] {
        let items = try decode([Item].self, forKey: key)
        guard !items.isEmpty else { throw invalid(key, "the list is empty") }
        return items
    }
}
