import Domain
import Exchange
import Foundation
import Platform
import ProjectFile
import Testing
import Warehouse

/// Files whose table does not begin in their first line.
@Suite struct LinesBeforeTheTableTests {
    private static let header = "order_id,customer_id,order_time,amount,city"
    private static let rows = (1...30).map { "A\($0),C\($0 % 4),2026-01-05,\($0),x" }

    private static func file(_ before: [String], _ rows: [String] = rows, end: String = "\n") -> [UInt8] {
        Array((before + [header] + rows).map { $0 + end }.joined().utf8)
    }

    private static func stated(_ more: String) -> String {
        """
          orders:
            kind: orders
            files: orders.csv
            \(more)
            columns: { order_id: order, customer_id: customer, order_time: time, amount: amount, city: city }
        """
    }

    static let titles: [[String]] = [
        [], ["Monthly report"], ["Monthly report", ""], ["Monthly report", "Exported on,2026-02-01", "", "shop 7"],
        ["Monthly report,,,,", "Exported on,2026-02-01,,,", ",,,,"], ["", ""], ["\"Report, monthly\""],
        ["\"Report that spans", "two lines\""], ["a \"quoted\" title"], ["\"a title whose quote is never closed"],
        ["月度报表", "导出时间：2026-02-01 10:00:00"],
    ]

    @Test(arguments: titles)
    func linesBeforeTheHeaderArePassedOver(before: [String]) async throws {
        let bad = Self.rows + ["B1,C1,soon,1,x", "B2,C2"]
        for end in ["\n", "\r\n"] {
            try await SmallWorkspace.with(["orders.csv": Self.file(before, bad, end: end)]) { workspace in
                let outcome = try #require(try await workspace.importAll().first)
                #expect(outcome.rows == 30 && outcome.rejected == 2)
                let lines = try await workspace.query("SELECT line, reason FROM rejects ORDER BY line")
                let first = Int64(before.count + 1 + 30 + 1)
                #expect(
                    lines == [
                        [.integer(first), .text("not_a_time")], [.integer(first + 1), .text("too_few_columns")],
                    ]
                )
            }
        }
    }

    @Test func aLineThatStatesTheSeparatorIsObeyed() async throws {
        for line in ["sep=;", "SEP=;", "\"sep=;\"", "\u{FEFF}sep=;"] {
            // By itself this file has more commas than semicolons.
            let rows = (1...30).map { "A\($0);C\($0 % 4);2026-01-05;\($0),50;a, b, c" }
            let text = ([line, Self.header.replacing(",", with: ";")] + rows + ["B1;C1;soon;1;x"])
            let bytes = Array(text.map { $0 + "\r\n" }.joined().utf8)
            try await SmallWorkspace.with(["orders.csv": bytes]) { workspace in
                let outcome = try #require(try await workspace.importAll().first)
                #expect(outcome.rows == 30 && outcome.rejected == 1)
                let found = try await workspace.query("SELECT line FROM rejects")
                #expect(found == [[.integer(33)]])
                let sum = try await workspace.query("SELECT CAST(sum(amount) AS VARCHAR), min(city) FROM raw.orders")
                #expect(sum == [[.text("480.0000"), .text("a, b, c")]])
            }
        }
    }

    @Test func aStatedSeparatorGoesBeforeWhatTheNamePromises() async throws {
        let text = ["sep=;", Self.header.replacing(",", with: ";")] + Self.rows.map { $0.replacing(",", with: ";") }
        let bytes = Array(text.map { $0 + "\n" }.joined().utf8)
        try await SmallWorkspace.with(["orders.tsv": bytes]) { workspace in
            let rows = try await workspace.importAll().map(\.rows)
            #expect(rows == [30])
        }
    }

    @Test func titlesInAnotherEncodingAreFoundToo() async throws {
        let text = String(decoding: Self.file(["月度报表", ""]), as: UTF8.self)
        let wide: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        try await SmallWorkspace.with(["orders.csv": wide]) { workspace in
            let rows = try await workspace.importAll().map(\.rows)
            #expect(rows == [30])
        }
    }

    @Test func howManyLinesToPassOverCanBeStated() async throws {
        // The second line looks like a header, so nothing but the statement tells.
        let before = ["order_id,customer_id,order_time,amount,city", "Nr.,Who,When,How much,Where"]
        try await SmallWorkspace.with(
            ["orders.csv": Self.file(before, Self.rows)],
            sources: Self.stated("skip lines: 2")
        ) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejected == 0 && outcome.remarks.isEmpty)
        }
        let unnamed = Array(("shop 7\n\n" + Self.rows.map { $0 + "\n" }.joined() + "B1,C1,soon,1,x\n").utf8)
        let numbered = """
              orders:
                kind: orders
                files: orders.csv
                header: false
                skip lines: 1
                columns: { 1: order, 2: customer, 3: time, 4: amount, 5: city }
            """
        try await SmallWorkspace.with(["orders.csv": unnamed], sources: numbered) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejected == 1)
            let lines = try await workspace.query("SELECT line FROM rejects")
            #expect(lines == [[.integer(33)]])
        }
    }

    @Test func anImportSaysThatItPassedOverTitles() async throws {
        try await SmallWorkspace.with(["orders.csv": Self.file(["Monthly report", "", "shop 7"])]) { workspace in
            let remarks = try await workspace.importAll().flatMap(\.remarks)
            #expect(remarks.count == 1)
            #expect(remarks.first?.english.contains("line 4") == true)
            #expect(remarks.first?.chinese.contains("第 4 行") == true)
        }
        try await SmallWorkspace.with(["orders.csv": Self.file([])]) { workspace in
            let remarks = try await workspace.importAll().flatMap(\.remarks)
            #expect(remarks.isEmpty)
        }
    }

    @Test func aChangedNumberOfLinesReadsTheFileAnew() async throws {
        try await SmallWorkspace.with(["orders.csv": Self.file([])]) { workspace in
            _ = try await workspace.importAll()
            let yaml = workspace.directory + "/covey.yaml"
            let text = try String(contentsOfFile: yaml, encoding: .utf8)
            try workspace.write(
                "covey.yaml",
                Array(text.replacing("kind: orders", with: "kind: orders\n    skip lines: 0").utf8)
            )
            let statuses = try await workspace.importAll().map(\.status)
            #expect(statuses == [.replaced])
        }
    }

    // MARK: Beginning

    @Test(arguments: titles)
    func aNewProjectKnowsWhereTheTableBegins(before: [String]) async throws {
        let started = try await StartedWorkspace.with(Self.file(before)) { $0 }
        let targets = started.outcome.guess.columns.map(\.mapping.target.value.name)
        #expect(targets == ["order", "customer", "time", "amount", "city"])
    }

    @Test func aNewProjectFromAFileThatStatesItsSeparatorRuns() async throws {
        let rows = (1...30).map { "A\($0);C\($0 % 4);2026-01-05;\($0),50;a, b, c" }
        let text = ["sep=;", Self.header.replacing(",", with: ";")] + rows
        let bytes = Array(text.map { $0 + "\n" }.joined().utf8)
        let started = try await StartedWorkspace.with(bytes) { $0 }
        #expect(started.outcome.guess.missing.isEmpty)
        #expect(started.outcome.guess.column(of: .amount)?.mapping.decimal == .comma)
    }
}
