import Domain
import Platform
import Testing
import Warehouse

/// Columns that are kept under the names they have in the file.
@Suite struct KeptNamesTests {
    @Test(arguments: [
        ("rowid", "rowid: row_id"), ("_import", "'_import': import"), ("TOWN", "TOWN: TOWN_2"),
        ("arrival", "arrival: arrival_2"), ("Time", "Time: Time_2"), ("price", "price: price_2"),
    ])
    func aNameThatCannotBeKeptIsRefusedWithOneThatCan(name: String, line: String) async throws {
        let bytes = OrderFiles.bytes(OrderFiles.header + ",city,\(name)", "1,c1,2026-01-05 10:00:00,1,Paris,x")
        let sources = OrderFiles.sources(", city: town", more: "kind: orders\n    other columns: keep")
        try await SmallWorkspace.with(["orders.csv": bytes], sources: sources) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            #expect(error?.explanation.english.contains("“\(name)” cannot be kept under its own name") == true)
            #expect(error?.explanation.chinese.contains("“\(name)” 不能以原名保留") == true)
            #expect(error?.advice?.english == "Name it under `columns` in covey.yaml: \(line)")
            #expect(error?.advice?.chinese.hasSuffix(line) == true)
        }
        let named = sources.replacing("city: town", with: "city: town, \(line)")
        try await SmallWorkspace.with(["orders.csv": bytes], sources: named) { workspace in
            let rows = try await workspace.run().sources.first?.rows
            #expect(rows == 1)
        }
    }

    /// The engine tells no columns of a table apart by their case.
    @Test func filesMayWriteAKeptNameInAnyCase() async throws {
        let files = [
            "a.csv": OrderFiles.bytes(OrderFiles.header + ",City", "1,c1,2026-01-05 10:00:00,1,Paris"),
            "b.csv": OrderFiles.bytes(OrderFiles.header + ",CITY", "2,c1,2026-01-05 10:00:00,1,Rome"),
        ]
        let sources = OrderFiles.sources("", files: "\"*.csv\"", more: "kind: orders\n    other columns: keep")
        try await SmallWorkspace.with(files, sources: sources) { workspace in
            _ = try await workspace.run()
            let cities = try await workspace.query("SELECT city FROM raw.orders ORDER BY city")
            #expect(cities == [[.text("Paris")], [.text("Rome")]])
        }
    }
}
