import Domain
import Foundation

/// The different values of a column of texts, truth values or lists.
///
/// In files a value is a text, which is decoded when it is asked for: a column may have as many different values as there
/// are customers, and most definitions ask of few columns.
package struct ValueDictionary: Sendable {
    private enum Storage: Sendable {
        case values([Value])
        case texts(TextColumnView, ValueType)
        case growing(GrowingValues)
    }

    private let storage: Storage

    init(of values: [Value]) {
        storage = .values(values)
    }

    init(_ texts: TextColumnView, type: ValueType) {
        storage = .texts(texts, type)
    }

    init(_ values: GrowingValues) {
        storage = .growing(values)
    }

    /// The values where there will be more of them.
    var growing: GrowingValues? {
        if case .growing(let values) = storage { values } else { nil }
    }

    var count: Int {
        switch storage {
        case .growing(let values): values.count
        case .values(let values): values.count
        case .texts(let texts, _): texts.count
        }
    }

    subscript(place: Int) -> Value {
        switch storage {
        case .growing(let values): values.all[place]
        case .values(let values): values[place]
        case .texts(let texts, let type): Self.decode(texts[place], type)
        }
    }

    /// The text of a value in a file: a list is a JSON array.
    static func encode(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .list(let texts):
            // An array of strings is always valid JSON.
            (try? JSONEncoder().encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        case .integer, .number, .money, .date, .instant: ""
        }
    }

    private static func decode(_ text: String, _ type: ValueType) -> Value {
        switch type {
        case .boolean: .boolean(text == "true")
        case .list: .list((try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? [])
        case .text, .integer, .number, .money, .date, .instant: .text(text)
        }
    }
}

/// The different values of a column that is being written.
///
/// `@unchecked Sendable`: it belongs to the column's builder, and whoever reads it does so on the thread that writes.
final class GrowingValues: @unchecked Sendable {
    // Unchecked: as above.
    @exclusivity(unchecked) private(set) var all: [Value] = []

    var count: Int { all.count }

    /// - Returns: the value's code.
    func add(_ value: Value) -> UInt32 {
        all.append(value)
        return UInt32(all.count)
    }
}
