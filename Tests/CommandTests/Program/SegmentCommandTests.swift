import Domain
import Foundation
import TestSupport
import Testing

/// The commands about segments, on the small shop.
struct SegmentCommandTests {
    @Test func checkSaysWhatAConditionMeansAndNamesEveryMistake() async throws {
        try await Shop.withResults { shop in
            let fine = try await Covey.run("segment", "check", "--json", in: shop.folder).json()
            #expect((fine["segments"] as? [[String: Any]])?.map { $0["name"] as? String } == ["老客", "big"])
            let chinese = try await Covey.run("segment", "check", "orders >= 2", in: shop.folder, language: .chinese)
            #expect(chinese.code == 0 && chinese.output.contains("订单数不少于 2"), "\(chinese.output)")
            try shop.write(
                "segment \"a\" {\n    ordrs >= 2\n}\nsegment \"b\" {\n    spend > 3\n}\n",
                to: "segments/b.segment"
            )
            let wrong = try await Covey.run("segment", "check", in: shop.folder)
            #expect(wrong.code == 78)
            for part in ["ordrs", "orders", "spend", "spent", "b.segment"] {
                #expect(wrong.errors.contains(part), "\(wrong.errors)")
            }
        }
    }

    @Test func formatChangesOnlyHowAFileIsWrittenAndKeepsComments() async throws {
        try await Shop.withResults { shop in
            let text = "# best\nsegment \"老客\" { title en \"Regulars\" zh \"老客户\"\norders>=2 # two\n}\n"
            try shop.write(text, to: "segments/all.segment")
            let differs = try await Covey.run("segment", "format", "--check", in: shop.folder)
            #expect(differs.code != 0)
            #expect(try String(contentsOf: shop.path("segments/all.segment"), encoding: .utf8) == text)
            #expect(try await Covey.run("segment", "format", in: shop.folder).code == 0)
            let formatted = try String(contentsOf: shop.path("segments/all.segment"), encoding: .utf8)
            #expect(formatted.contains("# best") && formatted.contains("orders >= 2") && formatted.contains("# two"))
            #expect(try await Covey.run("segment", "format", "--check", in: shop.folder).code == 0)
        }
    }

    @Test func aMistakeLeavesEveryFileAsItIs() async throws {
        try await Shop.withResults { shop in
            try shop.write("segment \"a\" {orders>=2}\n", to: "segments/1.segment")
            try shop.write("segment \"b\" {orders >>= 2}\n", to: "segments/2.segment")
            let outcome = try await Covey.run("segment", "format", in: shop.folder)
            #expect(outcome.code == 78 && outcome.errors.contains("2.segment:1:"), "\(outcome.errors)")
            #expect(
                try String(contentsOf: shop.path("segments/1.segment"), encoding: .utf8)
                    == "segment \"a\" {orders>=2}\n"
            )
        }
    }

    @Test func explainNamesTheEventsThatDecideAndWhenThatChanges() async throws {
        try await Shop.withResults { shop in
            let json = try await Covey.run(
                "segment",
                "explain",
                "张三",
                "did \"Order Completed\" at least 2 times in last 60 days",
                "--json",
                in: shop.folder
            ).json()
            let segment = try #require((json["segments"] as? [[String: Any]])?.first)
            #expect(segment["isIn"] as? Bool == true)
            // The orders of 5 January and 14 February, as of 1 March: in since the second, out when the first is 60 days old.
            #expect(segment["since"] as? String == "2026-02-14T20:00:00+08:00")
            #expect(segment["changesAt"] as? String == "2026-03-06T10:00:00+08:00")
            let condition = try #require(segment["condition"] as? [String: Any])
            #expect((condition["events"] as? [Any])?.count == 2)
            let screen = try await Covey.run("segment", "explain", "张三", "老客", in: shop.folder, language: .chinese)
            #expect(screen.output.contains("老客户：属于") && screen.output.contains("orders >= 2"), "\(screen.output)")
            let nobody = try await Covey.run("segment", "explain", "张三丰", "老客", in: shop.folder)
            #expect(nobody.code == 66, "\(nobody.errors)")
        }
    }

    @Test func overlapCountsEveryPairAndEveryCombination() async throws {
        try await Shop.withResults { shop in
            let json = try await Covey.run(
                "segment",
                "overlap",
                "老客",
                "big",
                "city = \"北京\"",
                "--json",
                in: shop.folder
            ).json()
            // 张三 ordered twice, for 320 in all, in 北京; 李四 once, for 499.
            #expect(json["common"] as? [[Int]] == [[1, 1, 1], [1, 2, 1], [1, 1, 1]], "\(json)")
            let combinations = try #require(json["combinations"] as? [[String: Any]])
            #expect(combinations.map { $0["count"] as? Int } == [1, 1])
            #expect(try await Covey.run("segment", "overlap", "老客", in: shop.folder).code == 64)
        }
    }

    @Test func historyTellsTheDaysOnWhichCustomersEnteredAndLeft() async throws {
        try await Shop.with { shop in
            let rule = "segment \"fresh\" {\n    did \"Order Completed\" in last 20 days\n}\n"
            try shop.write(rule, to: "segments/all.segment")
            try shop.change("as of: latest", to: "as of: 2026-01-25")
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            try shop.change("as of: 2026-01-25", to: "as of: 2026-02-20")
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            let json = try await Covey.run("segment", "history", "fresh", "--json", in: shop.folder).json()
            let days = try #require(json["days"] as? [[String: Any]]).map { day in
                "\(day["date"] ?? "") +\(day["entered"] ?? "") -\(day["left"] ?? "") =\(day["size"] ?? "")"
            }
            // 张三 was out from 25 January, 10 o'clock; 李四 leaves on 9 February, when her order is 20 days old.
            #expect(
                days == ["2026-01-25 +1 -0 =1", "2026-02-09 +0 -1 =0", "2026-02-11 +1 -0 =1", "2026-02-14 +1 -0 =2"]
            )
            // Nothing new, nothing recorded.
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            let again = try await Covey.run("segment", "history", "fresh", "--json", in: shop.folder).json()
            #expect((again["days"] as? [Any])?.count == 4)
        }
    }

    /// What was known then stays on record beside what is known now.
    @Test func aLateOrderWithdrawsTheExitThatItProvesWrong() async throws {
        try await Shop.with { shop in
            let rule = "segment \"fresh\" {\n    did \"Order Completed\" in last 20 days\n}\n"
            try shop.write(rule, to: "segments/all.segment")
            func run(_ day: String) async throws {
                let text = try String(contentsOf: shop.path("covey.yaml"), encoding: .utf8)
                try shop.write(text.replacing(/as of: .*/, with: "as of: \(day)"), to: "covey.yaml")
                let run = try await Covey.run("run", "--no-report", in: shop.folder)
                #expect(run.code == 0, "\(run.errors)")
            }
            func record() async throws -> [String] {
                let sql = """
                    select "at", entered, recorded_at, withdrawn_at from membership_changes
                    where customer = '李四' order by "at", recorded_at
                    """
                let rows = try await Covey.run("query", sql, "--format", "csv", in: shop.folder).output
                return rows.split(separator: "\n").dropFirst().map(String.init)
            }
            try await run("2026-01-25")
            try await run("2026-02-12")
            let (first, second) = ("2026-01-25T23:59:59.999999+08:00", "2026-02-12T23:59:59.999999+08:00")
            let left = "2026-02-09T11:30:00+08:00"
            #expect(try await record() == ["\(first),true,\(first),", "\(left),false,\(second),"])
            try shop.write(Shop.orders + "A7,李四,上海,茶叶,1,49.9,2026-02-05 09:00:00\n", to: "orders.csv")
            try await run("2026-02-13")
            let third = "2026-02-13T23:59:59.999999+08:00"
            #expect(
                try await record() == [
                    "2026-01-20T11:30:00+08:00,true,\(third),", "\(first),true,\(first),\(third)",
                    "\(left),false,\(second),\(third)",
                ]
            )
        }
    }

    @Test func aSegmentMayAskWhoEnteredAnother() async throws {
        try await Shop.with { shop in
            let rules = """
                segment "asks" {
                    entered segment "fresh" in last 8 days and not left segment "fresh" in last 30 days
                }
                segment "fresh" {
                    did "Order Completed" in last 20 days
                }

                """
            try shop.write(rules, to: "segments/all.segment")
            for day in ["2026-01-25", "2026-02-15"] {
                let text = try String(contentsOf: shop.path("covey.yaml"), encoding: .utf8)
                let changed = text.replacing(/as of: .*/, with: "as of: \(day)")
                try shop.write(changed, to: "covey.yaml")
                let run = try await Covey.run("run", "--no-report", in: shop.folder)
                #expect(run.code == 0, "\(run.errors)")
            }
            let rows = try await Covey.run(
                "query",
                "select segment, customer from memberships order by all",
                "--format",
                "csv",
                in: shop.folder
            )
            #expect(rows.output == "segment,customer\nasks,张三\nasks,王五\nfresh,张三\nfresh,王五\n", "\(rows.output)")
        }
    }
}
