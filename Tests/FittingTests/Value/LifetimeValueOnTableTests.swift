import Domain
import Fitting
import Foundation
import Models
import Testing

@Suite struct LifetimeValueOnTableTests {
    private let rows: [(customer: String?, date: String?, amount: Double)] = [
        ("a", "2024-01-01", 100), ("a", "2025-01-01", 50), ("a", "2025-06-01", -30), ("b", "2025-12-31", 80),
        ("c", "2023-12-31", -20),
    ]

    @Test func theValueIsYearlyRevenueTimesLifespan() throws {
        let options = OrdersTable.options([.lifespan: "3", .margin: "0.5"])
        let (fitted, document) = try LifetimeValueOnTable.fit(OrdersTable.of(rows), options)
        // The last day is 2025-12-31: 730 days of customer a, none of b, who is taken for a year's.
        let a: Double = 60 / (730 / 365.25) * 3
        let b: Double = 120
        #expect(abs(document.own("total")!.number! - (a + b)) < 1e-9)
        // Whoever only returned something is no customer.
        #expect(document.n == 2 && document.rowsLeftOut == 1)
        let columns = try LifetimeValueOnTable.predict(fitted, OrdersTable.of(rows), options)
        #expect(columns[0].texts == ["a", "b"])
        #expect(abs(columns.last!.numbers[0] - a) < 1e-9 && columns.last!.numbers[1] == b)
    }

    @Test func aShareMayBeWrittenInPerCent() throws {
        let table = OrdersTable.of(rows)
        func total(_ margin: String) throws -> Double? {
            let options = OrdersTable.options([.lifespan: "3", .margin: margin, .discount: "10%"])
            return try LifetimeValueOnTable.fit(table, options).document.own("total")?.number
        }
        let expected = try #require(try total("0.35"))
        #expect(expected > 0)
        #expect(try total("35%") == expected && total("35％") == expected)
        #expect(throws: TableError.self) { try total("350%") }
        #expect(throws: TableError.self) { try total("%") }
        // A lifespan is no share.
        #expect(throws: TableError.self) {
            try LifetimeValueOnTable.fit(table, OrdersTable.options([.lifespan: "300%"]))
        }
    }

    @Test func withoutALifespanThatOfTheCustomersIsTakenAndSaid() throws {
        let (fitted, document) = try LifetimeValueOnTable.fit(OrdersTable.of(rows), OrdersTable.options())
        // To the last purchase; the return after it is none.
        #expect(abs(fitted.lifespan - 366 / 365.25) < 1e-9, "\(fitted)")
        #expect(document.notes.contains { $0.english.contains("lifespan") })
        let once = try LifetimeValueOnTable.fit(OrdersTable.of([("a", "2025-01-01", 5)]), OrdersTable.options())
        #expect(once.fitted.lifespan == 3)
    }

    @Test func valuesAreSummedByGroup() throws {
        let table = OrdersTable.of(rows + [("d", "2025-05-01", 10)])
        let tiers = ["gold", "gold", "gold", nil, "new", "new"]
        let grouped = DataTable(table.columns + [DataColumn("tier", texts: tiers)])
        let document = try LifetimeValueOnTable.fit(grouped, OrdersTable.options([.group: "tier"])).document
        let groups = try #require(document.own("groups")).items
        #expect(groups.map { $0["group"]! } == [.text("gold"), .text("new"), .null])
        let sum = groups.reduce(0) { $0 + $1["total"]!.number! }
        #expect(abs(sum - document.own("total")!.number!) < 1e-9)
        #expect(document.isFinite)
        #expect(throws: ModelError.self) { try LifetimeValueOnTable.fit(OrdersTable.of([]), OrdersTable.options()) }
    }
}
