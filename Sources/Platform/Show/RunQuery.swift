import Foundation
import SQL
package import Warehouse

/// Runs a query that the user wrote, without letting it change anything.
package struct RunQuery {
    package var workspace: Workspace

    /// - Parameter workspace: opened for reading only, so that the engine itself refuses changes of the warehouse.
    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    private var connection: Connection { workspace.connection }

    /// A query may not write files either, nor read any but the warehouse.
    private func closeFiles() async throws {
        try await connection.execute(.set(.externalAccess(false)))
    }

    /// A cluster cannot be opened for reading only, but what stands where rows are selected from is a query or a mistake.
    private func asSource(_ text: String) -> BoundQuery {
        let query = text.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: ";")))
        return BoundQuery("SELECT * FROM (\n\(query)\n) AS query")
    }

    package func run(_ text: String) async throws -> QueryResult {
        if workspace.isOnSpark { return try await connection.query(asSource(text)) }
        try await closeFiles()
        return try await connection.query(BoundQuery(text))
    }

    /// Hands the rows over as the engine finds them, so that a result of any size passes through little memory.
    ///
    /// Columns of types that Arrow has no exact form for come as the engine's own text: intervals, bits, times with an
    /// offset, and so on.
    ///
    /// - Parameter body: gets the columns and some rows, at least once, where there are no rows with none of them; it
    ///   answers whether it wants more.
    package func run(_ text: String, _ body: (ResultSchema, [Row]) throws -> Bool) async throws {
        if workspace.isOnSpark { return try await stream(asSource(text), body) }
        try await closeFiles()
        let viewed = try await ViewedQuery(text, connection)
        if let viewed, viewed.hasTexts { return try await stream(viewed.query, body) }
        // Nobody who lists the tables wants to see it.
        if viewed != nil { try await connection.execute(.dropView(ViewedQuery.view)) }
        try await stream(BoundQuery(text), body)
    }

    private func stream(_ query: BoundQuery, _ body: (ResultSchema, [Row]) throws -> Bool) async throws {
        try await connection.stream(query) { stream in
            var isFirst = true
            while let batch = try await stream.next() {
                isFirst = false
                guard try body(stream.schema, batch.rows()) else { return }
            }
            if isFirst { _ = try body(stream.schema, []) }
        }
    }
}

/// A query as a view of this connection, whose columns have types that can be looked up before it runs.
private struct ViewedQuery {
    static let view: TableName = "_query"
    /// Words of types whose Arrow form holds less than the value, or of which there is none.
    private static let inexact: Set<String> = [
        "BIGNUM", "BIT", "GEOMETRY", "INTERVAL", "TIMESTAMPTZ_NS", "TIMESTAMP_NS", "TIME_NS", "TUPLE", "TYPE",
        "UHUGEINT",
        "UNION", "VARIANT", "VARINT",
    ]

    private let columns: [(name: String, isText: Bool)]

    /// `nil` where the text is no query that a view can be made of, such as `EXPLAIN`; what is wrong with it is said by
    /// running it.
    init?(_ text: String, _ connection: Connection) async throws {
        do {
            try await connection.execute(BoundQuery("CREATE OR REPLACE TEMPORARY VIEW _query AS " + text))
        } catch WarehouseError.statement {
            return nil
        }
        let result = try await connection.query(
            Select(
                .columns("column_name", "data_type"),
                from: .table(TableName("columns", in: "information_schema")),
                where: SQLExpression.column("table_name").equals("_query"),
                orderBy: [SQLExpression.column("ordinal_position").ascending()]
            )
        )
        columns = zip(try result.texts("column_name"), try result.texts("data_type")).map { name, type in
            (name, Self.isInexact(type))
        }
    }

    var hasTexts: Bool { columns.contains(where: \.isText) }

    /// The rows of the view, with text in place of what cannot be handed over exactly.
    var query: BoundQuery {
        get throws {
            let columns = columns.map { column in
                let value = SQLExpression.column(Identifier(column.name))
                return (Identifier(column.name), column.isText ? value.cast(to: .text) : value)
            }
            return BoundQuery(try Dialect.duckDB.render(.select(Select(Columns(columns), from: .table(Self.view)))))
        }
    }

    /// A type as DuckDB writes it, such as `STRUCT(a BIT, "my type" INTEGER[])`; names in quotes are no types.
    private static func isInexact(_ type: String) -> Bool {
        let bare = type.replacing(/"[^"]*"|'[^']*'/, with: "")
        let words = bare.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        return bare.contains("TIME WITH TIME ZONE") || words.contains { inexact.contains(String($0)) }
    }
}
