import Domain
import Foundation
import Platform
import Testing
import Warehouse

/// Sums that no value can hold end a run with the customer's name and leave the workspace as it was.
@Suite struct SumOverflowTests {
    private static let header = "order_id,customer_id,order_time,amount,city\n"
    private static let models = """
        traits:
          net: { value: 'sum of revenue of any of ("Order Completed", "Order Returned")' }
        models:
          rfm: { model: rfm, orders: Order Completed, amount: revenue }
        """

    private func orders(_ amounts: [(order: String, customer: String, amount: String)]) -> [UInt8] {
        Array((Self.header + amounts.map { "\($0.order),\($0.customer),2026-01-05,\($0.amount),x\n" }.joined()).utf8)
    }

    /// Runs twice: with the good rows alone, and with the bad ones besides.
    private func expectOverflow(
        _ bad: [(order: String, customer: String, amount: String)],
        more: String = "",
        _ expected: (SumOverflow) -> Bool,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let good = [("G1", "C9", "10"), ("G2", "C8", "20")].map { (order: $0.0, customer: $0.1, amount: $0.2) }
        try await SmallWorkspace.with(["orders.csv": orders(good)], more: more) { workspace in
            _ = try await workspace.run()
            try workspace.write("orders.csv", orders(good + bad))
            let error = await #expect(throws: SumOverflow.self, sourceLocation: location) { try await workspace.run() }
            let overflow = try #require(error, sourceLocation: location)
            #expect(expected(overflow), "\(overflow)", sourceLocation: location)
            #expect(overflow.explanation.english.contains("“C1”"), sourceLocation: location)
            #expect(overflow.explanation.chinese.contains("“C1”"), sourceLocation: location)
            #expect(overflow.advice?.english.contains("clean") == true, sourceLocation: location)
            let rows = try await workspace.query("SELECT count(*) FROM raw.orders")
            #expect(rows == [[.integer(2)]], "as it was before", sourceLocation: location)
            try workspace.write("orders.csv", orders(good))
            #expect(try await workspace.run().customers == 2, sourceLocation: location)
        }
    }

    private static func many(_ count: Int, _ amount: String) -> [(order: String, customer: String, amount: String)] {
        (0..<count).map { (order: "A\($0)", customer: "C1", amount: amount) }
    }

    @Test func aTraitThatOverflowsIsNamedWithItsCustomer() async throws {
        try await expectOverflow(Self.many(30, "90000000000000"), more: Self.models) {
            if case .trait("net", "C1", 0) = $0 { true } else { false }
        }
    }

    @Test func theAmountOfAModelIsLookedAtToo() async throws {
        let models = "models:\n  value: { model: rfm, orders: Order Completed, amount: revenue }\n"
        try await expectOverflow(Self.many(3, "50000000000000"), more: models) {
            if case .trait("value", "C1", 0) = $0 { true } else { false }
        }
    }

    @Test func withoutTraitsTheReportsSumsAreLookedAt() async throws {
        try await expectOverflow(Self.many(3, "50000000000000")) {
            if case .revenue("C1", let sum) = $0 { sum == 150_000_000_000_000 } else { false }
        }
    }

    @Test func anOrderOfTooMuchIsNamed() async throws {
        let rows = (0..<3).map { (order: "A1", customer: "C1", amount: "50000000000000.\($0)") }
        try await expectOverflow(rows, more: Self.models) {
            if case .order("orders", "C1", "A1", "amount", let sum) = $0 {
                sum == Decimal(string: "150000000000000.3")
            } else {
                false
            }
        }
    }

    @Test func aTotalOfManyCustomersIsNamedByTheLargest() async throws {
        let rows = (1...20).map {
            (
                order: "A\($0)", customer: $0 == 1 ? "C1" : "D\($0)",
                amount: $0 == 1 ? "90000000000001" : "90000000000000"
            )
        }
        try await expectOverflow(rows, more: Self.models) {
            if case .total(_, "C1", 90_000_000_000_001) = $0 { true } else { false }
        }
    }

    @Test func largeTotalsThatFitAreExact() async throws {
        let rows = (1...9).map { (order: "A\($0)", customer: "C\($0)", amount: "90000000000000.0001") }
        try await SmallWorkspace.with(["orders.csv": orders(rows)], more: Self.models) { workspace in
            let summary = try await workspace.run()
            let kept = summary.sources[0].scopes.first { $0.scope == "kept" }
            #expect(kept?.revenue == Decimal(string: "810000000000000.0009"))
        }
    }

    @Test func aRowOfTooManyPiecesIsNamed() async throws {
        let header = "order_id,customer_id,order_time,quantity,price\n"
        let sources = """
              orders:
                kind: orders
                files: orders.csv
                columns:
                  order_id: order
                  customer_id: customer
                  order_time: time
                  quantity: { as: quantity, type: integer }
                  price: price
            """
        let text = header + "A1,C1,2026-01-05,900000000000000000,9000000000000\nA2,C2,2026-01-05,1,10\n"
        try await SmallWorkspace.with(["orders.csv": Array(text.utf8)], sources: sources) { workspace in
            let error = await #expect(throws: SumOverflow.self) { try await workspace.run() }
            guard case .row("orders", "C1", "A1", "900000000000000000", "9000000000000.0000")? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let price = "5000000000000000000,1\n"
            let rows = header + "A1,C1,2026-01-05,\(price)A1,C1,2026-01-06,\(price)"
            try workspace.write("orders.csv", Array(rows.replacing(",1\n", with: ",0.00001\n").utf8))
            let order = await #expect(throws: SumOverflow.self) { try await workspace.run() }
            guard case .order("orders", "C1", "A1", "quantity", let pieces)? = order else {
                Issue.record("\(String(describing: order))")
                return
            }
            #expect(pieces == Decimal(string: "10000000000000000000"))
        }
    }

    @Test(arguments: [("integer", "9000000000000000000"), ("number", "1e308")])
    func sumsOfOtherNumbersAreLookedAtToo(type: String, value: String) async throws {
        let sources = """
              visits:
                kind: events
                files: visits.csv
                event: Visit
                columns: { who: customer, at: time, score: { as: score, type: \(type) } }
            """
        let more = "traits:\n  scores: { value: 'sum of score of \"Visit\"' }\n"
        let rows = ["C0,2026-01-05,5\n", "C1,2026-01-05,\(value)\n", "C1,2026-01-06,\(value)\n"].joined()
        let file = Array(("who,at,score\n" + rows).utf8)
        try await SmallWorkspace.with(["visits.csv": file], sources: sources, more: more) { workspace in
            let error = await #expect(throws: SumOverflow.self) { try await workspace.run() }
            guard case .trait("scores", "C1", 0)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func rowsThatTheCleaningRemovesMayHoldAnything() async throws {
        let rules = """
              orders:
                kind: orders
                files: orders.csv
                columns: { order_id: order, customer_id: customer, order_time: time, amount: amount, city: city }
                clean: { rules: [{ name: Far too much, when: 'amount > 1000000000', do: remove }] }
            """
        let rows = Self.many(30, "90000000000000") + [(order: "G", customer: "C2", amount: "5")]
        try await SmallWorkspace.with(["orders.csv": orders(rows)], sources: rules, more: Self.models) { workspace in
            let summary = try await workspace.run()
            #expect(summary.customers == 1)
            let all = summary.sources[0].scopes.first { $0.scope == "all" }
            #expect(all?.revenue == Decimal(string: "2700000000000005"))
        }
    }
}
