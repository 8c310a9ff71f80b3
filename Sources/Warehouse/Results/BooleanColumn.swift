/// Truth values, one bit a row.
///
/// Unchecked: the memory behind the pointer is only read, and the column keeps it alive.
package struct BooleanColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder = false
    package let column: Column
    private let bits: UnsafePointer<UInt8>

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        // The view begins at the column's first byte: rows are found by bit.
        case .boolean: bits = try column.values(as: UInt8.self) - column.start
        case .null: bits = UnsafeRawPointer(column.array).assumingMemoryBound(to: UInt8.self)
        default: throw column.wrongType("truth values")
        }
    }

    package subscript(row: Int) -> Bool? {
        guard column.isPresent(row) else { return nil }
        let place = column.start + row
        return bits[place >> 3] & (1 << UInt8(place & 7)) != 0
    }
}
