import Domain
import Foundation
import Platform
import ProjectFile
import Testing
import Warehouse

/// How a column is written is found from its values as its cleaning leaves them.
@Suite struct ColumnCleaningTests {
    private static func sources(_ time: String, _ level: String) -> String {
        """
          orders:
            kind: orders
            files: orders.csv
            columns:
              order_id: order
              customer_id: customer
              paid_at: \(time)
              amount: amount
              level: \(level)
        """
    }

    private static func file(_ row: (Int) -> String) -> [UInt8] {
        Array(("order_id,customer_id,paid_at,amount,level\n" + (1...20).map { row($0) + "\n" }.joined()).utf8)
    }

    static let files: [(time: String, level: String, bytes: [UInt8])] = [
        ("time", "level", file { "A\($0)\t,C\t,2026/1/\($0) 10:00\t,\($0)\t,\($0)\t" }),
        ("time", "level", file { "=\"A\($0)\",=\"C\",=\"2026/1/\($0) 10:00\",=\"\($0)\",=\"\($0)\"" }),
        (
            "{ as: time, clean: fold width }", "{ as: level, clean: fold width }",
            file { "A\($0),C,２０２６/１/\($0) １０:00,\($0),１\($0)" }
        ),
        ("time", "level", file { "A\($0),C,２０２６／１／\($0)　１０：00,\($0),\($0)" }),
        (
            "{ as: time, clean: { empty if: [unknown, later] } }", "{ as: level, clean: { empty if: [-, none] } }",
            file { $0 % 3 == 0 ? "A\($0),C,2026/1/\($0) 10:00,\($0),-" : "A\($0),C,2026/1/\($0) 10:00,\($0),\($0)" }
        ),
    ]

    @Test(arguments: files)
    func timesAndTypesAreFoundFromCleanedValues(time: String, level: String, bytes: [UInt8]) async throws {
        try await SmallWorkspace.with(["orders.csv": bytes], sources: Self.sources(time, level)) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 20 && outcome.rejected == 0)
            let rows = try await workspace.query(
                "SELECT typeof(level), CAST(timezone('UTC', max(time)) AS VARCHAR) FROM raw.orders GROUP BY 1"
            )
            #expect(rows == [[.text("BIGINT"), .text("2026-01-20 02:00:00")]])
        }
    }

    @Test(arguments: files.prefix(2))
    func aNewProjectSeesThroughTabsAndFormulas(time: String, level: String, bytes: [UInt8]) async throws {
        let started = try await StartedWorkspace.with(bytes) { $0 }
        #expect(started.outcome.guess.missing.isEmpty)
        let formats = started.outcome.guess.column(of: .time)?.mapping.formats.map(\.value.text)
        #expect(formats == ["yyyy/M/d H:mm"])
        let fits = started.outcome.guess.columns.map(\.fit)
        #expect(fits.allSatisfy { $0 == 1 })
    }
}
