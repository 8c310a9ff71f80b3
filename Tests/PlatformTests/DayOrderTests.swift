import Domain
import Foundation
import Platform
import ProjectFile
import Testing
import Warehouse

/// Dates with the day or the month first, which only days above 12 tell apart.
@Suite struct DayOrderTests {
    private static let header = "order_id,customer_id,order_time,amount,city\n"

    private static func stated(_ files: String) -> String {
        """
          orders:
            kind: orders
            files: "\(files)"
            columns:
              order_id: order
              customer_id: customer
              order_time: { as: time, format: M/d/yyyy }
              amount: amount
        """
    }

    /// Orders of which the first are read the same both ways, and `late` have a day above 12 in the first place.
    private func orders(_ early: Int, late: Int, from first: Int = 0) -> [UInt8] {
        let rows = (0..<early + late).map { index in
            "A\(first + index),C\(index % 7),\(index < early ? index % 12 + 1 : 13 + index % 15)/2/2026,5,x\n"
        }
        return Array((Self.header + rows.joined()).utf8)
    }

    @Test func rejectedDatesThatFitWithDayAndMonthSwappedAreSaidOnce() async throws {
        let files = ["orders.csv": orders(60, late: 5)]
        try await SmallWorkspace.with(files, sources: Self.stated("orders.csv")) { workspace in
            let remarks = try await workspace.run().remarks
            #expect(remarks.count == 1)
            let remark = try #require(remarks.first)
            for text in [remark.en, remark.zh] {
                #expect(text.contains("orders.csv") && text.contains("order_time"), "\(text)")
                #expect(text.contains("order_time: { as: time, format: d/M/yyyy }"), "\(text)")
                #expect(text.contains("5"), "\(text)")
            }
            let rejected = try await workspace.query("SELECT count(*) FROM rejects")
            #expect(rejected == [[.integer(5)]])
        }
    }

    @Test func severalFilesOfOneSourceShareOneHint() async throws {
        let files = ["a.csv": orders(60, late: 5), "b.csv": orders(60, late: 3, from: 1_000)]
        try await SmallWorkspace.with(files, sources: Self.stated("*.csv")) { workspace in
            let remarks = try await workspace.run().remarks
            #expect(remarks.count == 1)
            #expect(remarks.first?.en.contains("8 of 8") == true && remarks.first?.en.contains("a.csv") == true)
        }
    }

    @Test func aRefusalForSwappedDatesAdvisesTheOtherOrder() async throws {
        let files = ["orders.csv": orders(20, late: 30)]
        try await SmallWorkspace.with(files, sources: Self.stated("orders.csv")) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            let advice = try #require(error?.advice)
            for text in [advice.english, advice.chinese] {
                #expect(text.contains("30"), "\(text)")
                #expect(text.contains("order_time: { as: time, format: d/M/yyyy }"), "\(text)")
            }
        }
    }

    @Test func valuesThatAreNoDatesEitherWayGetNoHint() async throws {
        let text = String(decoding: orders(60, late: 0), as: UTF8.self) + "B1,C1,soon,5,x\nB2,C1,2026-13-13,5,x\n"
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)], sources: Self.stated("orders.csv")) {
            let remarks = try await $0.run().remarks
            #expect(remarks.isEmpty)
        }
    }

    @Test func oneDateInTheOtherOrderDoesNotHideTheOrderOfTheRest() async throws {
        let text = String(decoding: orders(20, late: 20), as: UTF8.self) + "B1,C1,1/25/2026,5,x\n"
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            let summary = try await workspace.run()
            #expect(summary.sources.first?.rejected == 1)
            #expect(summary.remarks.first?.en.contains("1 of 1") == true)
        }
    }

    @Test func datesInBothOrdersInNumbersHaveToBeStated() async throws {
        let late = (13..<28).map { "B\($0),C1,1/\($0)/2026,5,x\n" }.joined()
        let text = String(decoding: orders(20, late: 20), as: UTF8.self) + late
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)]) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            guard case .ambiguousDates? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    // MARK: Beginning

    @Test func aSampleWithoutDaysAboveTwelveIsNotAllThatIsLookedAt() async throws {
        let started = try await StartedWorkspace.with(orders(3_000, late: 2)) { $0 }
        #expect(started.outcome.guess.column(of: .time)?.mapping.formats.map(\.value.text) == ["d/M/yyyy"])
        #expect(!started.text.contains("the day may stand before the month"))
    }

    @Test func anOrderThatNoRowDecidesIsSaidToBeGuessed() async throws {
        let started = try await StartedWorkspace.with(orders(3_000, late: 0)) { $0 }
        #expect(started.outcome.guess.column(of: .time)?.mapping.formats.map(\.value.text) == ["M/d/yyyy"])
        let line = started.text.split(separator: "\n").first { $0.contains("order_time:") }
        #expect(line?.contains("the day may stand before the month") == true)
    }

    /// The line that is advised keeps what the project says of the column, and can be copied.
    @Test(arguments: [
        ("05/06/1990", "'Birth: day': { as: born, type: date, format: d/M/yyyy }"),
        ("the fifth", "'Birth: day': { as: born, type: date, format: dd.MM.yyyy }"),
    ])
    func theAdviceKeepsTheColumnsMapping(value: String, line: String) async throws {
        let sources = """
              people:
                kind: customers
                files: people.csv
                columns: { id: customer, 'Birth: day': { as: born, type: date } }
            """
        let bytes = Array("id,Birth: day\nC1,\(value)\nC2,\(value)\n".utf8)
        try await SmallWorkspace.with(["people.csv": bytes], sources: sources) { workspace in
            let error = await #expect(throws: ImportError.self) { try await workspace.importAll() }
            #expect(error?.advice?.english.hasSuffix(line) == true, "\(String(describing: error?.advice))")
            #expect(error?.advice?.chinese.hasSuffix(line) == true)
        }
    }
}
