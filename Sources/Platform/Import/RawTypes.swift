import Compiler
import Domain
import Warehouse

/// The value types of a table's columns.
enum RawTypes {
    /// Covey's own columns, whose names begin with an underscore, are left out.
    static func types(_ schema: ResultSchema) -> [String: ValueType] {
        var types: [String: ValueType] = [:]
        for field in schema.fields where !field.name.hasPrefix("_") {
            types[field.name] = type(field.type)
        }
        return types
    }

    private static func type(_ type: Warehouse.ColumnType) -> ValueType? {
        switch type {
        case .text, .dictionary: .text
        case .integer: .integer
        case .float: .number
        case .decimal: .money
        case .boolean: .boolean
        case .date: .date
        case .timestamp: .instant
        case .list: .list
        default: nil
        }
    }
}
