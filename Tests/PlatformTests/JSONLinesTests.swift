import Domain
import Platform
import Testing
import Warehouse

/// Files of one JSON object a line, and others whose lines are one value.
@Suite struct JSONLinesTests {
    private static func order(_ number: Int, _ more: String = "") -> String {
        #"{"order_id":"A\#(number)","customer_id":"C","order_time":"2026-01-05","amount":1\#(more)}"#
    }

    private static func bytes(_ lines: [String], end: String = "\n") -> [UInt8] {
        Array(lines.map { $0 + end }.joined().utf8)
    }

    @Test(arguments: ["\n", "\r\n"])
    func blankLinesAreNoRowsAndCountAsLines(end: String) async throws {
        var lines = (1...30).map { Self.order($0) }
        lines.insert(contentsOf: ["", "   ", "\t"], at: 3)
        lines.insert("no JSON", at: 20)
        lines += ["", #"{"order_id":"A31","customer_id":"C","order_time":"soon","amount":1}"#, "", ""]
        try await SmallWorkspace.with(["orders.jsonl": Self.bytes(lines, end: end)]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejected == 2)
            let rows = try await workspace.query("SELECT line, reason FROM rejects ORDER BY line")
            #expect(rows == [[.integer(21), .text("not_json")], [.integer(36), .text("not_a_time")]])
        }
    }

    @Test(arguments: ["\n", "\r\n"])
    func blankLinesOfAFileOfOneColumnAreNoRowsEither(end: String) async throws {
        let sources = """
              people:
                kind: customers
                files: people.csv
                clean: { missing customer: refuse }
                columns: { id: customer }
            """
        let lines = ["id", "C1", "", "C2", "\"\"", "NULL", "", "\"C3\"", "  "] + (4...30).map { "C\($0)" } + [""]
        try await SmallWorkspace.with(["people.csv": Self.bytes(lines, end: end)], sources: sources) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 30 && outcome.rejected == 2)
            let found = try await workspace.query("SELECT line, reason FROM rejects ORDER BY line")
            #expect(found == [[.integer(6), .text("missing")], [.integer(9), .text("missing")]])
        }
    }

    @Test func objectsThatDifferInWhatIsNotMappedAreNoRepeats() async throws {
        let sources = SmallWorkspace.sources(of: "orders.jsonl").replacing("city: city", with: "shop.city: city")
        let lines = [
            Self.order(1, #","note":"a""#), Self.order(1, #","note":"b""#), Self.order(1, #", "note": "a""#),
            Self.order(2, #","shop":{"city":"x","id":1}"#), Self.order(2, #","shop":{"city":"x","id":2}"#),
            Self.order(3), Self.order(3),
        ]
        for more in ["", "other columns: keep"] {
            let sources = sources.replacing("kind: orders", with: "kind: orders\n    \(more)")
            try await SmallWorkspace.with(["orders.jsonl": Self.bytes(lines)], sources: sources) { workspace in
                let kept = try await workspace.run().sources.first?.kept
                #expect(kept == 5)
            }
        }
    }

    /// Amounts that are written differently are one amount, as in every other format.
    @Test func valuesThatAreMappedAreComparedAsTheyAreRead() async throws {
        let lines = [Self.order(1), Self.order(1).replacing("\"amount\":1", with: "\"amount\": \"1.00\"")]
        try await SmallWorkspace.with(["orders.jsonl": Self.bytes(lines)]) { workspace in
            let kept = try await workspace.run().sources.first?.kept
            #expect(kept == 1)
        }
    }
}
