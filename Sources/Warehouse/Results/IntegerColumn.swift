/// Whole numbers. Narrower integers are widened; wider ones, such as the `HUGEINT` of a `SUM`, are narrowed once.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct IntegerColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder: Int64 = 0
    package let column: Column
    private let storage: Storage

    private enum Storage {
        case int8(UnsafePointer<Int8>), int16(UnsafePointer<Int16>), int32(UnsafePointer<Int32>)
        case int64(UnsafePointer<Int64>)
        case uint8(UnsafePointer<UInt8>), uint16(UnsafePointer<UInt16>), uint32(UnsafePointer<UInt32>)
        case narrowed([Int64])
    }

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .integer(8, true): storage = .int8(try column.values(as: Int8.self))
        case .integer(16, true): storage = .int16(try column.values(as: Int16.self))
        case .integer(32, true): storage = .int32(try column.values(as: Int32.self))
        case .integer(64, true): storage = .int64(try column.values(as: Int64.self))
        case .integer(8, false): storage = .uint8(try column.values(as: UInt8.self))
        case .integer(16, false): storage = .uint16(try column.values(as: UInt16.self))
        case .integer(32, false): storage = .uint32(try column.values(as: UInt32.self))
        case .integer(64, false): storage = .narrowed(try Self.narrow(column, try column.values(as: UInt64.self)))
        case .decimal(_, 0, 128): storage = .narrowed(try Self.narrow(column, try column.values(as: Int128.self)))
        case .null: storage = .narrowed([Int64](repeating: 0, count: column.rowCount))
        default: throw column.wrongType("whole numbers")
        }
    }

    private static func narrow<Wide: FixedWidthInteger>(
        _ column: Column,
        _ wide: UnsafePointer<Wide>
    ) throws -> [Int64] {
        let bytes = UnsafeRawPointer(wide)
        return try (0..<column.rowCount).map { row in
            guard column.isPresent(row) else { return 0 }
            // Arrow promises alignment to eight bytes only, and `Int128` wants sixteen.
            let value = bytes.loadUnaligned(fromByteOffset: row * MemoryLayout<Wide>.size, as: Wide.self)
            guard let value = Int64(exactly: value) else { throw column.outOfRange(row, "64 bits") }
            return value
        }
    }

    package subscript(row: Int) -> Int64? {
        guard column.isPresent(row) else { return nil }
        return switch storage {
        case .int8(let values): Int64(values[row])
        case .int16(let values): Int64(values[row])
        case .int32(let values): Int64(values[row])
        case .int64(let values): values[row]
        case .uint8(let values): Int64(values[row])
        case .uint16(let values): Int64(values[row])
        case .uint32(let values): Int64(values[row])
        case .narrowed(let values): values[row]
        }
    }

    package func append(to target: inout [Int64], missing: Int64) {
        let before = target.count
        switch storage {
        case .int8(let values): target.append(widening: values, count: rowCount)
        case .int16(let values): target.append(widening: values, count: rowCount)
        case .int32(let values): target.append(widening: values, count: rowCount)
        case .int64(let values): target.append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
        case .uint8(let values): target.append(widening: values, count: rowCount)
        case .uint16(let values): target.append(widening: values, count: rowCount)
        case .uint32(let values): target.append(widening: values, count: rowCount)
        case .narrowed(let values): target.append(contentsOf: values)
        }
        target.clearGaps(of: column, from: before, to: missing)
    }
}

extension Array where Element == Int64 {
    fileprivate mutating func append<Narrow: FixedWidthInteger>(widening values: UnsafePointer<Narrow>, count: Int) {
        append(contentsOf: UnsafeBufferPointer(start: values, count: count).lazy.map { Int64($0) })
    }
}
