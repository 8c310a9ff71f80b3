import Domain
import Foundation
import Platform
import Testing
import Warehouse

/// Sources that a project no longer has.
@Suite struct RemovedSourceTests {
    private static func source(_ name: String, _ files: String) -> String {
        """
          \(name):
            kind: orders
            files: \(files)
            columns: { order_id: order, customer_id: customer, order_time: time, amount: amount }
            rejects: at most 5 rows
        """
    }

    private static let files = [
        "shop.csv": Array("order_id,customer_id,order_time,amount\nA1,C1,2026-01-05,1\nA2,C2,2026-01-06,2\n".utf8),
        "web.csv": Array("order_id,customer_id,order_time,amount\nW1,C3,2026-01-07,4\nW2,C4,2026-01-07,much\n".utf8),
    ]

    private func project(_ sources: [String]) -> [UInt8] {
        let head = "covey: 1\ntimezone: Asia/Shanghai\ncurrency: CNY\nas of: 2026-02-01\nsources:\n"
        return Array((head + sources.joined(separator: "\n") + "\n").utf8)
    }

    private func tables(_ workspace: SmallWorkspace) async throws -> [String] {
        try await workspace.query(
            """
            SELECT table_schema || '.' || table_name FROM information_schema.tables
            WHERE table_schema IN ('raw', 'clean', 'removed') ORDER BY 1
            """
        ).map { row in if case .text(let name) = row[0] { name } else { "" } }
    }

    @Test func theirRowsAndRecordsGoAndThatIsSaid() async throws {
        let both = [Self.source("shop", "shop.csv"), Self.source("web", "web.csv")]
        try await SmallWorkspace.with(Self.files, sources: both.joined(separator: "\n")) { workspace in
            let before = try await workspace.run()
            #expect(before.customers == 3)
            try workspace.write("covey.yaml", project([both[0]]))
            let after = try await workspace.run()
            #expect(after.customers == 2)
            let remark = try #require(after.remarks.first)
            #expect(after.remarks.count == 1)
            #expect(remark.en.contains("“web”") && remark.en.contains("covey.yaml") && remark.en.contains("1 row"))
            #expect(remark.zh.contains("“web”") && remark.zh.contains("covey.yaml"))
            let tables = try await tables(workspace)
            #expect(tables == ["clean.shop", "raw.shop", "removed.shop"])
            let left = try await workspace.query("SELECT DISTINCT source FROM imports")
            #expect(left == [[.text("shop")]])
            let rejects = try await workspace.query("SELECT count(*) FROM rejects")
            #expect(rejects == [[.integer(0)]])
            let again = try await workspace.run()
            #expect(again.remarks.isEmpty)
        }
    }

    @Test func anImportOfAllSaysWhichFilesWentAndOneOfAnotherSourceLeavesThem() async throws {
        let both = [Self.source("shop", "shop.csv"), Self.source("web", "web.csv")]
        try await SmallWorkspace.with(Self.files, sources: both.joined(separator: "\n")) { workspace in
            _ = try await workspace.importAll()
            try workspace.write("covey.yaml", project([both[0]]))
            let one = try await workspace.open {
                try await ImportSources(workspace: $0, context: ExampleWorkspace.context).run(only: "shop")
            }
            #expect(one.map(\.status) == [.unchanged])
            let all = try await workspace.importAll()
            #expect(all.map(\.path) == ["web.csv", "shop.csv"])
            #expect(all.map(\.status) == [.removed, .unchanged])
        }
    }

    @Test func aSourceThatOnlyChangesTheCaseOfItsNameIsReadAnew() async throws {
        try await SmallWorkspace.with(Self.files, sources: Self.source("Shop", "shop.csv")) { workspace in
            _ = try await workspace.run()
            try workspace.write("covey.yaml", project([Self.source("shop", "shop.csv")]))
            let summary = try await workspace.run()
            #expect(summary.sources.map(\.rows) == [2])
            let rows = try await workspace.query("SELECT count(*) FROM raw.shop")
            #expect(rows == [[.integer(2)]])
        }
    }
}
