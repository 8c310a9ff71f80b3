import CADBC

/// A column of a batch, whatever its type. A view: it keeps its batch alive and copies nothing.
///
/// Its methods give typed views. Rows count from zero.
///
/// Unchecked: the memory behind the pointers is only read, and `owner` keeps it alive.
package struct Column: @unchecked Sendable {
    package let field: Field
    package let rowCount: Int
    let array: UnsafePointer<ArrowArray>
    /// The place of the first row in the buffers.
    let start: Int
    let owner: RecordBatch
    private let validity: UnsafePointer<UInt8>?

    init(field: Field, array: UnsafeMutablePointer<ArrowArray>, rows: Range<Int>, owner: RecordBatch) {
        self.field = field
        self.array = UnsafePointer(array)
        self.owner = owner
        rowCount = rows.count
        start = rows.lowerBound + Int(array.pointee.offset)
        let mayHaveGaps = array.pointee.null_count != 0 && field.type != .null && array.pointee.n_buffers > 0
        let bitmap = mayHaveGaps ? array.pointee.buffers?[0] : nil
        validity = bitmap?.assumingMemoryBound(to: UInt8.self)
    }

    /// Whether any value can be missing. Where not, checking each row is needless.
    package var mayHaveGaps: Bool { validity != nil || field.type == .null }

    /// Whether the row has a value.
    package func isPresent(_ row: Int) -> Bool {
        guard let validity else { return field.type != .null }
        let place = start + row
        return validity[place >> 3] & (1 << UInt8(place & 7)) != 0
    }

    /// The first row without a value.
    package var firstGap: Int? {
        mayHaveGaps ? (0..<rowCount).first { !isPresent($0) } : nil
    }

    /// For each row whether it has a value.
    package func presence() -> [Bool] {
        mayHaveGaps ? (0..<rowCount).map(isPresent) : [Bool](repeating: true, count: rowCount)
    }

    /// The values of a fixed-width type, from the first row of this column on.
    func values<Element>(as type: Element.Type) throws -> UnsafePointer<Element> {
        guard let buffer = try buffer(1) else {
            // An empty column may come without memory. Any address will do: nothing is read through it.
            return UnsafeRawPointer(array).assumingMemoryBound(to: type)
        }
        return buffer.assumingMemoryBound(to: type) + start
    }

    /// A buffer from its beginning; `nil` only where the column is empty.
    func buffer(_ index: Int) throws -> UnsafeRawPointer? {
        guard index < Int(array.pointee.n_buffers) else {
            throw WarehouseError.result(.malformed("column “\(field.name)” has \(array.pointee.n_buffers) buffers"))
        }
        if let buffer = array.pointee.buffers?[index] { return buffer }
        guard rowCount == 0 else {
            throw WarehouseError.result(.malformed("column “\(field.name)” has no buffer \(index)"))
        }
        return nil
    }

    /// The places of the rows in the buffers, and in the children of a structure.
    var range: Range<Int> { start..<start + rowCount }

    /// The column of a nested type's values, all of them.
    func child(_ index: Int, _ field: Field, rows: Range<Int>? = nil) throws -> Column {
        guard index < Int(array.pointee.n_children), let child = array.pointee.children?[index] else {
            throw WarehouseError.result(.malformed("column “\(self.field.name)” has no child \(index)"))
        }
        return Column(field: field, array: child, rows: rows ?? 0..<Int(child.pointee.length), owner: owner)
    }

    /// The column of a dictionary's values.
    func dictionary(_ field: Field) throws -> Column {
        guard let dictionary = array.pointee.dictionary else {
            throw WarehouseError.result(.malformed("column “\(self.field.name)” has no dictionary"))
        }
        return Column(field: field, array: dictionary, rows: 0..<Int(dictionary.pointee.length), owner: owner)
    }

    /// The same rows under another type of the same layout: a dictionary's numbers.
    func viewed(as type: ColumnType) -> Column {
        Column(field: Field(name: field.name, type: type), sharing: self)
    }

    private init(field: Field, sharing other: Column) {
        self.field = field
        (rowCount, array, start) = (other.rowCount, other.array, other.start)
        (owner, validity) = (other.owner, other.validity)
    }

    func wrongType(_ wanted: String) -> WarehouseError {
        .result(.columnType(column: field.name, wanted: wanted, found: field.type.description))
    }

    func outOfRange(_ row: Int, _ wanted: String) -> WarehouseError {
        .result(.valueOutOfRange(column: field.name, row: row, wanted: wanted))
    }
}

/// A view of a column's values as one Swift type.
package protocol TypedColumn: Sendable {
    associatedtype Value: Sendable
    /// The column that is viewed.
    var column: Column { get }
    /// A value of the type that means nothing: zero, empty, false.
    static var placeholder: Value { get }
    /// The value, or `nil` where it is missing.
    subscript(row: Int) -> Value? { get }
    /// Appends every row, and `missing` for a gap. For a fixed-width type of the same width this is one copy of memory.
    func append(to values: inout [Value], missing: Value)
}

extension TypedColumn {
    package var rowCount: Int { column.rowCount }

    /// Every row, and `missing` for a gap.
    package func values(missing: Value) -> [Value] {
        var values: [Value] = []
        append(to: &values, missing: missing)
        return values
    }

    /// Every row; a gap is `nil`.
    package func optionals() -> [Value?] {
        (0..<rowCount).map { self[$0] }
    }

    package func append(to values: inout [Value], missing: Value) {
        values.reserveCapacity(values.count + rowCount)
        for row in 0..<rowCount { values.append(self[row] ?? missing) }
    }
}

extension Array {
    /// What the engine left in the memory of a missing value is arbitrary.
    mutating func clearGaps(of column: Column, from start: Int, to missing: Element) {
        guard column.mayHaveGaps else { return }
        for row in 0..<column.rowCount where !column.isPresent(row) { self[start + row] = missing }
    }
}
