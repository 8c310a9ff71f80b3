import Domain
import Exchange
import Foundation
import Platform
import Testing
import Warehouse

private let header = "order_id,customer_id,order_time,amount,city\n"

/// Files as people have them.
@Suite struct ImportTests {
    private func orders(_ text: String) -> [UInt8] { Array((header + text).utf8) }

    @Test func chineseFilesAreReadInEveryUsualEncoding() async throws {
        let text = header + "A1,C1,2026-01-05 08:30:00,12.50,北京\nA2,C2,2026-01-06 09:00:00,7,上海\n"
        let gbk: [UInt8] =
            Array((header + "A1,C1,2026-01-05 08:30:00,12.50,").utf8) + [0xB1, 0xB1, 0xBE, 0xA9, 10]
            + Array("A2,C2,2026-01-06 09:00:00,7,".utf8) + [0xC9, 0xCF, 0xBA, 0xA3, 10]
        let wide: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        for bytes in [Array(text.utf8), marked, gbk, wide] {
            try await SmallWorkspace.with(["orders.csv": bytes]) { workspace in
                _ = try await workspace.importAll()
                let rows = try await workspace.query("SELECT city, amount FROM raw.orders ORDER BY \"order\"")
                #expect(rows.map(\.[0]) == [.text("北京"), .text("上海")])
                #expect(
                    rows.map(\.[1]) == [.decimal(unscaled: 125_000, scale: 4), .decimal(unscaled: 70_000, scale: 4)]
                )
            }
        }
    }

    @Test(arguments: [
        ("2026/1/5 8:30", "2026-01-05 00:30:00"), ("20260105", "2026-01-04 16:00:00"),
        ("2026年1月5日", "2026-01-04 16:00:00"), ("2026-01-05T08:30:00+09:00", "2026-01-04 23:30:00"),
        ("46027.354166666664", "2026-01-05 00:30:00"), ("1767573000000", "2026-01-05 00:30:00"),
        ("1767573000", "2026-01-05 00:30:00"), ("25/01/2026", "2026-01-24 16:00:00"),
        ("2026.1.5", "2026-01-04 16:00:00"),
        ("2026-01-05 08:30:00.250", "2026-01-05 00:30:00.25"),
    ])
    func timesAreReadAsTheyAreWritten(written: String, utc: String) async throws {
        let text = orders("A1,C1,\(written),1,x\nA2,C2,\(written),2,y\n")
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            _ = try await workspace.importAll()
            let rows = try await workspace.query("SELECT CAST(timezone('UTC', time) AS VARCHAR) FROM raw.orders")
            #expect(rows == [[.text(utc)], [.text(utc)]])
        }
    }

    @Test func datesWithTheDayOrTheMonthFirstHaveToBeStated() async throws {
        let text = orders("A1,C1,05/01/2026,1,x\n")
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .ambiguousDates(_, let column, let example, _, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(column == "order_time" && example == "05/01/2026")
        }
        let stated = """
              orders:
                kind: orders
                files: orders.csv
                columns:
                  order_id: order
                  customer_id: customer
                  order_time: { as: time, format: "dd.MM.yyyy" }
                  amount: { as: amount, decimal: comma }
            """
        let german = Array("order_id;customer_id;order_time;amount\nA1;C1;05.01.2026;1.234,50\n".utf8)
        try await SmallWorkspace.with(["orders.csv": german], sources: stated) { workspace in
            _ = try await workspace.importAll()
            let rows = try await workspace.query(
                "SELECT amount, CAST(timezone('UTC', time) AS VARCHAR) FROM raw.orders"
            )
            #expect(rows == [[.decimal(unscaled: 12_345_000, scale: 4), .text("2026-01-04 16:00:00")]])
        }
    }

    @Test func numbersMayHaveGroupingCurrencyAndParentheses() async throws {
        let text = orders("A1,C1,2026-01-05,\"1,234.50\",x\nA2,C2,2026-01-05,￥88,y\nA3,C3,2026-01-05,(12.00),z\n")
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            _ = try await workspace.importAll()
            let rows = try await workspace.query("SELECT CAST(amount AS VARCHAR) FROM raw.orders ORDER BY \"order\"")
            #expect(rows == [[.text("1234.5000")], [.text("88.0000")], [.text("-12.0000")]])
        }
    }

    @Test func rowsThatCannotBeUsedAreKeptWithLineColumnValueAndReason() async throws {
        var text = "A0,C0,2026-01-05,1,\"two\nlines\"\n\n"
        for index in 1...60 { text += "A\(index),C\(index),2026-01-05,\(index),x\n" }
        text += "B1,C1,2026-01-05,abc,x\nB2,C2,yesterday,2,x\nB3,C3,2026-01-05\nB4,C4,2026-01-05,4,x,y,z\nB5,C5,,5,x\n"
        try await SmallWorkspace.with(["orders.csv": orders(text)]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 61 && outcome.rejected == 5)
            let rows = try await workspace.query(
                "SELECT line, column_name, value, reason FROM rejects ORDER BY line"
            )
            #expect(rows.map(\.[0]) == [65, 66, 67, 68, 69].map { .integer($0) })
            #expect(rows[0][1...] == [.text("amount"), .text("abc"), .text("not_a_number")])
            #expect(rows[1][1...] == [.text("order_time"), .text("yesterday"), .text("not_a_time")])
            #expect(rows[2][3] == .text("too_few_columns"))
            #expect(rows[3][3] == .text("too_many_columns"))
            #expect(rows[4][1...] == [.text("order_time"), .null, .text("missing")])
        }
    }

    @Test func rowsApartByADelimiterOfSeveralBytesKeepTheirLines() async throws {
        let usual = SmallWorkspace.sources(of: "orders.csv", more: "delimiter: ，")
        var text = "A0,C0,2026-01-05,1,\"two,\n\"\"lines\"\n"
        for index in 1...60 { text += "A\(index),C\(index),2026-01-05,\(index),x\n" }
        text += "B1,C1,2026-01-05,abc,x\nB2,C2,2026-01-05\n"
        let file = (header + text).replacing(",", with: "，")
        try await SmallWorkspace.with(["orders.csv": Array(file.utf8)], sources: usual) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 61 && outcome.rejected == 2)
            let rows = try await workspace.query("SELECT line, value FROM rejects ORDER BY line")
            #expect(rows == [[.integer(64), .text("abc")], [.integer(65), .text("B2，C2，2026-01-05")]])
            let cities = try await workspace.query("SELECT city FROM raw.orders WHERE \"order\" = 'A0'")
            #expect(cities == [[.text("two，\n\"lines")]])
        }
    }

    @Test(arguments: ["\n", "\r\n"])
    func rowsThatAreRefusedAreFoundAgainWhateverEndsTheLines(end: String) async throws {
        var lines = (1...30).map { "A\($0),C\($0),2026-01-05,\($0),x" }
        lines[9] = "A10,C10"
        lines[19] = "A20,C20,2026-01-05,20,\"x\"y"
        lines[29] = "A30,C30,2026-01-05,30,x,y"
        let text = header.dropLast() + end + lines.map { $0 + end }.joined()
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            _ = try await workspace.importAll()
            let rows = try await workspace.query("SELECT line, value FROM rejects ORDER BY line")
            #expect(rows.map(\.[0]) == [11, 21, 31].map { .integer($0) })
            #expect(rows.map(\.[1]) == [9, 19, 29].map { .text(lines[$0]) })
        }
    }

    @Test func tooManyUnusableRowsRefuseTheFileAndChangeNothing() async throws {
        let good = orders("A1,C1,2026-01-05,1,x\n")
        try await SmallWorkspace.with(["orders.csv": good]) { workspace in
            _ = try await workspace.importAll()
            try workspace.write("orders.csv", orders("A1,C1,2026-01-05,1,x\nA2,C2,2026-01-05,oops,x\n"))
            await #expect(throws: ImportError.self) { try await workspace.importAll() }
            let kept = try await workspace.query("SELECT \"order\" FROM raw.orders")
            #expect(kept == [[.text("A1")]])
            let recorded = try await workspace.query("SELECT rows FROM imports")
            #expect(recorded == [[.integer(1)]])
        }
    }

    @Test func aQuoteThatIsNeverClosedIsNamedByItsLine() async throws {
        let text = orders(
            "A1,C1,2026-01-05,1,x\nA2,C2,2026-01-05,2,\"open\nA3,C3,2026-01-05,3,x\nA4,C4,2026-01-05,4,x\n"
        )
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .unclosedQuote(_, let line)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(line == 3)
        }
    }

    @Test func damagedTextAndNULBytesRejectTheirRowsOnly() async throws {
        var bytes = orders((1...40).map { "A\($0),C\($0),2026-01-05,1,北京\n" }.joined())
        bytes += Array("B1,C1,2026-01-05,1,".utf8) + [0xFF, 0xFE, 10]
        bytes += Array("B2,C2,2026-01-05,1,a".utf8) + [0, 10]
        try await SmallWorkspace.with(["orders.csv": bytes]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 40)
            let rows = try await workspace.query("SELECT line, column_name, reason FROM rejects ORDER BY line")
            #expect(
                rows == [
                    [.integer(42), .text("city"), .text("damaged_text")],
                    [.integer(43), .text("city"), .text("damaged_text")],
                ]
            )
        }
    }

    @Test func theSameFileTwiceChangesNothingAndAChangedOneIsReplaced() async throws {
        try await SmallWorkspace.with(["orders.csv": orders("A1,C1,2026-01-05,1,x\n")]) { workspace in
            let first = try await workspace.importAll().map(\.status)
            #expect(first == [.imported])
            let second = try await workspace.importAll().map(\.status)
            #expect(second == [.unchanged])
            try workspace.write("orders.csv", orders("A1,C1,2026-01-05,1,x\nA2,C2,2026-01-06,2,y\n"))
            let third = try await workspace.importAll().map(\.status)
            #expect(third == [.replaced])
            let count = try await workspace.query("SELECT count(*) FROM raw.orders")
            #expect(count == [[.integer(2)]])
        }
    }

    @Test func theSameContentUnderTwoNamesIsCountedOnce() async throws {
        let sources = """
              orders:
                kind: orders
                files: "*.csv"
                columns:
                  order_id: order
                  customer_id: customer
                  order_time: time
                  amount: amount
            """
        let text = orders("A1,C1,2026-01-05,1,x\n")
        let more = orders("A2,C1,2026-01-06,1,x\n")
        try await SmallWorkspace.with(["a.csv": text, "b.csv": text, "c.csv": more], sources: sources) { workspace in
            let statuses = try await workspace.importAll().map(\.status)
            #expect(statuses == [.imported, .duplicate, .imported])
            let count = try await workspace.query("SELECT count(*) FROM raw.orders")
            #expect(count == [[.integer(2)]])
        }
    }

    @Test func jsonLinesAndParquetAreReadLikeTables() async throws {
        let lines = """
            {"order_id": "A1", "customer_id": "C1", "order_time": "2026-01-05T08:30:00Z", "amount": 12.5, "city": "北京"}
            {"order_id": "A2", "customer_id": "C2", "order_time": "2026-01-06T08:30:00Z", "amount": "7", "city": null}
            """
        try await SmallWorkspace.with(["orders.jsonl": Array((lines + "\n").utf8)]) { workspace in
            _ = try await workspace.importAll()
            let rows = try await workspace.query("SELECT customer, amount, city FROM raw.orders ORDER BY customer")
            #expect(rows[0] == [.text("C1"), .decimal(unscaled: 125_000, scale: 4), .text("北京")])
            #expect(rows[1][2] == .null)
            let path = workspace.directory + "/orders.parquet"
            _ = try await workspace.query(
                "COPY (SELECT \"order\" AS order_id, customer AS customer_id, time AS order_time, amount, city FROM raw.orders) TO '\(path)' (FORMAT parquet)"
            )
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            try await SmallWorkspace.with(["orders.parquet": bytes]) { other in
                _ = try await other.importAll()
                let sum = "SELECT sum(amount), max(epoch_ms(time)) FROM raw.orders"
                let (theirs, ours) = (try await other.query(sum), try await workspace.query(sum))
                #expect(theirs == ours)
            }
        }
    }

    @Test func customersAndEventsBecomeTraitsAndTimelines() async throws {
        let sources = """
              people:
                kind: customers
                files: people.csv
                columns: { id: { as: customer }, age: { as: age }, 手机: { as: phone, clean: digits } }
              clicks:
                kind: events
                files: clicks.csv
                columns: { who: customer, at: time, what: event, page: page }
            """
        let files = [
            "people.csv": Array("id,age,手机\nC1,31,138-0013-8000\nC2,,139\n".utf8),
            "clicks.csv": Array("who,at,what,page\nC1,2026-01-05,Page Viewed,/a\nC3,2026-01-06,Page Viewed,/b\n".utf8),
        ]
        let more = "traits: { views: 'count of \"Page Viewed\"' }"
        try await SmallWorkspace.with(files, sources: sources, more: more) { workspace in
            let summary = try await workspace.run()
            #expect(summary.customers == 3)
            let rows = try await workspace.query("SELECT customer, age, phone, views FROM traits ORDER BY customer")
            #expect(
                rows == [
                    [.text("C1"), .integer(31), .text("13800138000"), .integer(1)],
                    [.text("C2"), .null, .text("139"), .integer(0)], [.text("C3"), .null, .null, .integer(1)],
                ]
            )
        }
    }

    @Test func missingColumnsAreNamedWithTheNearestOneThatIsThere() async throws {
        let text = Array("order_id,customer,order_time,amount,city\nA1,C1,2026-01-05,1,x\n".utf8)
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .missingColumns(_, let columns, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(columns.map(\.name) == ["customer_id"])
        }
    }

    @Test(arguments: ["", "order_id,customer_id,order_time,amount,city\n"])
    func filesWithoutRowsAreRefused(text: String) async throws {
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            await #expect(throws: (any Error).self) { try await workspace.importAll() }
            let tables = try await workspace.query("SELECT count(*) FROM information_schema.tables")
            #expect(tables == [[.integer(0)]])
        }
    }

    @Test func linesEndedInDifferentWaysAreRead() async throws {
        let text = header.dropLast() + "\r\nA1,C1,2026-01-05,1,x\r\nA2,C2,2026-01-05,2,y\nA3,C3,2026-01-05,3,z\r"
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            let imported = try await workspace.importAll().map(\.rows)
            #expect(imported == [3])
        }
        let windows: [UInt8] = orders("A1,C1,2026-01-05,1,x\nA2,C2,2026-01-05,2,y\n")
            .flatMap { byte -> [UInt8] in byte == 10 ? [13, 10] : [byte] }
        try await SmallWorkspace.with(["orders.csv": windows]) { workspace in
            let imported = try await workspace.importAll().map(\.rows)
            #expect(imported == [2])
            let cities = try await workspace.query("SELECT city FROM raw.orders")
            #expect(cities == [[.text("x")], [.text("y")]])
        }
    }
}
