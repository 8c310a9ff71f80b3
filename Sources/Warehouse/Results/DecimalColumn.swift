/// Exact decimals: a whole number of units of 10^−``scale``. Integers are decimals of scale zero.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct DecimalColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder: Int128 = 0
    package let column: Column
    /// Digits after the point.
    package let scale: Int
    private let storage: Storage

    private enum Storage {
        case int128(UnsafePointer<Int128>), int64(UnsafePointer<Int64>), int32(UnsafePointer<Int32>)
        case integer(IntegerColumn)
    }

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .decimal(_, let scale, 128): (self.scale, storage) = (scale, .int128(try column.values(as: Int128.self)))
        case .decimal(_, let scale, 64): (self.scale, storage) = (scale, .int64(try column.values(as: Int64.self)))
        case .decimal(_, let scale, 32): (self.scale, storage) = (scale, .int32(try column.values(as: Int32.self)))
        case .integer, .null: (scale, storage) = (0, .integer(try IntegerColumn(column)))
        default: throw column.wrongType("decimals")
        }
    }

    /// The value times 10^``scale``.
    package subscript(row: Int) -> Int128? {
        guard column.isPresent(row) else { return nil }
        return switch storage {
        case .int128(let values): Self.load(values, row)
        case .int64(let values): Int128(values[row])
        case .int32(let values): Int128(values[row])
        case .integer(let values): values[row].map { Int128($0) }
        }
    }

    /// Arrow promises alignment to eight bytes only, and `Int128` wants sixteen.
    private static func load(_ values: UnsafePointer<Int128>, _ row: Int) -> Int128 {
        UnsafeRawPointer(values).loadUnaligned(fromByteOffset: row * 16, as: Int128.self)
    }

    /// The nearest `Double`, or `nil` where the value is missing.
    package func double(_ row: Int) -> Double? {
        self[row].map { Double($0) / PowerOfTen.double[scale] }
    }

    /// Every row as a whole number of units of 10^−`wanted`, such as ten-thousandths for `Amount`, and `missing` for a gap.
    ///
    /// - Throws: ``ResultFault/valueOutOfRange(column:row:wanted:)`` where a value has more digits after the point, or
    ///   more digits at all, than fit; ``ResultFault/missingValue(column:row:)`` for a gap where `missing` is `nil`.
    package func units(scale wanted: Int, missing: Int64? = nil) throws -> [Int64] {
        var units: [Int64] = []
        units.reserveCapacity(rowCount)
        let factor = PowerOfTen.integer[abs(wanted - scale)]
        for row in 0..<rowCount {
            guard let unscaled = self[row] else {
                guard let missing else {
                    throw WarehouseError.result(.missingValue(column: column.field.name, row: row))
                }
                units.append(missing)
                continue
            }
            guard let value = Self.rescale(unscaled, by: factor, up: wanted >= scale) else {
                throw column.outOfRange(row, "decimal(18, \(wanted))")
            }
            units.append(value)
        }
        return units
    }

    private static func rescale(_ unscaled: Int128, by factor: Int128, up: Bool) -> Int64? {
        if up {
            let (product, overflow) = unscaled.multipliedReportingOverflow(by: factor)
            return overflow ? nil : Int64(exactly: product)
        }
        let (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: factor)
        return remainder == 0 ? Int64(exactly: quotient) : nil
    }
}

private enum PowerOfTen {
    /// 10^0 to 10^38, the largest that fits.
    static let integer: [Int128] = (0..<38).reduce(into: [1]) { powers, _ in
        powers.append(powers[powers.count - 1] * 10)
    }
    static let double = integer.map(Double.init)
}
