import Domain
import Timelines
import Warehouse

extension ColumnBatch {
    /// The cells of a column of the warehouse, on their way into timelines.
    init(_ column: Warehouse.Column, type: ValueType) throws {
        switch type {
        case .integer:
            let values = try IntegerColumn(column)
            self = Self.keys(column) { values[$0] }
        case .money:
            let values = try DecimalColumn(column)
            // The table's columns of amounts have four places.
            self = Self.keys(column) { values[$0].map { Int64(clamping: $0) } }
        case .number:
            let values = try DoubleColumn(column)
            self = Self.keys(column) { values[$0].map(ColumnKey.key) }
        case .date:
            let values = try DateColumn(column)
            self = Self.keys(column) { values[$0].map(Int64.init) }
        case .instant:
            let values = try TimestampColumn(column)
            self = Self.keys(column) { values[$0] }
        case .text:
            let values = try TextColumn(column)
            self = .texts((0..<column.rowCount).map { values[$0] })
        case .boolean, .list:
            self = .values(try ValueReader(column).all())
        }
    }

    @inline(__always)
    private static func keys(_ column: Warehouse.Column, _ key: (Int) -> Int64?) -> ColumnBatch {
        var keys = [Int64](repeating: 0, count: column.rowCount)
        var present: [Bool]?
        for row in keys.indices {
            if let key = key(row) {
                keys[row] = key
            } else {
                if present == nil { present = Array(repeating: true, count: keys.count) }
                present?[row] = false
            }
        }
        return .keys(keys, present: present)
    }
}
