/// The type of a result's column, as Arrow describes it.
package indirect enum ColumnType: Sendable, Hashable {
    /// A column in which every value is missing.
    case null
    case boolean
    case integer(bits: Int, signed: Bool)
    case float(bits: Int)
    case decimal(precision: Int, scale: Int, bits: Int)
    case text(TextLayout)
    case bytes(TextLayout)
    /// Days, or milliseconds at midnight, since 1970-01-01.
    case date(bits: Int)
    /// The time of day.
    case time(TimeResolution)
    /// With a zone the values are instants; without one they are wall-clock times.
    case timestamp(TimeResolution, zone: String?)
    case list(of: Field, wideOffsets: Bool)
    case fixedList(of: Field, count: Int)
    case structure([Field])
    /// Pairs of a key and a value, any number in a row. The entries are structures of two fields.
    case map(entries: Field)
    /// Values by number: an ENUM.
    case dictionary(index: ColumnType, values: Field)
    /// A type that Covey does not read, by its Arrow format.
    case other(format: String)
}

/// How the bytes of texts lie in memory.
package enum TextLayout: Sendable, Hashable {
    case offsets32, offsets64, views
}

/// The unit in which times are counted.
package enum TimeResolution: String, Sendable, Hashable {
    case seconds = "s"
    case milliseconds = "m"
    case microseconds = "u"
    case nanoseconds = "n"
}

/// One column of a result.
package struct Field: Sendable, Hashable {
    package var name: String
    package var type: ColumnType
}

/// The columns of a result, in order.
package struct ResultSchema: Sendable, Hashable {
    package var fields: [Field]

    /// - Throws: ``ResultFault/noSuchColumn(name:available:)``.
    package func index(of name: String) throws -> Int {
        if let index = fields.firstIndex(where: { $0.name == name }) { return index }
        throw WarehouseError.result(.noSuchColumn(name: name, available: fields.map(\.name)))
    }
}

extension ColumnType: CustomStringConvertible {
    /// A short name for messages, close to SQL's.
    package var description: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer(let bits, let signed): "\(bits)-bit \(signed ? "" : "unsigned ")integer"
        case .float(let bits): "\(bits)-bit number"
        case .decimal(let precision, let scale, _): "decimal(\(precision), \(scale))"
        case .text: "text"
        case .bytes: "bytes"
        case .date: "date"
        case .time: "time of day"
        case .timestamp(_, let zone): zone == nil ? "local time" : "instant"
        case .list(let field, _), .fixedList(let field, _): "list of \(field.type)"
        case .structure(let fields): "structure of \(fields.map(\.name).joined(separator: ", "))"
        case .map: "map"
        case .dictionary(_, let values): "enumeration of \(values.type)"
        case .other(let format): "Arrow type \(format)"
        }
    }
}
