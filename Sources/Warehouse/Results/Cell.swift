import Domain

/// One value of any type, for results that are printed or turned into JSON.
///
/// Columns are the way to read many rows; a cell costs an allocation and a switch.
package enum Cell: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    /// `unscaled` ÷ 10^`scale`.
    case decimal(unscaled: Int128, scale: Int)
    case text(String)
    case bytes([UInt8])
    case date(daysSinceEpoch: Int32)
    /// Microseconds since midnight.
    case time(microseconds: Int64)
    case instant(microseconds: Int64)
    case localTime(microseconds: Int64)
    case list([Cell])
    case structure([Entry])
    case map([Pair])

    /// A key and its value.
    package struct Pair: Sendable, Hashable {
        package var key: Cell
        package var value: Cell

        package init(key: Cell, value: Cell) {
            self.key = key
            self.value = value
        }
    }

    /// A named part of a structure.
    package struct Entry: Sendable, Hashable {
        package var name: String
        package var value: Cell

        package init(name: String, value: Cell) {
            self.name = name
            self.value = value
        }
    }
}

/// Reads the cells of one column.
struct CellReader {
    private let read: (Int) -> Cell

    subscript(row: Int) -> Cell { read(row) }

    /// - Throws: ``ResultFault/columnType(column:wanted:found:)`` for a type that Covey does not read.
    init(_ column: Column) throws {
        switch column.field.type {
        case .null: read = { _ in .null }
        case .boolean: read = Self.reader(try BooleanColumn(column)) { .boolean($0) }
        case .integer(64, false): read = try Self.unsigned(column)
        case .integer: read = Self.reader(try IntegerColumn(column)) { .integer($0) }
        case .float: read = Self.reader(try DoubleColumn(column)) { .double($0) }
        case .decimal:
            let decimals = try DecimalColumn(column)
            read = Self.reader(decimals) { .decimal(unscaled: $0, scale: decimals.scale) }
        case .text, .dictionary: read = Self.reader(try TextColumn(column)) { .text($0) }
        case .bytes: read = Self.reader(try BytesColumn(column)) { .bytes($0) }
        case .date: read = Self.reader(try DateColumn(column)) { .date(daysSinceEpoch: $0) }
        case .time(let resolution): read = try Self.times(column, resolution)
        case .timestamp(_, let zone):
            read = Self.reader(try TimestampColumn(column)) {
                zone == nil ? .localTime(microseconds: $0) : .instant(microseconds: $0)
            }
        case .list, .fixedList: read = try Self.lists(column)
        case .structure(let fields): read = try Self.structures(column, fields)
        case .map: read = try Self.maps(column)
        case .other: throw column.wrongType("cells")
        }
    }

    private static func reader<Typed: TypedColumn>(
        _ column: Typed,
        _ cell: @escaping (Typed.Value) -> Cell
    ) -> (Int) -> Cell {
        { row in column[row].map(cell) ?? .null }
    }

    /// What does not fit a signed integer is shown as a decimal, exactly.
    private static func unsigned(_ column: Column) throws -> (Int) -> Cell {
        let values = try column.values(as: UInt64.self)
        return { row in
            guard column.isPresent(row) else { return .null }
            return Int64(exactly: values[row]).map(Cell.integer) ?? .decimal(unscaled: Int128(values[row]), scale: 0)
        }
    }

    private static func times(_ column: Column, _ resolution: TimeResolution) throws -> (Int) -> Cell {
        if resolution == .seconds || resolution == .milliseconds {
            let values = try column.values(as: Int32.self)
            return { row in
                column.isPresent(row) ? .time(microseconds: resolution.microseconds(Int64(values[row]))) : .null
            }
        }
        let values = try column.values(as: Int64.self)
        return { row in column.isPresent(row) ? .time(microseconds: resolution.microseconds(values[row])) : .null }
    }

    private static func lists(_ column: Column) throws -> (Int) -> Cell {
        let rows = try ListRows(column)
        let values = try CellReader(rows.values)
        return { row in column.isPresent(row) ? .list(rows[row].map { values[$0] }) : .null }
    }

    private static func maps(_ column: Column) throws -> (Int) -> Cell {
        let rows = try ListRows(column)
        let fields = rows.values.field.children
        guard fields.count == 2 else { throw column.wrongType("maps") }
        let (keys, values) = (
            try CellReader(rows.values.child(0, fields[0], rows: rows.values.range)),
            try CellReader(rows.values.child(1, fields[1], rows: rows.values.range))
        )
        return { row in
            column.isPresent(row) ? .map(rows[row].map { Cell.Pair(key: keys[$0], value: values[$0]) }) : .null
        }
    }

    private static func structures(_ column: Column, _ fields: [Field]) throws -> (Int) -> Cell {
        let parts = try fields.enumerated().map { index, field in
            (field.name, try CellReader(column.child(index, field, rows: column.range)))
        }
        return { row in
            column.isPresent(row) ? .structure(parts.map { Cell.Entry(name: $0.0, value: $0.1[row]) }) : .null
        }
    }
}
