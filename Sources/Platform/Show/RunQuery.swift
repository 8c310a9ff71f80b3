import Foundation
package import Warehouse

/// Runs a query that the user wrote, without letting it change anything.
package struct RunQuery {
    package var workspace: Workspace

    /// - Parameter workspace: opened for reading only, so that the engine itself refuses changes.
    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    package func run(_ text: String) async throws -> QueryResult {
        try await workspace.connection.query(BoundQuery(text))
    }
}
