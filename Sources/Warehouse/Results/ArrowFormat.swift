import CADBC

/// Reads Arrow's type descriptions.
extension Field {
    init(_ schema: ArrowSchema) {
        name = schema.name.map { String(cString: $0) } ?? ""
        type = ColumnType(schema)
    }

    /// The fields of a structure; a whole result is one.
    var children: [Field] {
        guard case .structure(let fields) = type else { return [] }
        return fields
    }
}

extension ColumnType {
    init(_ schema: ArrowSchema) {
        let format = schema.format.map { String(cString: $0) } ?? ""
        let plain = ColumnType(format: format, children: Self.children(of: schema))
        if let values = schema.dictionary {
            self = .dictionary(index: plain, values: Field(values.pointee))
        } else {
            self = plain
        }
    }

    private static func children(of schema: ArrowSchema) -> [Field] {
        (0..<Int(schema.n_children)).compactMap { index in
            schema.children?[index].map { Field($0.pointee) }
        }
    }

    private init(format: String, children: [Field]) {
        if let simple = Self.simple[format] {
            self = simple
            return
        }
        let parts = format.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let details = parts.count == 2 ? parts[1] : ""
        switch parts[0] {
        case "d": self = Self.decimal(details) ?? .other(format: format)
        case "+s": self = .structure(children)
        case "+l" where children.count == 1: self = .list(of: children[0], wideOffsets: false)
        case "+L" where children.count == 1: self = .list(of: children[0], wideOffsets: true)
        case "+m" where children.count == 1 && children[0].children.count == 2: self = .map(entries: children[0])
        case "+w" where children.count == 1:
            self = Int(details).map { .fixedList(of: children[0], count: $0) } ?? .other(format: format)
        case "tss", "tsm", "tsu", "tsn":
            let resolution = TimeResolution(rawValue: String(parts[0].suffix(1)))
            let zone = details.isEmpty ? nil : String(details)
            self = resolution.map { .timestamp($0, zone: zone) } ?? .other(format: format)
        default: self = .other(format: format)
        }
    }

    private static let simple: [String: ColumnType] = [
        "n": .null, "b": .boolean,
        "c": .integer(bits: 8, signed: true), "C": .integer(bits: 8, signed: false),
        "s": .integer(bits: 16, signed: true), "S": .integer(bits: 16, signed: false),
        "i": .integer(bits: 32, signed: true), "I": .integer(bits: 32, signed: false),
        "l": .integer(bits: 64, signed: true), "L": .integer(bits: 64, signed: false),
        "f": .float(bits: 32), "g": .float(bits: 64),
        "u": .text(.offsets32), "U": .text(.offsets64), "vu": .text(.views),
        "z": .bytes(.offsets32), "Z": .bytes(.offsets64), "vz": .bytes(.views),
        "tdD": .date(bits: 32), "tdm": .date(bits: 64),
        "tts": .time(.seconds), "ttm": .time(.milliseconds), "ttu": .time(.microseconds), "ttn": .time(.nanoseconds),
    ]

    /// Reads `18,4`, whose width is 128 bits, or `18,4,64`.
    private static func decimal(_ details: Substring) -> ColumnType? {
        let numbers = details.split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 2 || numbers.count == 3 else { return nil }
        return .decimal(precision: numbers[0], scale: numbers[1], bits: numbers.count == 3 ? numbers[2] : 128)
    }
}
