import Domain
import Segments

/// Any JSON text.
indirect enum JSONValue: Hashable {
    case null
    case boolean(Bool)
    case number(Numeral)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var array: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    /// The names of all members in it, at any depth.
    var memberNames: Set<String> {
        switch self {
        case .object(let members): members.reduce(into: Set(members.keys)) { $0.formUnion($1.value.memberNames) }
        case .array(let items): items.reduce(into: []) { $0.formUnion($1.memberNames) }
        default: []
        }
    }

    /// How many members and items are in it, at any depth.
    var parts: Int {
        switch self {
        case .object(let members): members.values.reduce(0) { $0 + 1 + $1.parts }
        case .array(let items): items.reduce(0) { $0 + 1 + $1.parts }
        default: 0
        }
    }

    /// The same with one of its parts changed, counted from 0; `nil` from `change` leaves the part out.
    func changing(
        part: inout Int,
        _ change: (_ name: String?, _ part: JSONValue) -> (name: String?, part: JSONValue)?
    ) -> JSONValue {
        func changed(_ name: String?, _ inner: JSONValue) -> (name: String?, part: JSONValue)? {
            part -= 1
            if part == -1 { return change(name, inner) }
            return (name, part < -1 ? inner : inner.changing(part: &part, change))
        }
        switch self {
        case .array(let items): return .array(items.compactMap { changed(nil, $0)?.part })
        case .object(let members):
            let pairs = members.sorted { $0.key < $1.key }.compactMap { changed($0.key, $0.value) }
            return .object(Dictionary(pairs.map { ($0.name ?? "", $0.part) }) { first, _ in first })
        default: return self
        }
    }
}

extension JSONValue: Codable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Numeral.self) {
            self = .number(number)
        } else if let items = try? value.decode([JSONValue].self) {
            self = .array(items)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .boolean(let boolean): try value.encode(boolean)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .array(let items): try value.encode(items)
        case .object(let members): try value.encode(members)
        }
    }
}
