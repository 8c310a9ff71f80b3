import Domain
import Foundation
import TestSupport
import Testing

/// Priority lists, on the small shop: 张三 is 老客 and big, 李四 is big, 王五 and O'Neil are neither.
struct PriorityTests {
    private func withLists<Success>(_ lists: String, _ body: (Shop) async throws -> Success) async throws -> Success {
        try await Shop.with { shop in
            try shop.change("segments: segments/*.segment", to: lists + "segments: segments/*.segment")
            return try await body(shop)
        }
    }

    private static let levels = """
        priorities:
          level: { segments: [老客, big], otherwise: 其他, title: { en: Level, zh: 层级 } }

        """

    @Test func everyCustomerIsInOneTierAndRulesMayAskForIt() async throws {
        try await withLists(Self.levels) { shop in
            try shop.write(
                """
                segment "second" {
                    level = "big"
                }
                segment "rest" {
                    not level in ("老客", "big")
                }

                """,
                to: "segments/tiers.segment"
            )
            let run = try await Covey.run("run", in: shop.folder)
            #expect(run.code == 0, "\(run.errors)")
            let json = try await Covey.run("segment", "priorities", "--json", in: shop.folder).json()
            let list = try #require((json["lists"] as? [[String: Any]])?.first)
            let tiers = try #require(list["tiers"] as? [[String: Any]])
            #expect(tiers.map { $0["value"] as? String } == ["老客", "big", "其他"])
            #expect(tiers.map { $0["size"] as? Int } == [1, 1, 2])
            #expect(json["customers"] as? Int == 4)
            let sql = "select customer, level from traits order by all"
            let rows = try await Covey.run("query", sql, "--format", "csv", in: shop.folder).output
            #expect(rows == "customer,level\nO'Neil,其他\n张三,老客\n李四,big\n王五,其他\n", "\(rows)")
            let members = "select segment, customer from memberships where segment in ('second', 'rest') order by all"
            let found = try await Covey.run("query", members, "--format", "csv", in: shop.folder).output
            #expect(found == "segment,customer\nrest,O'Neil\nrest,王五\nsecond,李四\n", "\(found)")
            for (rule, size) in [
                ("level = \"老客\"", 1), ("level != \"老客\" and city = \"上海\"", 1), ("level = \"其他\"", 2),
            ] {
                let count = try await Covey.run("segment", "count", rule, "--json", in: shop.folder)
                #expect(count.code == 0, "\(count.errors)")
                #expect(try count.json()["size"] as? Int == size, "\(rule)")
            }
            let screen = try await Covey.run("segment", "priorities", in: shop.folder, language: .chinese)
            #expect(screen.output.contains("层级（level）：共 4 位客户，每位只计一次"), "\(screen.output)")
            let export = try await Covey.run(
                "segment",
                "export",
                "second",
                "--columns",
                "level",
                "-o",
                "s.csv",
                in: shop.folder
            )
            #expect(export.code == 0, "\(export.errors)")
            let page = try String(contentsOf: shop.path("report.html"), encoding: .utf8)
            #expect(page.contains("Level"))
        }
    }

    @Test(arguments: [
        ("level: { segments: [老客, bigg] }", "covey.yaml:24:27", "Did you mean “big”?"),
        ("level: { segments: [老客, big, 老客] }", "covey.yaml:24:32", "stands in the list already"),
        ("city: { segments: [老客] }", "covey.yaml:24:3", "is the name of a trait already"),
        ("level: { segments: [老客], otherwise: 老客 }", "covey.yaml:24:39", "is a segment of the list"),
        ("level: { otherwise: x }", "covey.yaml:24:3", "the key `segments` is missing"),
        ("level: { segments: [] }", "covey.yaml:24:22", "the list is empty"),
    ])
    func mistakesAreSaidWithTheirPlace(entry: String, place: String, words: String) async throws {
        try await withLists("priorities:\n  \(entry)\n") { shop in
            let run = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(run.code == 78 && run.errors.contains(place) && run.errors.contains(words), "\(run.errors)")
            let chinese = try await Covey.run("run", "--no-report", in: shop.folder, language: .chinese)
            #expect(chinese.errors.contains(place) && !chinese.errors.contains(words), "\(chinese.errors)")
        }
    }

    @Test func aListThatDependsOnItselfIsNamedWithTheWay() async throws {
        try await withLists(Self.levels) { shop in
            try shop.write("segment \"老客\" {\n    in segment \"x\"\n}\n", to: "segments/all.segment")
            try shop.write(
                "segment \"big\" {\n    spent > 300\n}\nsegment \"x\" {\n    level = \"big\"\n}\n",
                to: "segments/x.segment"
            )
            let run = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(run.code == 78 && run.errors.contains("level → 老客 → x → level"), "\(run.errors)")
            #expect(run.errors.contains("covey.yaml:24:"))
        }
    }

    @Test func aRuleOfTheWrongTypeIsRefusedInTheListsOwnWords() async throws {
        try await withLists(Self.levels) { shop in
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            let count = try await Covey.run("segment", "count", "level > 3", in: shop.folder)
            #expect(count.code == 78 && count.errors.contains("level"), "\(count.errors)")
            let near = try await Covey.run("segment", "count", "levl = \"big\"", in: shop.folder)
            #expect(near.errors.contains("“level”") || near.errors.contains("level"), "\(near.errors)")
        }
    }
}
