import Domain
import Foundation
import ProjectFile

/// The types of properties that state none, as the values of one file or of several show them. A property without any
/// value has none.
struct FoundTypes: Hashable {
    var types: [String: ValueType] = [:]

    /// The types that take the values of both: integers are numbers, and everything is text.
    func joined(with other: FoundTypes) -> FoundTypes {
        FoundTypes(types: types.merging(other.types, uniquingKeysWith: Self.join))
    }

    private static func join(_ one: ValueType, _ other: ValueType) -> ValueType {
        if one == other { return one }
        return Set([one, other]) == [.integer, .number] ? .number : .text
    }

    /// The type of a property's column.
    subscript(_ property: String) -> ValueType { types[property] ?? .text }

    /// Whether a source's table has these types.
    func agree(with table: [String: ValueType], of source: SourceDefinition) -> Bool {
        source.columns.filter { $0.valueType == nil }.map(\.target.value.name).allSatisfy { table[$0] == self[$0] }
    }
}

/// As the ledger keeps them.
extension FoundTypes {
    /// The same types give the same text.
    var text: String {
        let words = types.mapValues(\.rawValue)
        let data = try? JSONSerialization.data(withJSONObject: words, options: .sortedKeys)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    init(text: String) {
        let words = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        types = (words ?? [:]).compactMapValues(ValueType.init)
    }
}

/// A file whose values do not fit the types that the source's table has: the way out of reading it, so that all files
/// are read anew with types for all of them.
struct OtherTypes: Error {
    var types: FoundTypes
}
