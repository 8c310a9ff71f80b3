import CADBC

/// Some rows of a result: one Arrow array per column, in the memory that the engine filled.
///
/// Columns are views of that memory; a batch and all views of it are alive together. Nothing is copied until a column
/// is asked for an array of its values.
///
/// Unchecked: after it has been adopted the array is only read, and Arrow allows releasing it from any thread; that
/// happens once, when the last view is gone.
package final class RecordBatch: @unchecked Sendable {
    package let schema: ResultSchema
    package let rowCount: Int
    private let array: UnsafeMutablePointer<ArrowArray>

    /// Takes over the array, which was allocated for it.
    init(adopting array: UnsafeMutablePointer<ArrowArray>, schema: ResultSchema) {
        self.array = array
        self.schema = schema
        rowCount = Int(array.pointee.length)
    }

    deinit {
        array.pointee.release?(array)
        array.deallocate()
    }

    /// The column of that name; the first where several have it.
    ///
    /// - Throws: ``ResultFault/noSuchColumn(name:available:)``.
    package func column(named name: String) throws -> Column {
        try column(at: schema.index(of: name))
    }

    /// - Throws: ``ResultFault/malformed(_:)`` where the driver handed over fewer columns than it announced.
    package func column(at index: Int) throws -> Column {
        guard schema.fields.indices.contains(index), index < Int(array.pointee.n_children),
            let child = array.pointee.children?[index]
        else { throw WarehouseError.result(.malformed("no column \(index)")) }
        let start = Int(array.pointee.offset)
        return Column(field: schema.fields[index], array: child, rows: start..<start + rowCount, owner: self)
    }

    /// Every row as cells.
    package func rows() throws -> [Row] {
        let readers = try schema.fields.indices.map { try CellReader(column(at: $0)) }
        return (0..<rowCount).map { row in Row(schema: schema, cells: readers.map { $0[row] }) }
    }
}
