import Compiler
import Domain
import Foundation
import SQL
import Warehouse

/// The summary of the last run, kept in the warehouse.
struct RunRecord {
    var connection: Connection

    func save(_ summary: RunSummary) async throws {
        let text = String(decoding: try RunSummary.encoder().encode(summary), as: UTF8.self)
        try await connection.execute(
            .createTable(
                WarehouseTables.runs,
                columns: [
                    ColumnDefinition("finished_at", .timestampTZ, required: true),
                    ColumnDefinition("summary", .text, required: true),
                ],
                mode: .orReplace
            )
        )
        try await connection.execute(
            .insert(
                into: WarehouseTables.runs,
                columns: ["finished_at", "summary"],
                values: [[.instant(Instant(summary.finishedAt)), .text(text)]]
            )
        )
    }

    /// - Throws: `WorkspaceError.notRunYet`.
    func load() async throws -> RunSummary {
        do {
            let result = try await connection.query(
                Select(["summary": .column("summary")], from: .table(WarehouseTables.runs))
            )
            guard let text = try result.texts("summary").first else { throw WorkspaceError.notRunYet }
            return try RunSummary.decode(text)
        } catch WarehouseError.statement(.query, _) {
            // The table is made by the first run.
            throw WorkspaceError.notRunYet
        }
    }
}
