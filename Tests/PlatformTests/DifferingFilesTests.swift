import Domain
import Platform
import Testing
import Warehouse

/// The files of a source need not have the same columns, as long as they have those that are mapped.
@Suite struct DifferingFilesTests {
    private static let narrow = OrderFiles.bytes(
        OrderFiles.header,
        "1001,c1,2026-01-05 10:00:00,120.50",
        "1002,c2,2026-01-06 11:00:00,80"
    )
    private static let wide = OrderFiles.bytes(
        OrderFiles.header + ",city,note",
        "1003,c1,2026-01-07 10:00:00,1,Paris,a",
        "1003,c1,2026-01-07 10:00:00,1,Paris,b"
    )

    @Test(
        arguments: [("a.csv", "b.csv"), ("b.csv", "a.csv")],
        ["kind: orders", "kind: orders\n    other columns: keep"]
    )
    func filesOfASourceMayDifferInColumnsThatAreNotMapped(names: (String, String), more: String) async throws {
        let sources = OrderFiles.sources("", files: "\"*.csv\"", more: more)
        let files = [names.0: Self.narrow, names.1: Self.wide]
        try await SmallWorkspace.with(files, sources: sources) { workspace in
            let summary = try await workspace.run()
            // Rows that differ only in what is not mapped are no repeats.
            #expect(summary.sources.first?.kept == 4)
            guard more.contains("keep") else { return }
            let rows = try await workspace.query("SELECT city, note FROM raw.orders ORDER BY \"order\", note")
            #expect(
                rows == [
                    [.null, .null], [.null, .null], [.text("Paris"), .text("a")], [.text("Paris"), .text("b")],
                ]
            )
        }
    }

    @Test func aFileWithOneMoreColumnMayComeLater() async throws {
        for more in ["kind: orders", "kind: orders\n    other columns: keep"] {
            let sources = OrderFiles.sources("", files: "\"*.csv\"", more: more)
            try await SmallWorkspace.with(["a.csv": Self.narrow], sources: sources) { workspace in
                _ = try await workspace.run()
                try workspace.write("b.csv", Self.wide)
                let kept = try await workspace.run().sources.first?.kept
                #expect(kept == 4)
                let files = ["a.csv": Self.narrow, "b.csv": Self.wide]
                let columns = more.contains("keep") ? "\"order\", city, note" : "\"order\", _other_columns"
                let expected = try await OrderFiles.freshTable(files, sources, columns)
                let found = try await OrderFiles.table(workspace, columns)
                #expect(found == expected)
            }
        }
    }

    /// Files with and without an empty column, in any order of columns, hold the same rows.
    @Test func whatIsNotMappedIsComparedByNameAndOnlyWhereItSaysSomething() async throws {
        let rest = "1001,c1,2026-01-05 10:00:00,120.50"
        let files = [
            "a.csv": OrderFiles.bytes(
                OrderFiles.header + ",city,note",
                rest + ",Paris,",
                "1002,c1,2026-01-05 10:00:00,1,,"
            ),
            "b.csv": OrderFiles.bytes(OrderFiles.header + ",note,city", rest + ",,Paris"),
            "c.csv": OrderFiles.bytes(OrderFiles.header, "1002,c1,2026-01-05 10:00:00,1"),
            "d.csv": OrderFiles.bytes(OrderFiles.header + ",note,city", rest + ",Paris,"),
        ]
        try await SmallWorkspace.with(files, sources: OrderFiles.sources("", files: "\"*.csv\"")) { workspace in
            let kept = try await workspace.run().sources.first?.kept
            #expect(kept == 3)
        }
    }
}
