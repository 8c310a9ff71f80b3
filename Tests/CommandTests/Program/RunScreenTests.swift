import Domain
import Foundation
import TestSupport
import Testing

@testable import covey

/// What a run shows fits the smallest terminal, and can be copied from it.
struct RunScreenTests {
    /// A terminal of 80 by 24, with a line for the prompt.
    private static let (width, height) = (80, 23)

    private static func heightOf(_ line: Substring) -> Int {
        max(1, (DisplayWidth.of(line) + width - 1) / width)
    }

    private static let manySegments = (1...10).map { "segment segment_\($0) { orders >= \($0 % 3) }\n" }.joined()

    /// Runs a shop that lies below the current folder, by a program that does too, as `make demo` does.
    private func demo(_ shop: Shop, language: Language) async throws -> Covey.Outcome {
        let program = shop.path(".build/release/covey")
        try FileManager.default.createDirectory(
            at: program.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(at: program, withDestinationURL: try Covey.executable())
        let process = try RunningCovey(
            ["/usr/bin/env", ".build/release/covey", "run", "--workspace", "demo/online-retail"],
            in: shop.folder,
            environment: Covey.environment(language, ["COLUMNS": "80"])
        )
        return try await process.outcome()
    }

    @Test(arguments: Language.allCases)
    func theSummaryOfTheDemoFitsASmallTerminal(language: Language) async throws {
        try await Shop.with { shop in
            let workspace = Shop(folder: shop.path("demo/online-retail"))
            try FileManager.default.createDirectory(at: workspace.path("segments"), withIntermediateDirectories: true)
            try workspace.write(Shop.orders, to: "orders.csv")
            try workspace.write(Shop.project, to: "covey.yaml")
            try workspace.write(Shop.segments + Self.manySegments, to: "segments/all.segment")
            let outcome = try await demo(shop, language: language)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= Self.width }, "\(outcome.output)")
            #expect(lines.count <= Self.height, "\(outcome.output)")
            #expect(lines.contains { $0.contains("segment export segment_") && $0.hasSuffix("-w demo/online-retail") })
        }
    }

    /// Commands are not cut, so those that are longer than a line take the room of two.
    @Test(arguments: Language.allCases)
    func commandsThatWrapAreCounted(language: Language) async throws {
        try await Shop.with { shop in
            try shop.write(Shop.segments + Self.manySegments, to: "segments/all.segment")
            let folder = shop.folder.path + "/./././././././././."
            let outcome = try await Covey.run(
                "run",
                "-w",
                folder,
                in: shop.folder,
                language: language,
                environment: ["COLUMNS": "80"]
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.reduce(0) { $0 + Self.heightOf($1) } <= Self.height, "\(outcome.output)")
            #expect(lines.first?.contains(language == .english ? "Tea shop" : "茶叶店") == true)
        }
    }

    @Test(arguments: Language.allCases)
    func aRunThatRejectedRowsSaysWhichAndHowToSeeThem(language: Language) async throws {
        try await Shop.with { shop in
            try shop.change("at most 10%", to: "at most 50%")
            try shop.write(
                Shop.orders + "B1,赵六,北京,茶叶,two,50,2026-03-01 10:00:00\nB2,赵六,北京,茶叶,x,50,2026-03-01 10:00:00\n",
                to: "orders.csv"
            )
            let outcome = try await Covey.run("run", "--no-report", in: shop.folder, language: language)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let example =
                language == .english
                ? "orders.csv, line 10, column “quantity”: not a whole number; 1 more"
                : "orders.csv 第 10 行，列“quantity”：不是整数；另有 1 行"
            #expect(outcome.output.contains(example), "\(outcome.output)")
            #expect(outcome.output.contains("query 'select * from rejects'"), "\(outcome.output)")
        }
    }
}
