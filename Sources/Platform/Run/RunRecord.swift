import Compiler
import Domain
import Foundation
import SQL
import Warehouse

/// The summary of the last run, kept in the warehouse.
struct RunRecord {
    var connection: Connection

    /// - Parameter inputs: what the results rest on.
    func save(_ summary: RunSummary, inputs: RunInputs) async throws {
        let texts = [try RunSummary.encoder().encode(summary), try JSONEncoder().encode(inputs)]
            .map { SQLExpression.text(String(decoding: $0, as: UTF8.self)) }
        try await connection.execute(
            .createTable(
                WarehouseTables.runs,
                columns: [
                    ColumnDefinition("finished_at", .timestampTZ, required: true),
                    ColumnDefinition("summary", .text, required: true),
                    ColumnDefinition("inputs", .text, required: true),
                ],
                mode: .orReplace
            )
        )
        try await connection.execute(
            .insert(
                into: WarehouseTables.runs,
                columns: ["finished_at", "summary", "inputs"],
                values: [[.instant(Instant(summary.finishedAt))] + texts]
            )
        )
    }

    /// - Throws: `WorkspaceError.notRunYet`.
    func load() async throws -> RunSummary {
        try RunSummary.decode(try await text("summary"))
    }

    /// What the results of the last run rest on.
    ///
    /// - Throws: `WorkspaceError.notRunYet`.
    func inputs() async throws -> RunInputs {
        try JSONDecoder().decode(RunInputs.self, from: Data(try await text("inputs").utf8))
    }

    private func text(_ column: Identifier) async throws -> String {
        do {
            let result = try await connection.query(
                Select(["text": .column(column)], from: .table(WarehouseTables.runs))
            )
            guard let text = try result.texts("text").first else { throw WorkspaceError.notRunYet }
            return text
        } catch WarehouseError.statement(.query, _) {
            // The table is made by the first run.
            throw WorkspaceError.notRunYet
        }
    }
}
