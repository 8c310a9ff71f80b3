import Domain
import Foundation
import Testing

@Suite(.serialized)
struct LongLineTests {
    /// Runs a shell command; the test fails where it does.
    private func shell(_ command: String, in shop: Shop) async throws {
        let process = try RunningCovey(
            ["/bin/sh", "-c", command],
            in: shop.folder,
            environment: ProcessInfo.processInfo.environment
        )
        let outcome = try await process.outcome()
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func aLineOfAGigabyteIsOneUnusableRowAndTakesLittleMemory() async throws {
        try await Shop.with { shop in
            try shop.change("files: orders.csv", to: "files: orders.csv.gz")
            try shop.change("at most 10%", to: "at most 1 rows")
            try await shell(
                "{ cat orders.csv; head -c 1073741824 /dev/zero | tr '\\0' x; echo; tail -n 1 orders.csv; } | gzip -1 > orders.csv.gz",
                in: shop
            )
            let outcome = try await Covey.run("import", in: shop.folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("line 10: the line is too long"), "\(outcome.output)")
            #expect(outcome.peakMemory > 0)
            #expect(outcome.peakMemory < 1 << 30)
            #expect(try await shop.rawRows() == 9)
        }
    }
}
