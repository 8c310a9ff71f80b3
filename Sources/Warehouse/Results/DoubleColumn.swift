/// Binary floating-point numbers. Integers and decimals are converted to the nearest `Double`.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct DoubleColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder = 0.0
    package let column: Column
    private let storage: Storage

    private enum Storage {
        case double(UnsafePointer<Double>), float(UnsafePointer<Float>)
        case integer(IntegerColumn)
        case decimal(DecimalColumn)
    }

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .float(64): storage = .double(try column.values(as: Double.self))
        case .float(32): storage = .float(try column.values(as: Float.self))
        case .integer, .null: storage = .integer(try IntegerColumn(column))
        case .decimal: storage = .decimal(try DecimalColumn(column))
        default: throw column.wrongType("numbers")
        }
    }

    package subscript(row: Int) -> Double? {
        guard column.isPresent(row) else { return nil }
        return switch storage {
        case .double(let values): values[row]
        case .float(let values): Double(values[row])
        case .integer(let values): values[row].map(Double.init)
        case .decimal(let values): values.double(row)
        }
    }

    package func append(to target: inout [Double], missing: Double) {
        let before = target.count
        switch storage {
        case .double(let values): target.append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
        case .float(let values):
            target.append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount).lazy.map { Double($0) })
        case .integer(let values): target.append(contentsOf: values.values(missing: 0).lazy.map { Double($0) })
        case .decimal(let values):
            target.append(contentsOf: (0..<rowCount).lazy.map { values.double($0) ?? missing })
        }
        target.clearGaps(of: column, from: before, to: missing)
    }
}
