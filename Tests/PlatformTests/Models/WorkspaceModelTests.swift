import Domain
import Foundation
import Platform
import TestSupport
import Testing
import Warehouse

/// Models of covey.yaml in runs: what they are fitted to, when, and what becomes of their traits.
@Suite struct WorkspaceModelTests {
    private static let header = "order_id,customer_id,order_time,amount,city\n"

    /// Twelve customers with one small order each, and twelve with three large ones.
    private static func orders(scale: Double = 1) -> [UInt8] {
        var rows = ""
        for customer in 0..<24 {
            let isLarge = customer >= 12
            for order in 0..<(isLarge ? 3 : 1) {
                let amount = (isLarge ? 900 + Double(customer) : 10 + Double(customer) / 10) * scale
                let day = String(format: "%02d", 1 + (customer + 7 * order) % 28)
                rows += "O\(customer)-\(order),C\(customer),2026-01-\(day) 10:00:00,\(amount),北京\n"
            }
        }
        return Array((header + rows).utf8)
    }

    private static func more(_ model: String, segment: String = "") -> String {
        """
        traits:
          orders: { value: count of "Order Completed" }
          revenue: { value: sum of revenue of "Order Completed" }
          city: { value: most frequent city of "Order Completed" }
        models:
          cluster: { \(model) }
        """
    }

    private static let kmeans = "model: kmeans, features: [orders, revenue], k: 2, standardise: true"

    private func rewrite(_ workspace: SmallWorkspace, _ old: String, _ new: String) throws {
        let path = workspace.directory + "/covey.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try workspace.write("covey.yaml", Array(text.replacing(old, with: new).utf8))
    }

    @Test func theGroupsOfAModelAreTraitsThatSegmentsUse() async throws {
        let more = Self.more(Self.kmeans + ", outputs: { k2: group }")
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: more) { workspace in
            try FileManager.default.createDirectory(
                atPath: workspace.directory + "/segments",
                withIntermediateDirectories: true
            )
            try workspace.write(
                "segments/big.segment",
                Array("segment \"big\" {\n    cluster.k2 in (1, 2) and revenue > 500\n}\n".utf8)
            )
            let summary = try await workspace.run()
            #expect(summary.traits.contains { $0.name == "cluster.k2" })
            #expect(summary.models?.first?.reason == "fitted")
            #expect(summary.models?.first?.n == 24)
            let groups = try await workspace.query(
                "SELECT \"cluster.k2\", count(*), min(revenue) FROM traits GROUP BY ALL ORDER BY min(revenue)"
            )
            #expect(groups.count == 2)
            #expect(summary.segments.first?.size == 12)
            #expect(groups.map { $0[1] } == [.integer(12), .integer(12)])
        }
    }

    @Test func aGroupingIsKeptUntilItsDefinitionChanges() async throws {
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: Self.more(Self.kmeans)) { workspace in
            _ = try await workspace.run()
            #expect(try await workspace.run().models?.first?.reason == "applied")
            try rewrite(workspace, "k: 2", "k: 3")
            #expect(try await workspace.run().models?.first?.reason == "fitted")
        }
    }

    @Test func aFitIsRenewedWhenItIsOlderThanItsOwnerWants() async throws {
        let more = Self.more(Self.kmeans + ", refit: 10 days")
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: more) { workspace in
            _ = try await workspace.run()
            try rewrite(workspace, "as of: 2026-02-01", "as of: 2026-02-08")
            #expect(try await workspace.run().models?.first?.reason == "applied")
            try rewrite(workspace, "as of: 2026-02-08", "as of: 2026-02-11")
            let summary = try await workspace.run()
            #expect(summary.models?.first?.reason == "refittedByAge")
        }
    }

    @Test(arguments: [(", refit: 90 days", "refittedByDrift"), ("", "applied")])
    func inputsThatMoveAreNoticed(refit: String, reason: String) async throws {
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: Self.more(Self.kmeans + refit)) {
            workspace in
            _ = try await workspace.run()
            try workspace.write("orders.csv", Self.orders(scale: 40))
            let summary = try await workspace.run()
            let model = try #require(summary.models?.first)
            #expect(model.reason == reason)
            #expect(try #require(model.drift) > 0.25)
            #expect(summary.remarks.contains { $0.en.contains("\"cluster\"") && $0.en.contains("revenue") })
            #expect(summary.remarks.contains { $0.zh.contains("cluster") && $0.zh.contains("PSI") })
        }
    }

    @Test func whereFittingAnewFailsTheEarlierFitIsApplied() async throws {
        let more = Self.more(Self.kmeans + ", refit: 1 day")
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: more) { workspace in
            _ = try await workspace.run()
            let one = Self.header + "O1,C1,2026-01-05 10:00:00,10,北京\n"
            try workspace.write("orders.csv", Array(one.utf8))
            try rewrite(workspace, "as of: 2026-02-01", "as of: 2026-03-01")
            let summary = try await workspace.run()
            #expect(summary.models?.first?.reason == "failed")
            #expect(summary.remarks.contains { $0.en.contains("could not be fitted anew") })
            #expect(try await workspace.query("SELECT count(\"cluster.group\") FROM traits") == [[.integer(1)]])
        }
    }

    @Test(arguments: [
        ("model: kmeans, features: [ordres, revenue], k: 2", "ordres", "orders"),
        ("model: kmeans, features: [orders, revenue], k: 2, outputs: { a: gruop }", "gruop", "group"),
        ("model: kmeans, features: [orders, revenue], k: two", "two", ""),
        ("model: kmeans, features: [orders, revenue], k: 2, depth: 3", "--depth", ""),
        ("model: kmeans, features: [orders, revenue], k: 25", "cluster", ""),
    ])
    func aModelThatDoesNotFitTheWorkspaceIsExplained(model: String, word: String, nearest: String) async throws {
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: Self.more(model)) { workspace in
            do {
                _ = try await workspace.run()
                Issue.record("\(model) was taken")
            } catch let error as any ExplainedError {
                #expect(error.description.contains(word), "\(error.description)")
                #expect(nearest.isEmpty || error.advice?.chinese.contains(nearest) == true, "\(error.description)")
            }
        }
    }

    @Test func purchasesAreValuedByCustomer() async throws {
        let model =
            "model: bgnbd, orders: Order Completed, amount: revenue, unit: day, horizon: 30, "
            + "outputs: { alive: alive, purchases: expectedPurchases }"
        var rows = ""
        for customer in 0..<60 {
            for order in 0...(customer % 5) {
                let day = String(format: "%02d", 1 + (customer + order * (3 + customer % 4)) % 28)
                rows += "O\(customer)-\(order),C\(customer),2026-01-\(day) 10:00:00,\(20 + customer),上海\n"
            }
        }
        try await SmallWorkspace.with(["orders.csv": Array((Self.header + rows).utf8)], more: Self.more(model)) {
            let summary = try await $0.run()
            #expect(summary.models?.first?.model == "bgnbd")
            let bad = try await $0.query(
                """
                SELECT count(*) FROM traits WHERE "cluster.alive" IS NULL OR "cluster.alive" NOT BETWEEN 0 AND 1
                    OR "cluster.purchases" < 0
                """
            )
            #expect(bad == [[.integer(0)]])
        }
    }
}
