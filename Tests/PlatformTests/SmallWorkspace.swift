import Domain
import Foundation
import Platform
import TestSupport
import Warehouse

/// A workspace of a few rows, written for one test.
struct SmallWorkspace {
    let directory: String

    /// Columns of orders as most files have them.
    static let orderColumns = """
            order_id: order
            customer_id: customer
            order_time: time
            amount: amount
            city: city
        """

    /// The text below `sources:` for orders from one file, with `more` of one line.
    static func sources(of file: String, more: String = "") -> String {
        """
          orders:
            kind: orders
            files: \(file)
            \(more)
            columns:
        \(orderColumns.split(separator: "\n").map { "      " + $0.drop { $0 == " " } }.joined(separator: "\n"))
        """
    }

    /// - Parameters:
    ///   - files: names and bytes.
    ///   - sources: the text below `sources:` in covey.yaml; orders from `orders.*` where it is `nil`.
    static func with<Success>(
        _ files: [String: [UInt8]],
        sources: String? = nil,
        more: String = "",
        _ body: (SmallWorkspace) async throws -> Success
    ) async throws -> Success {
        try await TemporaryFolder.with { folder in
            let workspace = SmallWorkspace(directory: folder.path)
            for (name, bytes) in files { try workspace.write(name, bytes) }
            let file = files.keys.sorted().first ?? "orders.csv"
            try workspace.write(
                "covey.yaml",
                Array(
                    """
                    covey: 1
                    timezone: Asia/Shanghai
                    currency: CNY
                    as of: 2026-02-01
                    sources:
                    \(sources ?? Self.sources(of: file))
                    \(more)
                    """.utf8
                )
            )
            return try await body(workspace)
        }
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: directory + "/" + name))
    }

    func open<Success>(_ body: (Workspace) async throws -> Success) async throws -> Success {
        try await Workspace.with(directory, context: ExampleWorkspace.context, body)
    }

    func importAll() async throws -> [FileOutcome] {
        try await open { try await ImportSources(workspace: $0, context: ExampleWorkspace.context).run() }
    }

    func run() async throws -> RunSummary {
        try await open { try await RunWorkspace(workspace: $0, context: ExampleWorkspace.context).run() }
    }

    /// The rows of a query, each as the texts of its cells.
    func query(_ text: String) async throws -> [[Cell]] {
        try await open { try await $0.connection.query(BoundQuery(text)).rows().map(\.cells) }
    }
}
