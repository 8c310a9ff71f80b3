import Domain
import Foundation
import Platform
import Testing
import Warehouse

/// What `columns` says may change between two runs.
@Suite struct ChangedColumnsTests {
    private static let file = OrderFiles.bytes(
        OrderFiles.header + ",city",
        "1001,c1,2026-01-05 10:00:00,120.50,Paris",
        "1002,c2,2026-01-06 11:00:00,80,Rome"
    )

    private func rewrite(_ workspace: SmallWorkspace, _ old: String, _ new: String) throws {
        let path = workspace.directory + "/covey.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try workspace.write("covey.yaml", Array(text.replacing(old, with: new).utf8))
    }

    @Test(arguments: [
        (", city: city", ", city: town"), (", city: city", ""), ("", ", city: city"),
        (", city: city", ", city: { as: city, clean: upper case }"),
    ])
    func aChangedMappingOfASourceOfOneFileReadsItAnew(before: String, after: String) async throws {
        let sources = OrderFiles.sources(before)
        try await SmallWorkspace.with(["orders.csv": Self.file], sources: sources) { workspace in
            _ = try await workspace.run()
            try rewrite(workspace, sources, OrderFiles.sources(after))
            let outcome = try #require(try await workspace.run().sources.first?.files.first)
            #expect(outcome.status == "replaced" && outcome.rows == 2)
            let expected = try await OrderFiles.freshTable(
                ["orders.csv": Self.file],
                OrderFiles.sources(after),
                "* EXCLUDE (_import)"
            )
            let found = try await OrderFiles.table(workspace, "* EXCLUDE (_import)")
            #expect(found == expected)
        }
    }
}
