import Domain
import Warehouse

/// Reads the cells of a column as values of the domain.
struct ValueReader {
    private let read: (Int) -> Value?
    private let rowCount: Int

    subscript(row: Int) -> Value? { read(row) }

    func all() -> [Value?] { (0..<rowCount).map(read) }

    /// - Throws: `WarehouseError` for a type that no trait or property has.
    init(_ column: Column) throws {
        rowCount = column.rowCount
        switch column.field.type {
        case .boolean:
            let values = try BooleanColumn(column)
            read = { values[$0].map(Value.boolean) }
        case .integer:
            let values = try IntegerColumn(column)
            read = { values[$0].map(Value.integer) }
        case .float:
            let values = try DoubleColumn(column)
            read = { values[$0].map(Value.number) }
        case .decimal:
            let values = try DecimalColumn(column)
            // Amounts have four places; the table's columns are made so.
            read = { row in values[row].map { Value.money(Amount(tenThousandths: Int64(clamping: $0))) } }
        case .date:
            let values = try DateColumn(column)
            read = { values.date($0).map(Value.date) }
        case .timestamp:
            let values = try TimestampColumn(column)
            read = { values.instant($0).map(Value.instant) }
        case .list:
            let values = try TextListColumn(column)
            read = { values[$0].map(Value.list) }
        default:
            let values = try TextColumn(column)
            read = { values[$0].map(Value.text) }
        }
    }
}
