import Domain
import Foundation
import Testing

/// Work that ends before its time leaves the workspace as it was.
@Suite(.serialized)
struct InterruptionTests {
    private static let rows = 400_000

    /// A shop with results, and a bigger file of orders in place of the one they came from.
    private func withWork(_ body: (Shop, _ size: Int) async throws -> Void) async throws {
        try await Shop.withResults { shop in
            try shop.writeOrders(rows: Self.rows)
            let size = try #require(
                try FileManager.default.attributesOfItem(atPath: shop.path("orders.csv").path)[.size] as? Int
            )
            try await body(shop, size)
        }
    }

    private func expectUnchanged(_ shop: Shop) async throws {
        #expect(try await shop.rawRows() == 8)
        let list = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
        let segments = try #require(list["segments"] as? [[String: Any]])
        #expect(segments.count == 2)
        // The results are those of the file before; that another one lies there is said.
        for segment in segments {
            let stale = segment["stale"] as? [String: String]
            #expect(stale?["en"]?.hasPrefix("The file orders.csv was changed since") == true, "\(segment)")
        }
    }

    /// Shares of what an import reads: the file is read once to check it, and once to load it.
    @Test(arguments: [0.3, 1.2, 1.7])
    func aKilledImportLeavesNothingBehind(share: Double) async throws {
        try await withWork { shop, size in
            let process = try Covey.start(["import"], in: shop.folder, environment: Covey.environment(.english))
            try #require(process.hasRead(Int(Double(size) * share)), "it ended before it could be killed")
            process.send(SIGKILL)
            #expect(try await process.outcome().code == 137)
            try await expectUnchanged(shop)
            let again = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(again.code == 0, "\(again.errors)")
            #expect(try await shop.rawRows() == Self.rows)
            #expect(try shop.workingCopies().isEmpty)
        }
    }

    @Test(arguments: [(SIGINT, Int32(130), 0.3), (SIGINT, 130, 1.5), (SIGTERM, 143, 1.2)])
    func aStoppedRunSaysThatNothingChanged(signal: Int32, code: Int32, share: Double) async throws {
        try await withWork { shop, size in
            for (language, text) in [
                (Language.english, "Stopped; the workspace is as it was before."), (.chinese, "已停止；工作区保持原样。"),
            ] {
                let process = try Covey.start(["run"], in: shop.folder, environment: Covey.environment(language))
                try #require(
                    process.hasRead(Int(Double(size) * share)),
                    "it ended before it could be stopped"
                )
                process.send(signal)
                let outcome = try await process.outcome()
                #expect(outcome.code == code)
                #expect(outcome.errors == text + "\n")
                #expect(outcome.output.isEmpty)
                try await expectUnchanged(shop)
            }
        }
    }

    @Test func aStoppedRunIsToldInJSON() async throws {
        try await withWork { shop, size in
            let process = try Covey.start(["run", "--json"], in: shop.folder, environment: Covey.environment(.english))
            try #require(process.hasRead(size / 2))
            process.send(SIGINT)
            let outcome = try await process.outcome()
            let error = try #require(try outcome.json()["error"] as? [String: Any])
            #expect(error["kind"] as? String == "interrupted")
            #expect(error["exit"] as? Int == 130)
        }
    }

    @Test func aSecondProcessIsToldWhoHasTheWarehouse() async throws {
        try await withWork { shop, size in
            let first = try Covey.start(["import"], in: shop.folder, environment: Covey.environment(.english))
            try #require(first.hasRead(size / 2))
            // Held still, it keeps the warehouse however long the others take.
            first.send(SIGSTOP)
            defer { first.send(SIGCONT) }
            for (language, text) in [(Language.english, "in use by another process"), (.chinese, "正被另一个进程使用")] {
                let second = try await Covey.run("segment", "list", in: shop.folder, language: language)
                #expect(second.code == 75)
                #expect(second.errors.contains(text))
            }
            first.send(SIGCONT)
            let outcome = try await first.outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try await shop.rawRows() == Self.rows)
        }
    }
}
