import Domain
import Foundation
import TestSupport
import Testing

/// The commands about memberships over time, on the small shop.
struct MembershipCommandTests {
    private static let fresh = "segment \"fresh\" {\n    did \"Order Completed\" in last 5 days\n}\n"

    private static func lookBack(_ shop: Shop, to day: String) throws {
        let text = try String(contentsOf: shop.path("covey.yaml"), encoding: .utf8)
        try shop.write(text.replacing(/as of: .*/, with: "as of: \(day)"), to: "covey.yaml")
    }

    /// A shop whose segments were found at the end of 1 January, and at that of 28 February.
    private static func withTwoRuns<Success>(
        _ segments: String,
        _ body: (Shop) async throws -> Success
    ) async throws -> Success {
        try await Shop.with { shop in
            try shop.write(segments, to: "segments/all.segment")
            for day in ["2026-01-01", "2026-02-28"] {
                try lookBack(shop, to: day)
                let run = try await Covey.run("run", "--no-report", in: shop.folder)
                try #require(run.code == 0, "\(run.errors)")
            }
            return try await body(shop)
        }
    }

    // MARK: In passing

    @Test func whoEntersAndLeavesBetweenTwoRunsIsOnRecord() async throws {
        try await Self.withTwoRuns(Self.fresh) { shop in
            let json = try await Covey.run("segment", "history", "fresh", "--json", in: shop.folder).json()
            let days = try #require(json["days"] as? [[String: Any]]).map { day in
                "\(day["date"] ?? "") +\(day["entered"] ?? "") -\(day["left"] ?? "") =\(day["size"] ?? "")"
            }
            // Orders of 5 and 20 January, 11 and 14 February; each is in for five days.
            #expect(
                days == [
                    "2026-01-05 +1 -0 =1", "2026-01-10 +0 -1 =0", "2026-01-20 +1 -0 =1", "2026-01-25 +0 -1 =0",
                    "2026-02-11 +1 -0 =1", "2026-02-14 +1 -0 =2", "2026-02-16 +0 -1 =1", "2026-02-19 +0 -1 =0",
                ]
            )
        }
    }

    @Test func refreshFollowsTheClockWithoutARun() async throws {
        try await Self.withTwoRuns(Self.fresh) { shop in
            try Self.lookBack(shop, to: "2026-03-03")
            let outcome = try await Covey.run("segment", "refresh", "--json", in: shop.folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let segment = try #require((outcome.json()["segments"] as? [[String: Any]])?.first)
            #expect(segment["size"] as? Int == 1 && segment["entered"] as? Int == 1 && segment["left"] as? Int == 0)
            #expect(segment["since"] as? String == "2026-02-28T23:59:59.999999+08:00")
            #expect(outcome.errors.contains("2026-02-28"), "\(outcome.errors)")
            try Self.lookBack(shop, to: "2026-03-20")
            let chinese = try await Covey.run("segment", "refresh", "fresh", in: shop.folder, language: .chinese)
            #expect(chinese.code == 0 && chinese.output.contains("离开"), "\(chinese.output)")
            let unknown = try await Covey.run("segment", "refresh", "frsh", in: shop.folder)
            #expect(unknown.code == 66 && unknown.errors.contains("“fresh”"), "\(unknown.errors)")
        }
    }

    // MARK: Failures

    private static let broken = """
        segment "老客" {
            title en "Regulars" zh "老客户"
            orders >= 1
        }
        segment "big" {
            title en "Big spenders" zh "大客户"
            spendings > 300
        }
        segment "rich" {
            in segment "big"
        }

        """

    @Test(arguments: ["refresh", "run"])
    func aSegmentThatFailsKeepsItsMembersAndTheOthersGoOn(command: String) async throws {
        try await Shop.withResults { shop in
            try shop.write(Self.broken, to: "segments/all.segment")
            let words = command == "run" ? ["run", "--no-report"] : ["segment", "refresh"]
            let outcome = try await Covey.run(words + ["--json"], in: shop.folder)
            #expect(outcome.code == 78)
            #expect(outcome.errors.contains("“big” was not refreshed"), "\(outcome.errors)")
            let list = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
            let segments = try #require(list["segments"] as? [[String: Any]])
            // Four customers have an order; two had spent more than 300 when the rule could be read.
            #expect(segments.map { $0["size"] as? Int } == [4, 2, nil], "\(segments)")
            let reasons = segments.map { ($0["stale"] as? [String: String])?["en"] ?? "" }
            #expect(
                reasons[0].isEmpty && reasons[1].contains("spendings") && reasons[2].contains("“big”"),
                "\(reasons)"
            )
            // Mended, it is as any other.
            try shop.write(Shop.segments, to: "segments/all.segment")
            #expect(try await Covey.run(words, in: shop.folder).code == 0)
            let mended = try await Covey.run("segment", "list", in: shop.folder)
            #expect(mended.errors.isEmpty && !mended.output.contains("Out of date"), "\(mended.output)")
        }
    }

    /// Wherever somebody may see the segment, also with few words around.
    @Test(arguments: Language.allCases)
    func everyPlaceSaysThatARefreshFailed(language: Language) async throws {
        try await Shop.withResults { shop in
            try shop.write(Self.broken, to: "segments/all.segment")
            _ = try await Covey.run("segment", "refresh", in: shop.folder)
            let reason = language == .english ? "its refresh failed" : "刷新失败"
            for words in [
                ["segment", "list"], ["segment", "show", "big"], ["segment", "export", "big"],
                ["segment", "history", "big"], ["segment", "diff", "big", "--from", "2026-02-01"],
                ["segment", "migration", "big", "--from", "2026-02-01"],
            ] {
                let outcome = try await Covey.run(words + ["--quiet"], in: shop.folder, language: language)
                #expect(outcome.code == 0, "\(words): \(outcome.errors)")
                #expect(
                    outcome.errors.contains(reason) && outcome.errors.contains("spendings"),
                    "\(words): \(outcome.errors)"
                )
            }
            let customer = try await Covey.run("customer", "show", "李四", in: shop.folder, language: language)
            #expect(customer.output.contains(language == .english ? "(out of date)" : "（已过期）"), "\(customer.output)")
            let json = try await Covey.run("customer", "show", "李四", "--json", in: shop.folder).json()
            let segments = try #require(json["segments"] as? [[String: Any]])
            #expect(segments.contains { "\($0["stale"] ?? "")".contains("spendings") }, "\(segments)")
            let report = try await Covey.run("report", "--tables", "tables", in: shop.folder, language: language)
            #expect(report.code == 0, "\(report.errors)")
            let table = try String(contentsOf: shop.path("tables/segments.csv"), encoding: .utf8)
            #expect(table.lowercased().contains(reason), "\(table)")
            let doctor = try await Covey.run("doctor", in: shop.folder, language: language)
            #expect(doctor.output.contains("“big”"), "\(doctor.output)")
            // What is evaluated anew cannot be, and says so.
            for words in [["count", "big"], ["overlap", "big", "老客"], ["diff", "big", "老客"]] {
                let outcome = try await Covey.run(["segment"] + words, in: shop.folder, language: language)
                #expect(outcome.code == 78 && outcome.errors.contains("spendings"), "\(words): \(outcome.errors)")
            }
        }
    }

    // MARK: Between two days

    private static let halves = """
        segment "once" {
            did "Order Completed" exactly 1 time
        }
        segment "more" {
            did "Order Completed" at least 2 times
        }
        segment "any" {
            did "Order Completed"
        }

        """

    @Test func migrationSaysWhereCustomersWent() async throws {
        try await Self.withTwoRuns(Self.halves) { shop in
            let json = try await Covey.run(
                "segment",
                "migration",
                "once",
                "more",
                "--from",
                "2026-01-31",
                "--json",
                in: shop.folder
            ).json()
            let flows = try #require(json["flows"] as? [[String: Any]]).filter { $0["customers"] as? Int != 0 }
            let told = flows.map { "\($0["from"] ?? "-") > \($0["to"] ?? "-"): \($0["customers"] ?? "")" }
            // 张三 ordered again on 14 February, 李四 did not, 王五 came on the 11th.
            #expect(told.sorted() == ["- > once: 1", "once > more: 1", "once > once: 1"], "\(told)")
            let screen = try await Covey.run(
                "segment",
                "migration",
                "any",
                "more",
                "--from",
                "2026-01-31",
                "--to",
                "2026-02-20",
                in: shop.folder,
                language: .chinese
            )
            #expect(screen.code == 0 && screen.output.contains("同属多个人群：起始日 0 位，截止日 1 位"), "\(screen.output)")
            let later = try await Covey.run(
                "segment",
                "migration",
                "any",
                "--from",
                "2026-01-31",
                "--to",
                "2027-01-01",
                in: shop.folder
            )
            #expect(later.code == 64 && later.errors.contains("2027-01-01"), "\(later.errors)")
            let early = try await Covey.run("segment", "migration", "any", "--from", "2025-01-31", in: shop.folder)
            #expect(early.errors.contains("Nothing is on record of “any” before"), "\(early.errors)")
            #expect(try await Covey.run("segment", "migration", "any", in: shop.folder).code == 64)
        }
    }

    @Test func diffNamesWhoLeftStayedAndEntered() async throws {
        try await Self.withTwoRuns(Self.halves) { shop in
            let json = try await Covey.run(
                "segment",
                "diff",
                "once",
                "--from",
                "2026-01-31",
                "--output",
                "moved.csv",
                "--json",
                in: shop.folder
            ).json()
            let groups = try #require(json["groups"] as? [[String: Any]])
            #expect(groups.map { $0["group"] as? String } == ["left", "stayed", "entered"])
            #expect(groups.map { $0["examples"] as? [String] } == [["张三"], ["李四"], ["王五"]], "\(groups)")
            let file = try String(contentsOf: shop.path("moved.csv"), encoding: .utf8)
            #expect(file.hasPrefix("customer,group,city,orders,spent"), "\(file)")
            for line in ["张三,left,北京", "李四,stayed,上海", "王五,entered,广州"] {
                #expect(file.contains(line), "\(file)")
            }
            let two = try await Covey.run("segment", "diff", "any", "more", "--json", in: shop.folder).json()
            #expect((two["groups"] as? [[String: Any]])?.map { $0["customers"] as? Int } == [2, 1, 0], "\(two)")
            #expect(try await Covey.run("segment", "diff", "any", in: shop.folder).code == 64)
        }
    }

    // MARK: As of

    @Test func aRuleOfTodayIsCountedAsOfAnEarlierDay() async throws {
        try await Shop.withResults { shop in
            func count(_ rule: String, _ day: String) async throws -> [String: Any] {
                try await Covey.run("segment", "count", rule, "--as-of", day, "--json", in: shop.folder).json()
            }
            // The computed trait is that of the day: 张三 ordered again on 14 February.
            #expect(try await count("orders >= 2", "2026-02-13")["size"] as? Int == 0)
            let later = try await count("老客", "2026-02-14")
            #expect(later["size"] as? Int == 1 && later["currentTraits"] as? [String] == [], "\(later)")
            #expect(later["asOf"] as? String == "2026-02-14T23:59:59.999999+08:00")
            let zoned = "2026-02-13T23:00:00+08:00"
            #expect(try await count("did \"Order Completed\" in last 3 days", zoned)["size"] as? Int == 1)
            let file = try await Covey.run("segment", "export", "big", "--as-of", "2026-01-31", in: shop.folder)
            #expect(file.code == 0, "\(file.errors)")
            let text = try String(contentsOf: shop.path("big.csv"), encoding: .utf8)
            // 李四 had spent 499; 张三 had not yet.
            #expect(text.contains("李四") && !text.contains("张三"), "\(text)")
            let ahead = try await Covey.run("segment", "count", "big", "--as-of", "2027-01-01", in: shop.folder)
            #expect(ahead.code == 64, "\(ahead.errors)")
            let wrong = try await Covey.run("segment", "count", "big", "--as-of", "soon", in: shop.folder)
            #expect(wrong.code == 64, "\(wrong.errors)")
        }
    }

    /// A rule in another zone reads the traits of today, and says so.
    @Test func anAnswerAboutThePastNamesTheTraitsThatAreOfToday() async throws {
        try await Shop.with { shop in
            let zoned = "segment \"zoned\" {\n    timezone \"Europe/London\"\n    orders >= 2\n}\n"
            try shop.write(zoned, to: "segments/all.segment")
            _ = try await Covey.run("run", "--no-report", in: shop.folder)
            let outcome = try await Covey.run(
                "segment",
                "count",
                "zoned",
                "--as-of",
                "2026-01-31",
                in: shop.folder,
                language: .chinese
            )
            #expect(outcome.code == 0 && outcome.errors.contains("取今天的值，而非当时的值：orders"), "\(outcome.errors)")
        }
    }

    // MARK: One segment

    @Test func showTellsWhatASegmentIsAndWhatTheClockWillChange() async throws {
        let rules = Self.fresh + "segment \"asks\" {\n    in segment \"fresh\" and orders >= 1\n}\n"
        try await Shop.with { shop in
            try shop.write(rules, to: "segments/all.segment")
            for day in ["2026-01-01", "2026-02-15"] {
                try Self.lookBack(shop, to: day)
                _ = try await Covey.run("run", "--no-report", in: shop.folder)
            }
            let json = try await Covey.run("segment", "show", "fresh", "--json", in: shop.folder).json()
            #expect(json["size"] as? Int == 2 && json["usedBy"] as? [String] == ["asks"], "\(json)")
            let periods = try #require(json["periods"] as? [[String: Any]])
            #expect(
                periods.last.map { [$0["sizeBefore"], $0["entered"], $0["left"]].map { $0 as? Int } } == [0, 2, 0]
            )
            let ahead = try #require(json["ahead"] as? [String: Any])
            // Both leave on the fifth day after their orders; the first of them by the order of 11 February, 9:15.
            #expect(ahead["leaving"] as? Int == 2 && ahead["entering"] as? Int == 0, "\(ahead)")
            #expect(ahead["first"] as? String == "2026-02-16T09:15:00+08:00")
            let screen = try await Covey.run("segment", "show", "asks", in: shop.folder, language: .chinese)
            #expect(screen.code == 0 && screen.output.contains("引用：fresh"), "\(screen.output)")
            let unknown = try await Covey.run("segment", "show", "frsh", in: shop.folder)
            #expect(unknown.code == 66 && unknown.errors.contains("“fresh”"), "\(unknown.errors)")
        }
    }
}
