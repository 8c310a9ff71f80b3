import Domain
import Foundation
import TestSupport
import Testing

/// Segments made of others, of lists and of snapshots, on the small shop.
struct SegmentSetTests {
    /// The members of a segment, by the warehouse's own table.
    private func members(_ segment: String, _ shop: Shop) async throws -> [String] {
        let sql = "select customer from memberships where segment = '\(segment)' order by all"
        let rows = try await Covey.run("query", sql, "--format", "csv", in: shop.folder)
        return rows.output.split(separator: "\n").dropFirst().map(String.init)
    }

    private func count(_ text: String, _ shop: Shop) async throws -> Int? {
        let outcome = try await Covey.run("segment", "count", text, "--json", in: shop.folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try outcome.json()["size"] as? Int
    }

    // MARK: Combining

    /// 张三 is in both, 李四 only in big; four customers in all.
    @Test func combinationsHaveTheMembersThatSQLFinds() async throws {
        try await Shop.withResults { shop in
            let cases: [(arguments: [String], sql: String)] = [
                (["--all-of", "老客", "big"], "x.a and x.b"), (["--any-of", "老客", "big"], "x.a or x.b"),
                (["--all-of", "big", "--except", "老客"], "x.b and not x.a"),
                (["--except", "big"], "not x.b"),
                (["--any-of", "老客", "big", "--except", "老客"], "(x.a or x.b) and not x.a"),
            ]
            for (number, test) in cases.enumerated() {
                let name = "组合 \(number)"
                let process = try Covey.start(
                    ["segment", "combine"] + test.arguments + ["--as", name],
                    in: shop.folder,
                    environment: Covey.environment(.english)
                )
                let outcome = try await process.outcome()
                #expect(outcome.code == 0, "\(test): \(outcome.errors)")
                let sql = """
                    select customer from (select customer,
                      customer in (select customer from memberships where segment = '老客') as a,
                      customer in (select customer from memberships where segment = 'big') as b from customers) x
                    where \(test.sql) order by all
                    """
                let expected = try await Covey.run("query", sql, "--format", "csv", in: shop.folder).output
                #expect(try await members(name, shop) == expected.split(separator: "\n").dropFirst().map(String.init))
            }
            let files = cases.indices.map { "segments/组合 \($0).segment" }
            let words = ["segment", "format", "--check"] + files
            let format = try Covey.start(words, in: shop.folder, environment: Covey.environment(.english))
            #expect(try await format.outcome().code == 0)
        }
    }

    @Test func aCombinationFollowsItsParts() async throws {
        try await Shop.withResults { shop in
            let made = try await Covey.run(
                "segment",
                "combine",
                "--all-of",
                "big",
                "--except",
                "老客",
                "--as",
                "大客/新客",
                "--json",
                in: shop.folder
            ).json()
            #expect(made["size"] as? Int == 1 && made["path"] as? String == "segments/大客_新客.segment", "\(made)")
            #expect(made["rule"] as? String == "in segment \"big\" and not in segment \"老客\"")
            try shop.write(Shop.orders + "A7,李四,上海,茶叶,1,49.9,2026-03-01 07:00:00\n", to: "orders.csv")
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            #expect(try await members("大客/新客", shop) == [])
        }
    }

    @Test func mistakesInACombinationAreSaidAndChangeNothing() async throws {
        try await Shop.withResults { shop in
            func run(_ arguments: String..., language: Language = .english) async throws -> Covey.Outcome {
                let words = ["segment", "combine"] + arguments
                let environment = Covey.environment(language)
                return try await Covey.start(words, in: shop.folder, environment: environment).outcome()
            }
            let unknown = try await run("--all-of", "bik", "老客", "--as", "x")
            #expect(unknown.code == 66 && unknown.errors.contains("Did you mean “big”?"), "\(unknown.errors)")
            let taken = try await run("--all-of", "big", "老客", "--as", "老客", language: .chinese)
            #expect(taken.code == 73 && taken.errors.contains("人群“老客”已存在"), "\(taken.errors)")
            #expect(try await run("--all-of", "big", "--as", "x").code == 64)
            #expect(try await run("--all-of", "big", "--except", "big", "--as", "x").code == 64)
            #expect(try await run("--any-of", "big", "老客", "--as", " ").code == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("segments").path) == ["all.segment"])
            try shop.change("segments: segments/*.segment", to: "segments: segments/all.segment")
            let fixed = try await run("--any-of", "big", "老客", "--as", "x")
            #expect(fixed.code == 78 && fixed.errors.contains("segments/*.segment"), "\(fixed.errors)")
        }
    }

    // MARK: Snapshots

    @Test func aSnapshotStaysAsItWasAndCanBeUsedAtOnceLikeAnySegment() async throws {
        try await Shop.withResults { shop in
            let made = try await Covey.run("segment", "snapshot", "big", "--as", "大客户 三月", in: shop.folder)
            #expect(made.code == 0, "\(made.errors)")
            #expect(made.output.contains("2 of 4 customers"), "\(made.output)")
            let list = try String(contentsOf: shop.path("lists/大客户 三月.csv"), encoding: .utf8)
            #expect(list == "customer\n张三\n李四\n")
            #expect(try await count("in segment \"大客户 三月\"", shop) == 2)
            #expect(try await count("in segment \"大客户 三月\" and not in segment \"老客\"", shop) == 1)
            let file = try await Covey.run("segment", "export", "大客户 三月", "-o", "out.csv", in: shop.folder)
            #expect(file.code == 0 && file.output.contains("2"), "\(file.errors)")
            let list2 = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
            let segments = try #require(list2["segments"] as? [[String: Any]])
            #expect(segments.map { $0["size"] as? Int } == [1, 2, 2] && segments.allSatisfy { $0["stale"] == nil })
            let history = try await Covey.run("segment", "history", "大客户 三月", "--json", in: shop.folder).json()
            #expect((history["days"] as? [[String: Any]])?.first?["entered"] as? Int == 2)
            let why = try await Covey.run("segment", "explain", "李四", "大客户 三月", in: shop.folder, language: .chinese)
            #expect(why.output.contains("属于"), "\(why.output)")

            // 王五 becomes big; the snapshot does not change.
            try shop.write(Shop.orders + "A7,王五,广州,茶壶,2,199,2026-03-01 07:00:00\n", to: "orders.csv")
            let run = try await Covey.run("run", in: shop.folder)
            #expect(run.code == 0, "\(run.errors)")
            #expect(try await members("big", shop).count == 3)
            #expect(try await members("大客户 三月", shop) == ["张三", "李四"])
            #expect(try String(contentsOf: shop.path("report.html"), encoding: .utf8).contains("大客户 三月"))
        }
    }

    /// On 10 January 张三 had one order; 李四 and 王五 had none.
    @Test func aSnapshotOfAnEarlierDaySeesNothingThatCameLater() async throws {
        try await Shop.withResults { shop in
            let rule = "did \"Order Completed\""
            for (day, expected) in [("2026-01-10", 1), ("2026-01-20", 2), ("2026-02-11", 3)] {
                let made = try await Covey.run(
                    "segment",
                    "snapshot",
                    rule,
                    "--as",
                    "by \(day)",
                    "--as-of",
                    day,
                    "--json",
                    in: shop.folder
                )
                #expect(made.code == 0, "\(made.errors)")
                let json = try made.json()
                #expect(json["size"] as? Int == expected, "\(json)")
                #expect((json["asOf"] as? String)?.hasPrefix(day) == true)
            }
            let wrong = try await Covey.run(
                "segment",
                "snapshot",
                "big",
                "--as",
                "x",
                "--as-of",
                "yesterday",
                in: shop.folder
            )
            #expect(wrong.code == 64, "\(wrong.errors)")
        }
    }

    /// What was not made leaves nothing behind.
    @Test func aSnapshotThatCannotBeEvaluatedLeavesNoFile() async throws {
        try await Shop.withResults { shop in
            let unknown = try await Covey.run("segment", "snapshot", "bigg", "--as", "x", in: shop.folder)
            #expect(unknown.code == 66)
            try shop.write("segment \"bad\" {\n    nothing = 1\n}\n", to: "segments/bad.segment")
            let failed = try await Covey.run("segment", "snapshot", "bad", "--as", "x", in: shop.folder)
            #expect(failed.code == 78, "\(failed.errors)")
            #expect(!FileManager.default.fileExists(atPath: shop.path("lists/x.csv").path))
            #expect(!FileManager.default.fileExists(atPath: shop.path("segments/x.segment").path))
            // One that has nothing to do with the bad one is made beside it.
            #expect(try await Covey.run("segment", "snapshot", "big", "--as", "x", in: shop.folder).code == 0)
        }
    }

    // MARK: Lists

    /// The text of the next test in GB18030, by Python's `str.encode`.
    private static let gb18030 = Data([
        0xBF, 0xCD, 0xBB, 0xA7, 0xB1, 0xE0, 0xBA, 0xC5, 0x0A, 0xD5, 0xC5, 0xC8, 0xFD, 0x0A, 0xC0, 0xEE, 0xCB, 0xC4,
        0x0A, 0x0A, 0x20, 0xD5, 0xC5, 0xC8, 0xFD, 0x20, 0x0A, 0xC3, 0xBB, 0xD3, 0xD0, 0xB4, 0xCB, 0xC8, 0xCB, 0x0A,
        0x4F, 0x27, 0x4E, 0x65, 0x69, 0x6C, 0x0A,
    ])

    @Test(arguments: ["utf-8", "gb18030", "utf-8 bom", "crlf"])
    func aListIsReadInTheEncodingsThatImportsRead(form: String) async throws {
        try await Shop.withResults { shop in
            let text = "客户编号\n张三\n李四\n\n 张三 \n没有此人\nO'Neil\n"
            let data: Data =
                switch form {
                case "gb18030": Self.gb18030
                case "utf-8 bom": Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
                case "crlf": Data(text.replacing("\n", with: "\r\n").utf8)
                default: Data(text.utf8)
                }
            try shop.write(data, to: "名单.csv")
            let outcome = try await Covey.run(
                "segment",
                "from-file",
                "名单.csv",
                "--as",
                "VIP",
                "--json",
                in: shop.folder
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            let json = try outcome.json()
            #expect(json["heading"] as? String == "客户编号", "\(json)")
            #expect(json["lines"] as? Int == 5 && json["blankLines"] as? Int == 1)
            #expect(json["repeatedLines"] as? Int == 1 && json["unknown"] as? Int == 1)
            #expect(json["unknownExamples"] as? [String] == ["没有此人"])
            #expect(try await members("VIP", shop) == ["O'Neil", "张三", "李四"])
        }
    }

    @Test func aListWithoutAHeaderLosesNobody() async throws {
        try await Shop.withResults { shop in
            try shop.write("张三\n王五\n", to: "a.txt")
            try shop.write("李四;上海\n王五;广州\n", to: "b.csv")
            let first = try await Covey.run("segment", "from-file", "a.txt", "--as", "a", in: shop.folder)
            #expect(first.code == 0 && first.output.contains("no header"), "\(first.output) \(first.errors)")
            #expect(try await members("a", shop) == ["张三", "王五"])
            let several = try await Covey.run(
                "segment",
                "from-file",
                "b.csv",
                "--as",
                "b",
                in: shop.folder,
                language: .chinese
            )
            #expect(several.code == 65 && several.errors.contains("--column"), "\(several.errors)")
            let stated = try await Covey.run(
                "segment",
                "from-file",
                "b.csv",
                "--as",
                "b",
                "--column",
                "1",
                in: shop.folder
            )
            #expect(stated.code == 0, "\(stated.errors)")
            #expect(try await members("b", shop) == ["李四", "王五"])
        }
    }

    /// A customer may be called as a column is.
    @Test func aFirstLineThatIsACustomerIsNoHeader() async throws {
        try await Shop.with { shop in
            try shop.write(Shop.orders + "A8,Member,北京,茶壶,1,19,2026-02-15 20:00:00\n", to: "orders.csv")
            #expect(try await Covey.run("run", "--no-report", in: shop.folder).code == 0)
            try shop.write("Member\n张三\n", to: "a.csv")
            let made = try await Covey.run("segment", "from-file", "a.csv", "--as", "a", "--json", in: shop.folder)
            #expect(try made.json()["lines"] as? Int == 2, "\(made.output) \(made.errors)")
            #expect(try await members("a", shop) == ["Member", "张三"])
        }
    }

    @Test func badListsAreRefusedWithWhatToDo() async throws {
        try await Shop.withResults { shop in
            func run(_ file: String, _ more: String...) async throws -> Covey.Outcome {
                let words = ["segment", "from-file", file, "--as", "x"] + more
                let environment = Covey.environment(.english)
                return try await Covey.start(words, in: shop.folder, environment: environment).outcome()
            }
            #expect(try await run("missing.csv").code == 66)
            try shop.write("customer\n\n  \n", to: "empty.csv")
            #expect(try await run("empty.csv").code == 65)
            try shop.write(Data([0x50, 0x4B, 3, 4, 0, 0]), to: "book.xlsx")
            let book = try await run("book.xlsx")
            #expect(book.code == 65 && book.errors.contains("book.xlsx"), "\(book.errors)")
            try shop.write("name,age\na,1\n", to: "columns.csv")
            let column = try await run("columns.csv", "--column", "nam")
            #expect(column.code == 66 && column.errors.contains("“name”"), "\(column.errors)")
            #expect(!FileManager.default.fileExists(atPath: shop.path("lists").path))
        }
    }

    /// With another list there, the trait is too, and a rule on the missing one would be true of nobody.
    @Test func aRuleOnAMissingListIsAMistakeAndNotAnEmptySegment() async throws {
        try await Shop.withResults { shop in
            for name in ["one", "two"] {
                #expect(try await Covey.run("segment", "snapshot", "老客", "--as", name, in: shop.folder).code == 0)
            }
            let count = try await Covey.run("segment", "count", "lists has any of (\"tow\")", in: shop.folder)
            #expect(count.code == 78 && count.errors.contains("Did you mean “two”?"), "\(count.errors)")
            try FileManager.default.removeItem(at: shop.path("lists/one.csv"))
            let run = try await Covey.run("run", "--no-report", in: shop.folder, language: .chinese)
            #expect(run.code == 78 && run.errors.contains("one.segment:1:1"), "\(run.errors)")
            #expect(run.errors.contains("没有名单“one”"))
            #expect(try await members("one", shop) == ["张三"])
        }
    }

    @Test func aListThatIsEditedIsStaleUntilTheNextRunWhichNamesTheUnknown() async throws {
        try await Shop.withResults { shop in
            #expect(try await Covey.run("segment", "snapshot", "老客", "--as", "kept", in: shop.folder).code == 0)
            try shop.write("customer\n张三\n王五\n赵六\n", to: "lists/kept.csv")
            let list = try await Covey.run("segment", "list", in: shop.folder)
            #expect(list.errors.contains("lists/kept.csv"), "\(list.errors)")
            let run = try await Covey.run("run", "--no-report", in: shop.folder, language: .chinese)
            #expect(run.code == 0 && (run.output + run.errors).contains("赵六"), "\(run.output) \(run.errors)")
            #expect(try await members("kept", shop) == ["张三", "王五"])
            // A list that is gone leaves its segment without the trait: said where the rule stands.
            try FileManager.default.removeItem(at: shop.path("lists/kept.csv"))
            let gone = try await Covey.run("run", "--no-report", in: shop.folder)
            #expect(gone.code == 78 && gone.errors.contains("lists"), "\(gone.errors)")
        }
    }
}
