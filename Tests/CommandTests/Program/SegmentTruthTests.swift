import Domain
import Foundation
import TestSupport
import Testing

/// What a segment's answer must never be: an answer to another question, silently.
struct SegmentTruthTests {
    private static func count(_ text: String, in shop: Shop) async throws -> Int? {
        let outcome = try await Covey.run("segment", "count", text, "--json", in: shop.folder)
        guard outcome.code == 0 else { return nil }
        return try outcome.json()["size"] as? Int
    }

    /// A day as "now" is its last microsecond, at which the record's first entries are.
    @Test func whoEnteredWithTheRunHasEnteredForACountAfterIt() async throws {
        try await Shop.with { shop in
            try shop.change("as of: latest", to: "as of: 2026-03-05")
            try #require(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            #expect(try await Self.count("entered segment \"big\" in last 1 day", in: shop) == 2)
            #expect(try await Self.count("was in segment \"big\" at 2026-03-05", in: shop) == 2)
            // What was before the first run nobody wrote down.
            let before = ["segment", "count", "was in segment \"big\" at 2026-02-20"]
            let answer = try await Covey.run(before, in: shop.folder, language: .chinese)
            #expect(answer.errors.contains("“big”在 2026-03-05"), "\(answer.errors)")
            let json = try await Covey.run(before + ["--json"], in: shop.folder).json()
            #expect((json["recordBegins"] as? [String: String])?["big"]?.hasPrefix("2026-03-05") == true)
        }
    }

    @Test func aCountAfterARefreshIsAsOfTheRefresh() async throws {
        try await Shop.with { shop in
            try shop.change("as of: latest", to: "as of: 2026-03-02")
            try shop.write("segment \"fresh\" { did \"Order Completed\" in last 5 days }", to: "segments/all.segment")
            try #require(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            #expect(try await Self.count("fresh", in: shop) == 1)
            try shop.change("as of: 2026-03-02", to: "as of: 2026-03-20")
            try #require(try await Covey.run("segment", "refresh", in: shop.folder).code == 0)
            #expect(try await Self.count("fresh", in: shop) == 0)
            #expect(try await Self.count("left segment \"fresh\" in last 30 days", in: shop) == 1)
        }
    }

    /// A trait that is not there would count as missing for everybody.
    @Test func aSegmentThatCannotBeEvaluatedIsNoPartOfAnAnswer() async throws {
        try await Shop.with { shop in
            try shop.write(
                "segment \"big\" { spent > 300 }\nsegment \"not big\" { not in segment \"big\" }\n"
                    + "segment \"all\" { orders >= 0 }\n",
                to: "segments/all.segment"
            )
            try #require(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            let spent = "  spent: { value: 'sum of revenue of \"Order Completed\"', title: { en: Spent, zh: 消费额 } }\n"
            try shop.change(spent, to: "")
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 78)
            let questions = [
                ["count", "big"], ["count", "not big"], ["count", "in segment \"not big\""],
                ["diff", "all", "not big"],
                ["overlap", "all", "big"], ["snapshot", "not big", "--as", "x"],
                ["sample", "not big", "--size", "1", "--seed", "a"], ["explain", "张三", "not big"],
                ["check", "in segment \"big\""], ["combine", "--all-of", "big", "--all-of", "all", "--as", "y"],
            ]
            for question in questions {
                let outcome = try await Covey.run(["segment"] + question, in: shop.folder)
                #expect(outcome.code == 78, "\(question): \(outcome.output) \(outcome.errors)")
            }
            for file in ["lists/x.csv", "segments/x.segment", "segments/y.segment"] {
                #expect(!FileManager.default.fileExists(atPath: shop.path(file).path), "\(file)")
            }
            let overlap = try await Covey.run("segment", "overlap", "--json", in: shop.folder).json()
            #expect(overlap["segments"] as? [String] == ["all"] && overlap["stale"] != nil)
        }
    }

    @Test func whatRestsOnARefreshedSegmentIsRefreshedWithIt() async throws {
        try await Shop.with { shop in
            let rest = "segment \"rest\" { not in segment \"big\" }\nsegment \"other\" { orders >= 1 }\n"
            try shop.write("segment \"big\" { spent > 300 }\n" + rest, to: "segments/all.segment")
            try #require(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            try shop.write("segment \"big\" { spent > 1 }\n" + rest, to: "segments/all.segment")
            let outcome = try await Covey.run("segment", "refresh", "big", "--json", in: shop.folder)
            let segments = try #require(outcome.json()["segments"] as? [[String: Any]])
            #expect(segments.compactMap { $0["name"] as? String } == ["big", "rest"])
            #expect(segments.compactMap { $0["size"] as? Int } == [4, 0])
        }
    }

    @Test(arguments: [
        "covey.yaml", "warehouse.duckdb", "segments/all.segment", "lists/a.csv", ".covey/x.csv", "orders.csv",
        "./segments/../covey.yaml",
    ])
    func noResultIsWrittenOverTheWorkspacesOwnFiles(file: String) async throws {
        try await Shop.withResults { shop in
            try FileManager.default.createDirectory(at: shop.path("lists"), withIntermediateDirectories: true)
            let before = try? Data(contentsOf: shop.path(file))
            let questions = [
                ["export", "big"], ["diff", "big", "老客"], ["sample", "big", "--size", "1", "--seed", "a"],
            ]
            for question in questions {
                let arguments = ["segment"] + question + ["--output", shop.path(file).path]
                let outcome = try await Covey.run(arguments, in: shop.folder, language: .chinese)
                #expect(outcome.code == 73 && outcome.errors.contains("工作区自身的文件"), "\(question) \(outcome.errors)")
            }
            #expect(try await Covey.run("report", "--output", shop.path(file).path, in: shop.folder).code == 73)
            #expect((try? Data(contentsOf: shop.path(file))) == before)
        }
    }

    @Test func priorityListsSayThatASegmentOfTheirsIsOutOfDate() async throws {
        try await Shop.with { shop in
            try shop.change(
                "segments: segments/*.segment",
                to: "priorities:\n  level: { segments: [big, 老客] }\nsegments: segments/*.segment"
            )
            try #require(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            try shop.write(Shop.segments.replacing("spent > 300", with: "spent > 1"), to: "segments/all.segment")
            let answer = try await Covey.run("segment", "priorities", "--json", in: shop.folder).json()
            #expect(answer["stale"] != nil)
        }
    }

    @Test func aSpanThatBeginsAfterTheLastRefreshIsRefused() async throws {
        try await Shop.withResults { shop in
            for command in [["diff", "big"], ["migration", "big"]] {
                let outcome = try await Covey.run(["segment"] + command + ["--from", "2027-01-01"], in: shop.folder)
                #expect(outcome.code == 64, "\(command) \(outcome.output)")
            }
        }
    }

    /// What the last run found is there still; nothing new can be found until the mistake is mended.
    @Test func aMistakeInOneFileKeepsNothingFromBeingShown() async throws {
        try await Shop.withResults { shop in
            try shop.write("segment \"broken\" {\n    orders > \n}\n", to: "segments/broken.segment")
            let list = try await Covey.run("segment", "list", "--json", in: shop.folder)
            let segments = try #require(list.json()["segments"] as? [[String: Any]])
            #expect(list.code == 0 && segments.compactMap { $0["size"] as? Int }.sorted() == [1, 2])
            #expect(segments.allSatisfy { $0["stale"] != nil })
            let history = try await Covey.run("segment", "history", "老客", in: shop.folder, language: .chinese)
            #expect(history.code == 0 && history.errors.contains("人群文件有误"), "\(history.errors)")
            let migration = ["segment", "migration", "big", "--from", "2026-01-01"]
            #expect(try await Covey.run(migration, in: shop.folder).code == 0)
            #expect(try await Covey.run("segment", "refresh", in: shop.folder).code == 78)
            #expect(try await Covey.run("segment", "history", "none", in: shop.folder).code == 66)
        }
    }
}
