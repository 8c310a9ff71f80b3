/// Lists of texts.
package struct TextListColumn: TypedColumn {
    package static let placeholder: [String] = []
    package let column: Column
    private let rows: ListRows
    private let texts: TextColumn

    package init(_ column: Column) throws {
        self.column = column
        rows = try ListRows(column)
        texts = try TextColumn(rows.values)
    }

    /// The row's texts; a missing one inside the list reads as empty.
    package subscript(row: Int) -> [String]? {
        column.isPresent(row) ? rows[row].map { texts[$0] ?? TextColumn.placeholder } : nil
    }
}

/// Which rows of a list column's values belong to each list.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
struct ListRows: @unchecked Sendable {
    let values: Column
    private let bounds: Bounds

    private enum Bounds {
        case offsets32(UnsafePointer<Int32>), offsets64(UnsafePointer<Int64>), fixed(start: Int, count: Int)
    }

    init(_ column: Column) throws {
        switch column.field.type {
        case .list(let field, false), .map(let field):
            (values, bounds) = (try column.child(0, field), .offsets32(try column.values(as: Int32.self)))
        case .list(let field, true):
            (values, bounds) = (try column.child(0, field), .offsets64(try column.values(as: Int64.self)))
        case .fixedList(let field, let count):
            (values, bounds) = (try column.child(0, field), .fixed(start: column.start, count: count))
        default: throw column.wrongType("lists")
        }
    }

    subscript(row: Int) -> Range<Int> {
        switch bounds {
        case .offsets32(let offsets): Int(offsets[row])..<Int(offsets[row + 1])
        case .offsets64(let offsets): Int(offsets[row])..<Int(offsets[row + 1])
        case .fixed(let start, let count): (start + row) * count..<(start + row + 1) * count
        }
    }
}
