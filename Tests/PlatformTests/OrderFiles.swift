import Domain
import Warehouse

/// Orders under any further columns, and what becomes of them.
struct OrderFiles {
    static let header = "order_id,customer_id,paid_at,amount"

    /// The text below `sources:`, with `columns` besides the four that every file has.
    static func sources(_ columns: String, files: String = "orders.csv", more: String = "kind: orders") -> String {
        """
          orders:
            \(more)
            files: \(files)
            columns: { order_id: order, customer_id: customer, paid_at: time, amount: amount\(columns) }
        """
    }

    static func bytes(_ lines: String...) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

    /// The raw table's columns and rows in a workspace, whatever their order and whichever import brought them.
    static func table(_ workspace: SmallWorkspace, _ columns: String) async throws -> [[Cell]] {
        let types = try await workspace.query(
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = 'raw' ORDER BY column_name
            """
        )
        return types + (try await workspace.query("SELECT \(columns) FROM raw.orders ORDER BY ALL"))
    }

    /// The same in a workspace that never knew anything else.
    static func freshTable(
        _ files: [String: [UInt8]],
        _ sources: String,
        _ columns: String
    ) async throws -> [[Cell]] {
        try await SmallWorkspace.with(files, sources: sources) { workspace in
            _ = try await workspace.run()
            return try await table(workspace, columns)
        }
    }
}
