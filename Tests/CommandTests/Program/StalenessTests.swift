import Domain
import Foundation
import Testing

/// Whatever shows results of the last run says when they are out of date, why, and what to run.
struct StalenessTests {
    /// A shop whose results are older than the data: another order was imported after the run.
    private func withNewerData(_ body: (Shop) async throws -> Void) async throws {
        try await Shop.withResults { shop in
            try shop.write(Shop.orders + "A7,李四,上海,茶叶,1,49.9,2026-03-02 11:30:00\n", to: "orders.csv")
            let imported = try await Covey.run("import", in: shop.folder)
            try #require(imported.code == 0, "\(imported.errors)")
            try await body(shop)
        }
    }

    private static let words: [(Language, reason: String, command: String)] = [
        (.english, "data were imported since", "Run: covey run"), (.chinese, "计算之后导入了新数据", "请运行：covey run"),
    ]

    @Test(arguments: [
        ["segment", "list"], ["segment", "export", "老客"], ["segment", "count", "老客"],
        ["segment", "count", "orders >= 2"],
        ["customer", "show", "张三"], ["report"],
    ])
    func everyCommandThatShowsResultsWarns(command: [String]) async throws {
        try await withNewerData { shop in
            for (language, reason, advice) in Self.words {
                let outcome = try await run(command, shop, language)
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(outcome.errors.contains(reason) && outcome.errors.contains(advice), "\(outcome.errors)")
                let quiet = try await run(command + ["--quiet"], shop, language)
                #expect(quiet.errors.contains(reason), "a warning is no remark")
            }
            let json = try await run(command + ["--json"], shop, .english).json()
            let place = (json["segments"] as? [[String: Any]])?.first ?? json
            let stale = try #require((json["stale"] ?? place["stale"]) as? [String: String])
            #expect(stale["en"] == "Data were imported since. Run: covey run")
            #expect(stale["zh"] == "计算之后导入了新数据。请运行：covey run")
            let again = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(again.code == 0)
            let fresh = try await run(command, shop, .english)
            #expect(fresh.errors.isEmpty, "\(fresh.errors)")
        }
    }

    private func run(_ command: [String], _ shop: Shop, _ language: Language) async throws -> Covey.Outcome {
        try await Covey.start(command, in: shop.folder, environment: Covey.environment(language)).outcome()
    }

    @Test func theAdviceNamesTheWorkspace() async throws {
        try await withNewerData { shop in
            let parent = shop.folder.deletingLastPathComponent()
            let name = shop.folder.lastPathComponent
            let outcome = try await Covey.run("segment", "list", "-w", name, in: parent)
            #expect(outcome.errors.contains("Run: covey run -w \(name)"), "\(outcome.errors)")
        }
    }

    @Test(arguments: Language.allCases)
    func theReportAndItsTablesSayIt(language: Language) async throws {
        try await withNewerData { shop in
            let outcome = try await Covey.run("report", "--tables", "tables", in: shop.folder, language: language)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let sentence =
                language == .english
                ? "Data were imported since. Run: covey run" : "计算之后导入了新数据。请运行：covey run"
            let page = try String(contentsOf: shop.path("report.html"), encoding: .utf8)
            // Above everything, and at each segment.
            #expect(page.components(separatedBy: "<p class=\"stale\"").count == 4)
            #expect(page.contains(sentence))
            for table in ["about.csv", "segments.csv"] {
                let text = try String(contentsOf: shop.path("tables/" + table), encoding: .utf8)
                #expect(text.contains(language == .english ? "Out of date" : "已过期"), "\(text)")
                #expect(text.contains(sentence), "\(text)")
            }
        }
    }

    @Test func aFileThatChangedOnDiskIsNoticedBeforeItIsImported() async throws {
        try await Shop.withResults { shop in
            try shop.write(Shop.orders + "A7,李四,上海,茶叶,1,49.9,2026-03-02 11:30:00\n", to: "orders.csv")
            let outcome = try await Covey.run("segment", "export", "老客", in: shop.folder)
            #expect(outcome.errors.lowercased().contains("the file orders.csv was changed since"), "\(outcome.errors)")
            let doctor = try await Covey.run("doctor", in: shop.folder)
            #expect(doctor.code == 0)
            #expect(
                doctor.output.contains("! Warehouse")
                    && doctor.output.lowercased().contains("the file orders.csv was changed since")
            )
        }
    }

    @Test func aChangedTraitMakesAllOfItStaleAndAChangedTitleDoesNot() async throws {
        try await Shop.withResults { shop in
            try shop.change("title: { en: Tea shop, zh: 茶叶店 }", to: "title: Tea\n# a comment")
            try shop.change("{ en: City, zh: 城市 }", to: "{ en: Town, zh: 城市 }")
            let same = try await Covey.run("customer", "show", "张三", in: shop.folder)
            #expect(same.errors.isEmpty, "\(same.errors)")
            try shop.change("sum of revenue of", to: "average of revenue of")
            let other = try await Covey.run("customer", "show", "张三", in: shop.folder)
            #expect(other.errors.contains("settings in covey.yaml were changed since"), "\(other.errors)")
        }
    }

    @Test func aChangedRuleConcernsItsSegmentAndThoseThatReferToIt() async throws {
        try await Shop.with { shop in
            let other = "segment \"other\" {\n  in segment \"big\" and orders >= 1\n}\n"
            try shop.write(Shop.segments + other, to: "segments/all.segment")
            _ = try await Covey.run("run", "--no-report", in: shop.folder)
            try shop.write(
                Shop.segments.replacing("> 300", with: "> 10").replacing("Regulars", with: "Old friends") + other,
                to: "segments/all.segment"
            )
            let list = try await Covey.run("segment", "list", in: shop.folder, environment: ["COLUMNS": "60"])
            #expect(
                list.errors.contains("“big”, “other” are out of date: its rule was changed since."),
                "\(list.errors)"
            )
            let shown = try await Covey.run("customer", "show", "张三", in: shop.folder)
            #expect(
                shown.output.contains("Regulars, Big spenders (out of date), other (out of date)"),
                "\(shown.output)"
            )
            #expect(shown.errors.isEmpty)
            let fresh = try await Covey.run("segment", "export", "老客", in: shop.folder)
            #expect(fresh.errors.isEmpty, "\(fresh.errors)")
            let report = try await Covey.run("report", in: shop.folder)
            #expect(report.errors.contains("“big”, “other” are out of date"), "\(report.errors)")
        }
    }

    @Test func aSizeIsShownWithTheRuleThatItIsOf() async throws {
        try await Shop.withResults { shop in
            try shop.write(Shop.segments.replacing("> 300", with: "> 10"), to: "segments/all.segment")
            let json = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
            let big = try #require((json["segments"] as? [[String: Any]])?.first { $0["name"] as? String == "big" })
            #expect((big["sentence"] as? [String: String])?["en"]?.contains("300") == true)
        }
    }

    @Test func aSegmentThatIsGoneIsExportedWithAWarning() async throws {
        try await Shop.withResults { shop in
            try shop.write("", to: "segments/all.segment")
            let gone = try await Covey.run("segment", "export", "big", in: shop.folder)
            #expect(gone.code == 0)
            #expect(gone.errors.contains("“big” are out of date: it is no longer defined."), "\(gone.errors)")
            try shop.write("segment \"big\" {", to: "segments/all.segment")
            let broken = try await Covey.run("segment", "export", "big", in: shop.folder)
            #expect(broken.code == 0)
            #expect(broken.errors.contains("have a mistake. Run: covey doctor"), "\(broken.errors)")
        }
    }
}
