import Domain
import Fitting
import Foundation
import Platform
import ProjectFile
import TestSupport
import Testing
import Warehouse

/// Groups proposed for a small shop, and written into it.
@Suite struct DiscoverGroupsTests {
    private static let header = "order_id,customer_id,order_time,amount,city\n"

    /// Thirty customers with one small order long ago, twenty with five large and recent ones.
    private static func orders() -> [UInt8] {
        var rows = ""
        for customer in 0..<50 {
            let isLarge = customer % 5 < 2
            for order in 0..<(isLarge ? 4 + customer % 3 : 1) {
                let amount = isLarge ? 700 + 13 * Double(customer % 7) : 20 + Double(customer % 11)
                let day = String(format: "%02d", isLarge ? 20 + (customer + order) % 8 : 1 + customer % 9)
                let month = isLarge ? "2026-01" : "2025-03"
                rows += "O\(customer)-\(order),C\(customer),\(month)-\(day) 10:00:00,\(amount),北京\n"
            }
        }
        return Array((header + rows).utf8)
    }

    private static let more = """
        # Traits of ours.
        traits:
          orders: { value: count of "Order Completed", title: { en: Orders, zh: 订单数 } }  # how often
        segments: segments/*.segment
        """

    private static func request(_ name: String? = nil, features: [String]? = nil) -> DiscoverGroups.Request {
        DiscoverGroups.Request(features: features, excluded: [], options: [.k: "2-3"], name: name)
    }

    private func text(_ workspace: SmallWorkspace, _ path: String = "covey.yaml") throws -> String {
        try String(contentsOfFile: workspace.directory + "/" + path, encoding: .utf8)
    }

    private func withShop(_ body: (SmallWorkspace) async throws -> Void) async throws {
        try await SmallWorkspace.with(["orders.csv": Self.orders()], more: Self.more) { workspace in
            _ = try await workspace.run()
            try await body(workspace)
        }
    }

    @Test func aProposalWritesNothing() async throws {
        try await withShop { workspace in
            let before = try text(workspace)
            let proposal = try await workspace.open { open in
                try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context).run(Self.request())
            }
            #expect(proposal.document.groupNames?.count == 2)
            #expect(proposal.customers == 50 && proposal.written == nil)
            // Orders are a trait already, and are not there twice.
            let names = proposal.features.map(\.name)
            #expect(names.contains("days_since_order") && names.contains("revenue"))
            #expect(names.filter { $0.hasPrefix("orders") } == ["orders"])
            #expect(try text(workspace) == before)
            #expect(!FileManager.default.fileExists(atPath: workspace.directory + "/segments"))
        }
    }

    @Test func aNamedProposalBecomesTraitsAndSegments() async throws {
        try await withShop { workspace in
            let proposal = try await workspace.open { open in
                try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context).run(
                    Self.request("behaviour")
                )
            }
            let written = try #require(proposal.written)
            #expect(written.segments.map(\.name) == ["behaviour-1", "behaviour-2"])
            #expect(written.segments.map(\.size) == [30, 20])
            #expect(written.segments.map(\.title) == proposal.document.groupNames)
            let project = try text(workspace)
            #expect(project.contains("# Traits of ours."))
            #expect(project.contains("# how often"))
            #expect(project.contains("  behaviour:  # "))
            let segments = try text(workspace, "segments/behaviour.segment")
            #expect(segments.contains("behaviour.group = 1") && segments.contains("title en"))
            // A run gives the same groups again, and a second proposal of the name is refused.
            let summary = try await workspace.run()
            #expect(summary.segments.map(\.size) == [30, 20])
            await #expect(throws: DiscoveryError.self) {
                try await workspace.open { open in
                    try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context)
                        .run(Self.request("behaviour"))
                }
            }
            #expect(try text(workspace) == project)
        }
    }

    @Test func whatFailsLeavesEverythingAsItWas() async throws {
        try await withShop { workspace in
            let before = try text(workspace)
            // The file of orders is gone, so the run fails after covey.yaml was written.
            try FileManager.default.moveItem(
                atPath: workspace.directory + "/orders.csv",
                toPath: workspace.directory + "/elsewhere.csv"
            )
            await #expect(throws: (any Error).self) {
                try await workspace.open { open in
                    try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context)
                        .run(Self.request("behaviour"))
                }
            }
            #expect(try text(workspace) == before)
            #expect(!FileManager.default.fileExists(atPath: workspace.directory + "/segments/behaviour.segment"))
            let rows = try await workspace.query("SELECT count(*) FROM traits")
            #expect(rows == [[.integer(50)]])
        }
    }

    @Test func namesThatCannotBeAreRefusedBeforeTheWork() async throws {
        try await withShop { workspace in
            for name in ["客户", "1st", "a b", "orders", ""] {
                await #expect(throws: DiscoveryError.self) {
                    try await workspace.open { open in
                        try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context)
                            .run(Self.request(name))
                    }
                }
            }
            for features in [["order"], ["lists"]] {
                await #expect(throws: DiscoveryError.self) {
                    try await workspace.open { open in
                        try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context)
                            .run(Self.request(features: features))
                    }
                }
            }
        }
    }

    @Test func aWorkspaceWithoutARunHasNothingToPropose() async throws {
        _ = try await SmallWorkspace.with(["orders.csv": Self.orders()], more: Self.more) { workspace in
            await #expect(throws: WorkspaceError.self) {
                try await workspace.open { open in
                    try await DiscoverGroups(workspace: open, context: ExampleWorkspace.context).run(Self.request())
                }
            }
        }
    }
}
