import CADBC
import SQL

/// The name of a table, and of the schema that it is in; `nil` for the connection's own.
package struct TablePath: Sendable, Hashable {
    package var schema: String?
    package var name: String

    package init(schema: String? = nil, _ name: String) {
        self.schema = schema
        self.name = name
    }

    /// How messages name the table.
    var text: String { (schema.map { $0 + "." } ?? "") + name }
}

extension Connection {
    /// Writes columns into a table in bulk.
    ///
    /// Appending matches columns by name and refuses any that are missing or unknown: the interface itself would match
    /// them by position. An error or a cancellation leaves nothing behind: the engine by itself would keep the batches
    /// that it had taken, so the whole is one transaction, or part of the one that is open.
    ///
    /// - Returns: the number of rows written.
    /// - Throws: ``WarehouseError/ingest(table:_:)``, ``WarehouseError/statement(_:_:)``, or `CancellationError`.
    @discardableResult
    package func ingest(into table: TablePath, columns: [IngestColumn], mode: IngestMode) async throws -> Int {
        let rowCount = try Self.checkedRowCount(columns, table)
        if !takesBulkData {
            try await writeByStatements(columns, into: table, mode)
        } else if isInsideTransaction {
            try await write(columns, into: table, mode)
        } else {
            try await transaction { try await write(columns, into: table, mode) }
        }
        return rowCount
    }

    private var takesBulkData: Bool { dialect == .duckDB }

    private func write(_ columns: [IngestColumn], into table: TablePath, _ mode: IngestMode) async throws {
        let description = BoundQuery("INSERT (bulk) INTO \(table.text)")
        let outgoing = try arranged(columns, for: table, mode, description).map(OutgoingColumn.init)
        _ = try await interruptible(description, statement: { try ingesting(outgoing, into: table, mode) }) {
            statement throws(DriverFailure) in try statement.run()
        }
    }

    private func ingesting(
        _ columns: [OutgoingColumn],
        into table: TablePath,
        _ mode: IngestMode
    ) throws -> StatementHandle {
        let statement = try StatementHandle(try openHandle())
        try statement.setOption("adbc.ingest.target_table", table.name)
        if let schema = table.schema { try statement.setOption("adbc.ingest.target_db_schema", schema) }
        try statement.setOption("adbc.ingest.mode", mode.option)
        if mode == .temporary { try statement.setOption("adbc.ingest.temporary", "true") }
        var stream = IngestStream(columns: columns).exported()
        // The driver takes the stream over where it succeeds, and empties the struct.
        defer { stream.release?(&stream) }
        try statement.bind(&stream)
        return statement
    }

    private static func checkedRowCount(_ columns: [IngestColumn], _ table: TablePath) throws -> Int {
        guard let rowCount = columns.first?.values.count else {
            throw WarehouseError.ingest(table: table.text, .noColumns)
        }
        var names: Set<String> = []
        for column in columns {
            for length in [column.values.count, column.presence?.count].compactMap(\.self) where length != rowCount {
                let fault = IngestFault.lengthsDiffer(column: column.name, length: length, expected: rowCount)
                throw WarehouseError.ingest(table: table.text, fault)
            }
            guard names.insert(column.name).inserted else {
                throw WarehouseError.ingest(table: table.text, .duplicateColumn(column.name))
            }
        }
        return rowCount
    }

    /// The columns in the order of the table that they are appended to.
    private func arranged(
        _ columns: [IngestColumn],
        for table: TablePath,
        _ mode: IngestMode,
        _ description: BoundQuery
    ) throws -> [IngestColumn] {
        guard mode == .append else { return columns }
        let existing: [String]
        switch try openHandle().columns(ofTable: table.name, schema: table.schema) {
        case .success(let fields): existing = fields.map(\.name)
        case .failure(let failure): throw error(failure, description)
        }
        for column in columns where !existing.contains(column.name) {
            throw WarehouseError.ingest(table: table.text, .unknownColumn(column.name, available: existing))
        }
        return try existing.map { name in
            guard let column = columns.first(where: { $0.name == name }) else {
                throw WarehouseError.ingest(table: table.text, .missingColumn(name))
            }
            return column
        }
    }
}

extension IngestMode {
    fileprivate var option: String {
        switch self {
        case .create, .temporary: "adbc.ingest.mode.create"
        case .append: "adbc.ingest.mode.append"
        case .replace: "adbc.ingest.mode.replace"
        }
    }
}
