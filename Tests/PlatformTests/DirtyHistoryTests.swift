import Domain
import Exchange
import Foundation
import Platform
import Testing
import Warehouse

private let header = "order_id,customer_id,order_time,amount,city\n"

/// What files and projects go through between runs, and files that are not what they seem.
@Suite struct DirtyHistoryTests {
    private static let anyCSV = """
          orders:
            kind: orders
            files: "*.csv"
            columns: { order_id: order, customer_id: customer, order_time: time, amount: amount }
        """

    private func orders(_ text: String) -> [UInt8] { Array((header + text).utf8) }

    @Test func aBrokenJSONLineIsARejectAndNotTheEnd() async throws {
        var text = (1...30).map {
            #"{"order_id":"A\#($0)","customer_id":"C","order_time":"2026-01-05","amount":1}"# + "\n"
        }
        .joined()
        text += "{\"order_id\": \n"
        try await SmallWorkspace.with(["orders.jsonl": Array(text.utf8)]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejected == 1)
            let rows = try await workspace.query("SELECT line, reason FROM rejects")
            #expect(rows == [[.integer(31), .text("not_json")]])
        }
    }

    @Test func rowsOfAFileThatIsGoneAreTakenOutWithARemark() async throws {
        let files = ["a.csv": orders("A1,C1,2026-01-05,1,x\n"), "b.csv": orders("A2,C2,2026-01-06,2,y\n")]
        try await SmallWorkspace.with(files, sources: Self.anyCSV) { workspace in
            _ = try await workspace.importAll()
            try FileManager.default.removeItem(atPath: workspace.directory + "/b.csv")
            let outcomes = try await workspace.importAll()
            #expect(outcomes.map(\.status) == [.unchanged, .removed] && outcomes[1].remarks.count == 1)
            let left = try await workspace.query("SELECT \"order\" FROM raw.orders")
            #expect(left == [[.text("A1")]])
        }
    }

    @Test func aFileThatWasRenamedKeepsItsRows() async throws {
        try await SmallWorkspace.with(["a.csv": orders("A1,C1,2026-01-05,1,x\n")], sources: Self.anyCSV) { workspace in
            _ = try await workspace.importAll()
            try FileManager.default.moveItem(
                atPath: workspace.directory + "/a.csv",
                toPath: workspace.directory + "/z.csv"
            )
            let outcomes = try await workspace.importAll()
            #expect(outcomes.map(\.status) == [.unchanged])
            let paths = try await workspace.query("SELECT path FROM imports")
            #expect(paths == [[.text("z.csv")]])
        }
    }

    @Test func linesInTwoEncodingsAreRejectedAndNotMisread() async throws {
        var bytes = orders("")
        for index in 1...20 { bytes += Array("A\(index),C,2026-01-05,1,上海\n".utf8) }
        for index in 21...40 { bytes += Array("A\(index),C,2026-01-05,1,".utf8) + [0xC9, 0xCF, 0xBA, 0xA3, 10] }
        try await SmallWorkspace.with(["orders.csv": bytes]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .tooManyRejects(_, let rejected, let rows, _, let examples, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(rejected == 20 && rows == 40 && examples.allSatisfy { $0.reason == .damagedText })
        }
    }

    @Test func negativeAmountsAreReturnsWhereTheProjectDoesNotSayOtherwise() async throws {
        let text = orders("A1,C1,2026-01-05,10,x\nA2,C1,2026-01-06,-4,x\n")
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            let summary = try await workspace.run()
            let counts = Dictionary(uniqueKeysWithValues: summary.events.map { ($0.name, $0.count) })
            #expect(counts["Order Completed"] == 1 && counts["Order Returned"] == 1)
            let net = try await workspace.query(
                "SELECT CAST(sum(revenue) AS VARCHAR) FROM events WHERE event LIKE 'Order%'"
            )
            #expect(net == [[.text("6.0000")]])
        }
    }

    @Test func aDecimalCommaIsFoundFromTheValues() async throws {
        let text = Array(
            "order_id;customer_id;order_time;amount;city\nA1;C1;2026-01-05;1.234,50;x\nA2;C1;2026-01-05;7;x\n".utf8
        )
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            _ = try await workspace.importAll()
            let amounts = try await workspace.query("SELECT CAST(amount AS VARCHAR) FROM raw.orders ORDER BY amount")
            #expect(amounts == [[.text("7.0000")], [.text("1234.5000")]])
        }
    }

    @Test func oneDecimalPointAmongCommasIsASlip() async throws {
        let rows = (1...30).map { "A\($0);C1;2026-01-05;\($0),50;x\n" }.joined() + "B1;C1;2026-01-05;7.25;x\n"
        let text = Array(("order_id;customer_id;order_time;amount;city\n" + rows).utf8)
        try await SmallWorkspace.with(["orders.csv": text]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejects.map(\.value) == ["7.25"])
        }
    }

    @Test(arguments: ["PK\u{3}\u{4}rest of a workbook", "<!DOCTYPE html><html>", "[{\"order_id\": 1}]"])
    func whatIsNoTableIsSaidToBeNone(text: String) async throws {
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .notATable? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aQueryCannotWriteAFile() async throws {
        try await SmallWorkspace.with(["orders.csv": orders("A1,C1,2026-01-05,1,x\n")]) { workspace in
            _ = try await workspace.run()
            let target = workspace.directory + "/covey.yaml"
            let before = try Data(contentsOf: URL(filePath: target))
            await #expect(throws: WarehouseError.self) {
                try await workspace.open { try await RunQuery(workspace: $0).run("COPY (SELECT 1) TO '\(target)'") }
            }
            #expect(try Data(contentsOf: URL(filePath: target)) == before)
        }
    }
}
