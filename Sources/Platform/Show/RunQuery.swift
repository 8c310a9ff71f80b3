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

    /// A query may not write files either, nor read any but the warehouse.
    private func closeFiles() async throws {
        try await workspace.connection.execute(.set(.externalAccess(false)))
    }

    package func run(_ text: String) async throws -> QueryResult {
        try await closeFiles()
        return try await workspace.connection.query(BoundQuery(text))
    }

    /// Hands the rows over as the engine finds them, so that a result of any size passes through little memory.
    ///
    /// - Parameter body: gets the columns and some rows, at least once, where there are no rows with none of them; it
    ///   answers whether it wants more.
    package func run(_ text: String, _ body: (ResultSchema, [Row]) throws -> Bool) async throws {
        try await closeFiles()
        try await workspace.connection.stream(BoundQuery(text)) { stream in
            var isFirst = true
            while let batch = try await stream.next() {
                isFirst = false
                guard try body(stream.schema, batch.rows()) else { return }
            }
            if isFirst { _ = try body(stream.schema, []) }
        }
    }
}
