import Domain
import Foundation
import Platform
import SQL
import TestSupport
import Testing
import Warehouse

extension SparkTests {
    /// The same project over the same rows, in DuckDB from files and on the cluster from tables.
    @Suite struct RunTests {
        private static func context(_ clock: Int64 = 1_790_000_000_000_000) -> RunContext {
            RunContext(
                clock: { Instant(microseconds: clock) },
                language: .english,
                dependencyFolders: Repository.dependencyFolders
            )
        }

        private static func run(_ folder: URL, clock: Int64 = 1_790_000_000_000_000) async throws -> RunSummary {
            try await Workspace.with(folder.path, context: context(clock)) { workspace in
                try await RunWorkspace(workspace: workspace, context: context(clock)).run()
            }
        }

        private static func rows(_ folder: URL, _ query: String) async throws -> [[Cell]] {
            try await Workspace.with(folder.path, access: .readOnly, context: context()) { workspace in
                try await RunQuery(workspace: workspace).run(query).rows().map(\.cells)
            }
        }

        private static var server: String { SparkCluster.running?.server.uri ?? "" }

        private static let questions = [
            "SELECT segment, customer FROM memberships ORDER BY segment, customer",
            """
            SELECT customer, city, orders, net, average, typical, last_order, gap, products, "rfm.score" AS score, level, lists
            FROM traits ORDER BY customer
            """,
            "SELECT customer, time, event, revenue, items FROM events WHERE event <> 'Product Bought' ORDER BY ALL",
            // What the models of the library were fitted to, and what they say of every customer.
            "SELECT name, model, record FROM models ORDER BY name", "SELECT * FROM traits ORDER BY customer",
        ]

        @Test func aProjectFindsTheSameOnTheClusterAsInDuckDB() async throws {
            let shop = Shop(seed: 11)
            try await shop.write(to: SparkCluster.database(schema: "shop"))
            try await TemporaryFolder.with { local in
                try await TemporaryFolder.with { remote in
                    try shop.write(to: local, spark: nil)
                    try shop.write(to: remote, spark: Self.server)
                    let (here, there) = (try await Self.run(local), try await Self.run(remote))
                    #expect(there.customers == here.customers && here.customers > 50)
                    #expect(there.sources.map(\.kept) == here.sources.map(\.kept))
                    #expect(there.sources.map { $0.checks.map(\.found) } == here.sources.map { $0.checks.map(\.found) })
                    #expect(there.sources[0].checks.allSatisfy { $0.found > 0 })
                    #expect(there.segments.map(\.size) == here.segments.map(\.size))
                    #expect(here.segments.filter { $0.size > 0 }.count == 7)
                    let tiers = [there, here].map { ($0.priorities ?? []).flatMap(\.tiers).map(\.size) }
                    #expect(tiers[0] == tiers[1] && tiers[0].count == 4)
                    #expect(there.remarks.map(\.en) == here.remarks.map(\.en) && here.remarks.count == 1)
                    for question in Self.questions {
                        let spark = question.replacing("\"", with: "`")
                        let (expected, found) = (
                            try await Self.rows(local, question), try await Self.rows(remote, spark)
                        )
                        #expect(found == expected && !expected.isEmpty, "\(question)")
                    }
                }
            }
        }

        @Test func whoEntersAndLeavesIsOnRecordAfterTheNextRun() async throws {
            var shop = Shop(seed: 12)
            let database = try await SparkCluster.database(schema: "shop")
            try await TemporaryFolder.with { folder in
                try await shop.write(to: database)
                let loyalty = "segment \"loyal\" { orders >= 4 and did \"Order Completed\" in last 90 days }"
                try shop.write(to: folder, spark: Self.server, schema: "record", segments: loyalty)
                let before = try await Self.run(folder)
                let changes =
                    "SELECT entered, count(*) AS n FROM membership_changes WHERE segment = 'loyal' GROUP BY entered"
                let loyal = try #require(before.segments.first { $0.name == "loyal" }).size
                #expect(try await Self.rows(folder, changes) == [[.boolean(true), .integer(Int64(loyal))]])
                // Everyone's lines of late go: nobody is loyal any more.
                shop.lines.removeAll { $0.time > 1_704_067_200_000_000 + 100 * 61_000_000_000 }
                try await shop.write(to: database)
                let after = try await Self.run(folder)
                let left = try await Self.rows(folder, changes + " ORDER BY entered")
                #expect(after.segments.first { $0.name == "loyal" }?.size == 0)
                #expect(
                    left == [[.boolean(false), .integer(Int64(loyal))], [.boolean(true), .integer(Int64(loyal))]]
                )
            }
        }

        @Test func aSegmentThatSparkCannotEvaluateIsNamedAndNoQueryChangesATable() async throws {
            let shop = Shop(seed: 13)
            try await shop.write(to: SparkCluster.database(schema: "shop"))
            try await TemporaryFolder.with { folder in
                let segments = "segment \"paris\" { city = \"PARIS\" ignoring case }\nsegment \"some\" { net > 1 }"
                try shop.write(to: folder, spark: Self.server, schema: "refused", segments: segments)
                let summary = try await Self.run(folder)
                #expect(summary.segments.first { $0.name == "some" }.map { $0.size > 0 } == true)
                let failure = try #require(summary.failures?.first)
                #expect(failure.name == "paris" && failure.reason.en.contains("`ignoring case`"))
                #expect(failure.reason.zh.contains("不区分大小写"))
                let stored = try await Self.rows(folder, "SELECT name FROM segment_failures")
                #expect(stored == [[.text("paris")]])
                let changes = [
                    "DROP TABLE traits", "INSERT INTO memberships VALUES ('a', 'b')",
                    "select 1) ; drop table traits --",
                ]
                for change in changes {
                    await #expect(throws: WarehouseError.self) { try await Self.rows(folder, change) }
                }
                let count = try await Self.rows(folder, "SELECT count(*) AS n FROM traits;")
                #expect(count == [[.integer(summary.customers)]])
            }
        }

        @Test(arguments: [
            ("sku: product", "skus: product", "no column “skus”", "Did you mean “sku”?"),
            ("price: price", "sku: price", "cannot be of type `money`", "Make a view"),
            ("table: shop.lines", "table: shop.nothing", "no such table", "Check its name"),
        ])
        func whatTheTableDoesNotHaveIsSaidWithItsPlace(
            text: String,
            wrong: String,
            reason: String,
            advice: String
        ) async throws {
            let shop = Shop(seed: 14, customers: 3, orders: 5)
            try await shop.write(to: SparkCluster.database(schema: "shop"))
            try await TemporaryFolder.with { folder in
                try shop.write(to: folder, spark: Self.server)
                var project = Shop.project(spark: Self.server)
                if wrong == "sku: price" { project = project.replacing("      sku: product\n", with: "") }
                try project.replacing(text, with: wrong)
                    .write(to: folder.appending(path: "covey.yaml"), atomically: true, encoding: .utf8)
                let error = await #expect(throws: WorkspaceError.self) { try await Self.run(folder) }
                #expect(error?.explanation.english.contains(reason) == true, "\(String(describing: error))")
                #expect(error?.explanation.english.contains("covey.yaml:") == true)
                #expect(error?.advice?.english.contains(advice) == true)
            }
        }
    }
}
