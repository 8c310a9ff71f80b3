import Compiler
import Domain
import SQL
import Warehouse

/// The table of a source's rows as they were imported.
struct RawTable {
    var connection: Connection
    var name: TableName

    init(of source: String, _ connection: Connection) {
        self.connection = connection
        name = WarehouseTables.raw(source)
    }

    /// Makes the table; one that is there gets the columns that it lacks, in which the rows it holds say nothing.
    func prepare(_ columns: [ColumnDefinition]) async throws {
        try await connection.execute(.createTable(name, columns: columns, mode: .ifNotExists))
        // The engine tells no names apart by their case.
        let known = Set(try await schema().fields.map { $0.name.lowercased() })
        for column in columns where !known.contains(column.name.name.lowercased()) {
            try await connection.execute(.addColumn(column, to: name))
        }
    }

    /// The types of its columns, without Covey's own.
    func types() async throws -> [String: ValueType] { RawTypes.types(try await schema()) }

    /// Whether some row says something in a column that was not kept.
    func hasOtherColumns() async throws -> Bool {
        guard try await schema().fields.contains(where: { $0.name == RawColumn.otherColumns.name }) else {
            return false
        }
        let others = SQLExpression.column(RawColumn.otherColumns)
        let found = Select(["count": .countRows(where: others.isNotNull)], from: .table(name))
        return try await connection.query(found).integers("count")[0] > 0
    }

    private func schema() async throws -> ResultSchema {
        try await connection.query(Select(.all, from: .table(name), limit: 0)).schema
    }
}
