import Domain
import Foundation
import Platform
import TestSupport
import Testing
import Warehouse

/// Models of purchases and of what is bought together, named in covey.yaml: what a run makes of them.
@Suite struct PurchaseModelsInWorkspaceTests {
    private static let sources = """
          orders:
            kind: orders
            files: orders.csv
            columns:
              order_id: order
              customer_id: customer
              order_time: time
              amount: amount
              city: city
              sku: product
        """

    /// Sixty customers with one to five orders, of which some hold tea alone and most tea and a cup.
    static func orders(isReversed: Bool = false) -> [UInt8] {
        var rows: [String] = []
        for customer in 0..<60 {
            for order in 0...(customer % 5) {
                let day = String(format: "%02d", 1 + (customer + order * (3 + customer % 4)) % 28)
                let start = "\(customer)-\(order),C\(customer),2026-01-\(day) 10:00:00,"
                let city = customer % 2 == 0 ? "上海" : "北京"
                rows.append(start + "\(20 + customer),\(city),tea")
                if customer % 6 != 0 { rows.append(start + "\(5 + order).5,\(city),cup") }
                if customer % 9 == 1 { rows.append(start + "3,\(city),lid") }
            }
        }
        let header = "order_id,customer_id,order_time,amount,city,sku"
        return Array(([header] + (isReversed ? rows.reversed() : rows)).joined(separator: "\n").utf8)
    }

    private func run<Success>(
        _ model: String,
        isReversed: Bool = false,
        _ body: (SmallWorkspace, RunSummary) async throws -> Success
    ) async throws -> Success {
        let more = """
            traits:
              revenue: { value: sum of revenue of "Order Completed" }
            models:
              m: { \(model) }
            """
        return try await SmallWorkspace.with(
            ["orders.csv": Self.orders(isReversed: isReversed)],
            sources: Self.sources,
            more: more
        ) { try await body($0, try await $0.run()) }
    }

    private func page(_ workspace: SmallWorkspace, _ language: Language) async throws -> String {
        let path = workspace.directory + "/report.html"
        _ = try await workspace.open {
            try await BuildReport(workspace: $0, context: ExampleWorkspace.context).run(
                to: path,
                language: language,
                tables: nil
            )
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test func theSimpleValueIsYearlyRevenueTimesLifespanTimesMargin() async throws {
        let model = "model: clv, orders: Order Completed, amount: revenue, lifespan: 3, margin: 0.5, group: city, "
        try await run(model + "outputs: { value: clv, days: orderDays }") { workspace, summary in
            #expect(summary.models?.first?.traits == ["m.days", "m.value"] && summary.models?.first?.n == 60)
            // Everybody has been a customer for less than a year, which counts as one.
            let wrong = try await workspace.query(
                "SELECT count(*) FROM traits WHERE \"m.value\" IS NULL OR abs(\"m.value\" - 1.5 * revenue) > 1e-6"
            )
            #expect(wrong == [[.integer(0)]])
            let page = try await page(workspace, .chinese)
            #expect(page.contains("客户终身价值") && page.contains("m.value"))
            // The groups are those of the property.
            #expect(page.contains("各组人均终身价值") && page.contains("上海") && page.contains("北京"))
        }
    }

    @Test(arguments: ["nbd", "bgbb"]) func customersWhoNeverLeaveAndOccasionsAreModelled(model: String) async throws {
        let stated = "model: \(model), orders: Order Completed, amount: revenue, unit: day, horizon: 30, "
        try await run(stated + "outputs: { alive: alive, purchases: expectedPurchases, next30: clv }") {
            workspace,
            summary in
            #expect(summary.models?.first?.model == model)
            let bad = try await workspace.query(
                """
                SELECT count(*) FROM traits WHERE "m.alive" IS NULL OR "m.alive" NOT BETWEEN 0 AND 1
                    OR "m.purchases" IS NULL OR "m.purchases" < 0 OR isnan("m.purchases") OR "m.next30" < 0
                """
            )
            #expect(bad == [[.integer(0)]])
            let page = try await page(workspace, .english)
            #expect(page.contains("Customers by repeat purchases") && page.contains("m.purchases"))
        }
    }

    @Test(arguments: ["", "basket: order, "])
    func rulesGiveEachCustomerTheProductThatTheyLack(basket: String) async throws {
        let model = "model: rules, orders: Product Bought, item: product, \(basket)min-confidence: 0.6, "
        try await run(model + "outputs: { product: suggestion1, confidence: confidence1, lift: lift1 }") {
            workspace,
            summary in
            // Baskets are customers, or the orders of customers.
            #expect(summary.models?.first?.n == (basket.isEmpty ? 60 : 180))
            let found = try await workspace.query(
                """
                SELECT "m.product", count(*), bool_and("m.confidence" BETWEEN 0.6 AND 1), bool_and("m.lift" > 0)
                FROM traits GROUP BY 1 ORDER BY 2
                """
            )
            // Ten hold tea alone and lack the cup; the others lack nothing that is sure enough.
            #expect(
                found == [
                    [.text("cup"), .integer(10), .boolean(true), .boolean(true)], [.null, .integer(50), .null, .null],
                ]
            )
            let page = try await page(workspace, .english)
            #expect(page.contains("Rules of greatest lift") && page.contains("m.product"))
        }
    }

    @Test func itemsetsFillNoTraitAndAreAPartOfTheReport() async throws {
        try await run("model: itemsets, orders: Product Bought, item: product, basket: order, min-items: 2") {
            workspace,
            summary in
            let model = try #require(summary.models?.first)
            #expect(model.model == "itemsets" && model.traits.isEmpty && model.n == 180)
            #expect(!summary.traits.contains { $0.name.hasPrefix("m.") })
            #expect(try await workspace.query("SELECT count(*) FROM models") == [[.integer(1)]])
            let english = try await page(workspace, .english)
            #expect(english.contains("Most frequent itemsets") && english.contains("cup, tea"))
            #expect(!english.contains("Traits that the model fills"))
            #expect(try await page(workspace, .chinese).contains("最常见的商品组合"))
        }
    }

    @Test(arguments: [
        ("model: rules, orders: Product Bought, item: product, basket: ordr", "ordr", "order"),
        ("model: clv, orders: Order Completed, amount: revenue, group: ctiy", "ctiy", "city"),
        ("model: rules, orders: Product Bought, item: product, amount: revenue", "--amount", "rules"),
        ("model: rules, orders: Product Bought, item: product, min-support: often", "often", ""),
        ("model: clv, orders: Order Completed, amount: revenue, outputs: { a: cvl }", "cvl", "clv"),
        ("model: nbd, orders: Order Completed, time: revenue", "time", ""),
        ("model: rules, orders: Product Bought", "item", ""),
    ])
    func whatCannotBeIsRefusedWithItsPlaceAndAdvice(model: String, word: String, nearest: String) async throws {
        do {
            try await run(model) { _, _ in _ = Issue.record("\(model) was taken") }
        } catch let error as any ExplainedError {
            #expect(
                error.description.contains(word) && error.description.contains("covey.yaml:"),
                "\(error.description)"
            )
            #expect(nearest.isEmpty || error.advice?.english.contains(nearest) == true, "\(error.description)")
        }
    }

    /// Lines of an order have one time. Before, their order was that of the rows, and so was the fingerprint.
    @Test(arguments: [
        "model: recommend, orders: Product Bought, item: product, top: 2",
        "model: gammagamma, orders: Product Bought, amount: revenue",
    ])
    func theOrderOfRowsDoesNotChangeAFit(model: String) async throws {
        func record(isReversed: Bool) async throws -> [[Cell]] {
            try await run(model, isReversed: isReversed) { workspace, _ in
                try await workspace.query("SELECT record FROM models")
            }
        }
        let first = try await record(isReversed: false)
        #expect(try await record(isReversed: true) == first)
    }
}

/// Survival by group, over traits.
@Suite struct SurvivalInWorkspaceTests {
    private static let sources = """
          people:
            kind: customers
            files: people.csv
            columns:
              id: customer
              tenure: { as: tenure, type: number }
              left: { as: left, type: boolean }
              plan: plan
        """

    /// Ten on each plan: of the monthly one leaves in each month, of the yearly nobody leaves.
    private static var file: [UInt8] {
        let rows = (1...10).flatMap { ["M\($0),\($0),yes,monthly", "Y\($0),\($0),no,yearly"] }
        return Array((["id,tenure,left,plan"] + rows).joined(separator: "\n").utf8)
    }

    @Test func everyCustomerHasTheSurvivalOfTheirGroupAtTheHorizon() async throws {
        let more = """
            models:
              stay:
                model: kaplanmeier
                time: tenure
                target: left
                positive: 'true'
                group: plan
                horizon: 5
                outputs: { month5: survival, median: median }
            """
        try await SmallWorkspace.with(["people.csv": Self.file], sources: Self.sources, more: more) { workspace in
            let summary = try await workspace.run()
            #expect(summary.models?.first?.n == 20)
            let found = try await workspace.query(
                "SELECT plan, count(*), avg(\"stay.month5\"), avg(\"stay.median\") FROM traits GROUP BY 1 ORDER BY 1"
            )
            // Five of ten stay beyond the fifth month; the median of ten times is the middle of the fifth and the sixth.
            #expect(found[0].prefix(2) == [.text("monthly"), .integer(10)])
            guard case .double(let survival) = found[0][2], case .double(let median) = found[0][3] else {
                return #expect(Bool(false), "\(found)")
            }
            #expect(abs(survival - 0.5) < 1e-12 && abs(median - 5.5) < 1e-12)
            #expect(found[1] == [.text("yearly"), .integer(10), .double(1), .null])
            let path = workspace.directory + "/report.html"
            for (language, words) in [(Language.english, "Survival"), (.chinese, "生存")] {
                _ = try await workspace.open {
                    try await BuildReport(workspace: $0, context: ExampleWorkspace.context)
                        .run(to: path, language: language, tables: nil)
                }
                let page = try String(contentsOfFile: path, encoding: .utf8)
                #expect(page.contains(words) && page.contains("stay.month5"))
            }
        }
    }
}
