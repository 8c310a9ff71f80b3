/// The whole result of a query, in the batches in which it came.
package struct QueryResult: Sendable {
    package let schema: ResultSchema
    package let batches: [RecordBatch]

    package var rowCount: Int { batches.reduce(0) { $0 + $1.rowCount } }

    /// The values of a column over all batches, with `missing` for a gap.
    ///
    /// - Throws: ``ResultFault/noSuchColumn(name:available:)``, ``ResultFault/columnType(column:wanted:found:)``,
    ///   ``ResultFault/missingValue(column:row:)`` for a gap where `missing` is `nil`, and
    ///   ``ResultFault/valueOutOfRange(column:row:wanted:)`` for integers that do not fit 64 bits.
    private func values<Typed: TypedColumn>(
        _ name: String,
        missing: Typed.Value?,
        _ view: (Column) throws -> Typed
    ) throws -> [Typed.Value] {
        let index = try schema.index(of: name)
        var values: [Typed.Value] = []
        values.reserveCapacity(rowCount)
        for batch in batches {
            let column = try batch.column(at: index)
            if missing == nil, let row = column.firstGap {
                throw WarehouseError.result(.missingValue(column: name, row: row))
            }
            try view(column).append(to: &values, missing: missing ?? Typed.placeholder)
        }
        return values
    }

    package func integers(_ name: String, missing: Int64? = nil) throws -> [Int64] {
        try values(name, missing: missing, IntegerColumn.init)
    }

    package func doubles(_ name: String, missing: Double? = nil) throws -> [Double] {
        try values(name, missing: missing, DoubleColumn.init)
    }

    package func texts(_ name: String, missing: String? = nil) throws -> [String] {
        try values(name, missing: missing, TextColumn.init)
    }

    package func booleans(_ name: String, missing: Bool? = nil) throws -> [Bool] {
        try values(name, missing: missing, BooleanColumn.init)
    }

    /// Days since 1970-01-01.
    package func dates(_ name: String, missing: Int32? = nil) throws -> [Int32] {
        try values(name, missing: missing, DateColumn.init)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    package func timestamps(_ name: String, missing: Int64? = nil) throws -> [Int64] {
        try values(name, missing: missing, TimestampColumn.init)
    }

    package func textLists(_ name: String, missing: [String]? = nil) throws -> [[String]] {
        try values(name, missing: missing, TextListColumn.init)
    }

    /// Decimals as whole units of 10^−`scale`, such as the ten-thousandths of an `Amount`.
    package func units(_ name: String, scale: Int, missing: Int64? = nil) throws -> [Int64] {
        let index = try schema.index(of: name)
        return try batches.flatMap { try DecimalColumn($0.column(at: index)).units(scale: scale, missing: missing) }
    }

    /// For each row whether the column has a value.
    package func presence(_ name: String) throws -> [Bool] {
        let index = try schema.index(of: name)
        return try batches.flatMap { try $0.column(at: index).presence() }
    }

    /// Every row as cells. For small results: a million rows are better read by column.
    package func rows() throws -> [Row] {
        try batches.flatMap { try $0.rows() }
    }

    /// The only row.
    ///
    /// - Throws: ``ResultFault/notOneRow(count:)``.
    package func row() throws -> Row {
        guard rowCount == 1, let row = try rows().first else {
            throw WarehouseError.result(.notOneRow(count: rowCount))
        }
        return row
    }
}

/// One row of a result, in the order of its columns.
package struct Row: Sendable, Hashable {
    package let schema: ResultSchema
    package let cells: [Cell]

    package subscript(index: Int) -> Cell { cells[index] }

    /// `nil` where there is no such column.
    package subscript(name: String) -> Cell? {
        schema.fields.firstIndex { $0.name == name }.map { cells[$0] }
    }
}
