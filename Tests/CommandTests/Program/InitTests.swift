import Domain
import Foundation
import Testing

/// What `covey init` writes and says about the file it was given.
struct InitTests {
    private func files(_ shop: Shop, _ project: String) throws -> String? {
        let text = try String(contentsOf: shop.path(project), encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("    files: ") }
        return line.map { String($0.dropFirst("    files: ".count)).replacing("'", with: "") }
    }

    @Test func filesAreNamedFromTheProjectsFolder() async throws {
        try await Shop.with { shop in
            try FileManager.default.removeItem(at: shop.path("covey.yaml"))
            try FileManager.default.createDirectory(at: shop.path("new/data"), withIntermediateDirectories: true)
            try shop.write(Shop.orders, to: "new/data/orders.csv")
            let absolute = shop.path("new/data/orders.csv").path
            let cases = [
                ("orders.csv", ".", "orders.csv"), ("./new/../orders.csv", ".", "orders.csv"),
                ("new/data/orders.csv", "new", "data/orders.csv"), (absolute, "new", "data/orders.csv"),
                ("orders.csv", "new", "../orders.csv"), ("orders.csv", "a/b/c", "../../../orders.csv"),
                (absolute, "a", "../new/data/orders.csv"),
            ]
            for (file, workspace, expected) in cases {
                let made = try await Covey.run("init", file, "-w", workspace, in: shop.folder)
                #expect(made.code == 0, "\(made.errors)")
                let written = try files(shop, workspace + "/covey.yaml")
                #expect(written == expected, "\(file) for \(workspace)")
                let imported = try await Covey.run("import", "-w", workspace, in: shop.folder)
                #expect(imported.code == 0, "\(imported.errors)")
                try FileManager.default.removeItem(at: shop.path(workspace + "/covey.yaml"))
                try FileManager.default.removeItem(at: shop.path(workspace + "/warehouse.duckdb"))
            }
        }
    }

    @Test(arguments: [
        ("￥%.50", "CNY"), ("%元", "CNY"), ("€ %", "EUR"), ("£%", "GBP"), ("$%", "USD"), ("%", "USD"), ("¥%", "USD"),
    ])
    func theCurrencyThatAmountsAreWrittenWithIsTaken(amount: String, code: String) async throws {
        try await Shop.with { shop in
            let rows = (1...9).map { number in
                "A\(number),C\(number),2026-01-05 10:00:00," + amount.replacing("%", with: "\(number)") + "\n"
            }
            try shop.write("order_id,customer_id,paid_at,amount\n" + rows.joined(), to: "marked.csv")
            let assumed = try await Covey.run("init", "marked.csv", "-w", "new", "--json", in: shop.folder).json()
            #expect(assumed["currency"] as? String == code)
            let text = try String(contentsOf: shop.path("new/covey.yaml"), encoding: .utf8)
            #expect(text.contains("currency: \(code)"))
            let stated = try await Covey.run(
                "init",
                "marked.csv",
                "-w",
                "other",
                "--currency",
                "CHF",
                "--json",
                in: shop.folder
            ).json()
            #expect(stated["currency"] as? String == "CHF")
        }
    }

    @Test func aFolderReachedThroughALinkIsStillTheSameFolder() async throws {
        try await Shop.with { shop in
            try FileManager.default.createDirectory(at: shop.path("deep/shop"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                at: shop.path("link"),
                withDestinationURL: shop.path("deep/shop")
            )
            try shop.write(Shop.orders, to: "deep/orders.csv")
            let made = try await Covey.run("init", "deep/orders.csv", "-w", "link", in: shop.folder)
            #expect(made.code == 0, "\(made.errors)")
            #expect(try files(shop, "link/covey.yaml") == "../orders.csv")
            let imported = try await Covey.run("import", "-w", "link", in: shop.folder)
            #expect(imported.code == 0, "\(imported.errors)")
        }
    }

    @Test(arguments: Language.allCases)
    func aMistypedFileIsNoMatterOfTheProject(language: Language) async throws {
        try await Shop.with { shop in
            try FileManager.default.createDirectory(at: shop.path("exports"), withIntermediateDirectories: true)
            for file in ["nope.csv", "exports"] {
                let made = try await Covey.run("init", file, "-w", "new", in: shop.folder, language: language)
                #expect(made.code == 66)
                #expect(made.errors.contains(file))
                #expect(made.errors.contains(language == .english ? "advice: " : "建议："))
                #expect(!made.errors.contains("covey.yaml") && !made.errors.contains("files"), "\(made.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: shop.path("new").path))
        }
    }

    @Test(arguments: Language.allCases)
    func aMissingFileOfAProjectIs(language: Language) async throws {
        try await Shop.with { shop in
            try FileManager.default.removeItem(at: shop.path("orders.csv"))
            let imported = try await Covey.run("import", in: shop.folder, language: language)
            #expect(imported.code == 66)
            #expect(imported.errors.contains("covey.yaml") && imported.errors.contains("orders"))
        }
    }
}
