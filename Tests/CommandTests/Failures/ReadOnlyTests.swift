import Domain
import Foundation
import Testing

@Suite(.serialized)
struct ReadOnlyTests {
    /// Permissions do not bind root, unless it gives up the capabilities by which it passes over them.
    private var wrapper: [String] {
        guard geteuid() == 0 else { return [] }
        return [
            "/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search",
            "--inh-caps=-dac_override,-dac_read_search",
        ]
    }

    private func run(_ words: String..., in shop: Shop, language: Language = .english) async throws -> Covey.Outcome {
        let process = try Covey.start(
            words,
            in: FileManager.default.temporaryDirectory,
            environment: Covey.environment(language),
            wrapper: wrapper
        )
        return try await process.outcome()
    }

    private func lock(_ shop: Shop, _ body: () async throws -> Void) async throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: shop.folder.path)
        let paths = [shop.folder.path] + names.map { shop.path($0).path }
        for path in paths.reversed() {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            try #require(chmod(path, isFolder.boolValue ? 0o555 : 0o444) == 0)
        }
        defer { for path in paths { chmod(path, 0o755) } }
        try await body()
    }

    @Test func aReadOnlyWorkspaceCanBeReadAndSaysWhyItCannotBeRun() async throws {
        try await Shop.withResults { shop in
            let path = shop.folder.path
            try await lock(shop) {
                for (language, text) in [(Language.english, "cannot be written to"), (.chinese, "无法写入")] {
                    let refused = try await run("run", "-w", path, in: shop, language: language)
                    #expect(refused.code == 77, "\(refused.errors)")
                    #expect(refused.errors.contains(text))
                }
                let list = try await run("segment", "list", "-w", path, in: shop)
                #expect(list.code == 0, "\(list.errors)")
                #expect(list.output.contains("Regulars"))
                let export = try await run("segment", "export", "big", "-w", path, "-o", path + "/x.csv", in: shop)
                #expect(export.code == 77, "\(export.errors)")
                let report = try await run("report", "-w", path, in: shop)
                #expect(report.code == 77, "\(report.errors)")
            }
            #expect(try await shop.rawRows() == 8)
        }
    }

    @Test func anUnreadableFileIsNamed() async throws {
        try await Shop.with { shop in
            chmod(shop.path("orders.csv").path, 0)
            let outcome = try await run("import", "-w", shop.folder.path, in: shop)
            #expect(outcome.code == 77, "\(outcome.errors)")
            #expect(outcome.errors.contains("orders.csv"))
        }
    }
}
