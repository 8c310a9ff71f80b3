import Domain
import Foundation
import Platform
import ProjectFile
import Testing
import Warehouse

/// Files of Parquet, which are no text and have types of their own.
@Suite struct ParquetTests {
    /// Makes a file of Parquet from a query, in the folder of another workspace.
    private func file(_ query: String) async throws -> [UInt8] {
        let seed = Array("order_id,customer_id,order_time,amount,city\nA1,C1,2026-01-05,1,x\n".utf8)
        return try await SmallWorkspace.with(["orders.csv": seed]) { workspace in
            let path = workspace.directory + "/orders.parquet"
            _ = try await workspace.query("COPY (\(query)) TO '\(path)' (FORMAT parquet)")
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        }
    }

    private static func rows(time: String) -> String {
        """
        SELECT 'A' || i AS order_id, 'C' || i % 7 AS customer_id, \(time) AS order_time, i AS amount, '北京' AS city
        FROM range(200) AS numbers(i)
        """
    }

    @Test func aFileOfParquetIsNotSaidToBeDamagedText() async throws {
        let bytes = try await file(Self.rows(time: "TIMESTAMP '2026-01-05 08:30:00' + to_minutes(i)"))
        try await SmallWorkspace.with(["orders.parquet": bytes]) { workspace in
            let outcome = try #require(try await workspace.importAll().first)
            #expect(outcome.rows == 200 && outcome.rejected == 0 && outcome.remarks.isEmpty)
        }
    }

    @Test(arguments: ["TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "DATE"])
    func aNewProjectKnowsTheTimesOfAFileByTheirType(type: String) async throws {
        let time = "CAST(TIMESTAMP '2026-01-05 08:30:00' + to_milliseconds(i * 12345) AS \(type))"
        let bytes = try await file(Self.rows(time: time))
        try await StartedWorkspace.with(bytes, name: "orders.parquet") { started in
            let column = try #require(started.outcome.guess.column(of: .time))
            #expect(column.mapping.column.value == "order_time" && column.fit == 1)
            let text = started.text.replacing("UTC", with: "Asia/Shanghai").replacing("EUR", with: "CNY")
            let sources = String(text[text.range(of: "sources:\n")!.upperBound...])
            try await SmallWorkspace.with(["orders.parquet": bytes], sources: sources) { workspace in
                let outcome = try #require(try await workspace.importAll().first)
                #expect(outcome.rows == 200 && outcome.rejected == 0)
            }
        }
    }
}
