import Domain
import Foundation
import Testing

@testable import covey

struct CommandTests {
    @Test func initWritesAProjectThatRunsAndSaysWhatItAssumed() async throws {
        try await Shop.with { shop in
            let made = try await Covey.run(
                "init",
                "orders.csv",
                "--workspace",
                "new",
                in: shop.folder,
                language: .chinese
            )
            #expect(made.code == 0, "\(made.errors)")
            #expect(made.output.contains("Asia/Shanghai"))
            #expect(made.output.contains("CNY"))
            #expect(made.output.contains("customer"))
            let run = try await Covey.run("run", "--no-report", "--workspace", "new", in: shop.folder)
            #expect(run.code == 0, "\(run.errors)")
            let again = try await Covey.run("init", "orders.csv", "--workspace", "new", in: shop.folder)
            #expect(again.code == 73)
        }
    }

    @Test func initTakesWhatIsStatedAndTellsAMachineAll() async throws {
        try await Shop.with { shop in
            let made = try await Covey.run(
                "init",
                "orders.csv",
                "-w",
                "new",
                "--timezone",
                "Europe/Paris",
                "--currency",
                "EUR",
                "--json",
                in: shop.folder
            )
            let json = try made.json()
            #expect(json["timeZone"] as? String == "Europe/Paris")
            #expect(json["currencyIsAssumed"] as? Bool == false)
            #expect((json["columns"] as? [Any])?.count == 7)
            let text = try String(contentsOf: shop.path("new/covey.yaml"), encoding: .utf8)
            #expect(text.contains("timezone: Europe/Paris"))
            #expect(text.contains("currency: EUR"))
        }
    }

    @Test func initRefusesAZoneOrCurrencyThatIsNone() async throws {
        try await Shop.with { shop in
            let zone = try await Covey.run(
                "init",
                "orders.csv",
                "-w",
                "n",
                "--timezone",
                "Asia/Shangha",
                in: shop.folder
            )
            #expect(zone.code == 64)
            #expect(zone.errors.contains("Asia/Shanghai"))
            let money = try await Covey.run("init", "orders.csv", "-w", "n", "--currency", "RMB", in: shop.folder)
            #expect(money.code == 64)
            #expect(money.errors.contains("CNY"))
        }
    }

    @Test func aSecondImportFindsNothingToDo() async throws {
        try await Shop.with { shop in
            let first = try await Covey.run("import", "--json", in: shop.folder).json()
            let file = try #require((first["files"] as? [[String: Any]])?.first)
            #expect(file["status"] as? String == "imported")
            #expect(file["rows"] as? Int == 8)
            let second = try await Covey.run("import", in: shop.folder)
            #expect(second.output.contains("unchanged"))
            let chinese = try await Covey.run("import", "orders", in: shop.folder, language: .chinese)
            #expect(chinese.output.contains("无变化"))
            #expect(try await shop.rawRows() == 8)
        }
    }

    @Test(arguments: Language.allCases)
    func aRunFitsOneScreenAndNamesWhatToDoNext(language: Language) async throws {
        try await Shop.with { shop in
            for number in 1...30 {
                try shop.write("segment \"s\(number)\" { orders >= \(number % 4) }", to: "segments/s\(number).segment")
            }
            let outcome = try await Covey.run(
                "run",
                in: shop.folder,
                language: language,
                environment: ["COLUMNS": "80"]
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.count <= 23)
            for line in lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
            #expect(outcome.output.contains("report.html"))
            #expect(lines.count { $0.hasPrefix(" covey ") } == 3)
            #expect(outcome.output.contains(language == .english ? "more: covey segment list" : "个：covey segment list"))
            #expect(outcome.output.contains(language == .english ? "Tea shop" : "茶叶店"))
            #expect(!outcome.output.contains("\u{1B}"))
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test func theCommandsThatARunNamesWork() async throws {
        try await Shop.with { shop in
            let outcome = try await Covey.run("run", "--no-report", "--workspace", ".", in: shop.folder)
            let commands = outcome.output.split(separator: "\n").filter { $0.hasPrefix(" covey ") }
            #expect(commands.count == 3)
            for command in commands {
                let path = try Covey.executable().deletingLastPathComponent().path
                let shell = try RunningCovey(
                    ["/bin/sh", "-c", String(command)],
                    in: shop.folder,
                    environment: Covey.environment(.english, ["PATH": path + ":/usr/bin:/bin"])
                )
                let result = try await shell.outcome()
                #expect(result.code == 0, "\(command): \(result.errors)")
            }
        }
    }

    @Test func aRunTellsAMachineEverything() async throws {
        try await Shop.with { shop in
            let json = try await Covey.run("run", "--json", in: shop.folder).json()
            #expect(json["customers"] as? Int == 4)
            #expect((json["segments"] as? [Any])?.count == 2)
            #expect(json["currency"] as? String == "CNY")
            #expect((json["report"] as? String)?.hasSuffix("report.html") == true)
            let source = try #require((json["sources"] as? [[String: Any]])?.first)
            #expect(source["kept"] as? Int == 6)
        }
    }

    @Test func segmentsAreListedWithTheirSizesAndMeaning() async throws {
        try await Shop.withResults { shop in
            let english = try await Covey.run("segment", "list", in: shop.folder)
            #expect(english.output.contains("Regulars"))
            #expect(english.output.contains("25.0%"))
            let chinese = try await Covey.run("segment", "list", in: shop.folder, language: .chinese)
            #expect(chinese.output.contains("大客户"))
            #expect(!chinese.output.contains("Customers"))
            try shop.write(Shop.segments.replacing("> 300", with: "> 10"), to: "segments/all.segment")
            let changed = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
            let segments = try #require(changed["segments"] as? [[String: Any]])
            #expect(segments.count == 2)
            #expect(segments.first { $0["name"] as? String == "big" }?["stale"] != nil)
            #expect(segments.first { $0["name"] as? String == "老客" }?["stale"] == nil)
        }
    }

    @Test func aConditionOrANameIsCounted() async throws {
        try await Shop.withResults { shop in
            let english = try await Covey.run("segment", "count", "orders >= 2", in: shop.folder)
            #expect(english.output.contains("1 of 4 customers (25.0%)"))
            let chinese = try await Covey.run("segment", "count", "老客", in: shop.folder, language: .chinese)
            #expect(chinese.output.contains("4 位客户中有 1 位（25.0%）"))
            let json = try await Covey.run("segment", "count", "city = \"上海\"", "--json", in: shop.folder).json()
            #expect(json["size"] as? Int == 1)
        }
    }

    @Test func membersAreExportedInEveryFormat() async throws {
        try await Shop.withResults { shop in
            let csv = try await Covey.run("segment", "export", "老客", in: shop.folder)
            #expect(csv.code == 0, "\(csv.errors)")
            let bytes = try Data(contentsOf: shop.path("老客.csv"))
            // Without the mark, Excel reads Chinese in the machine's old code page.
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF] + Array("customer,city,orders,spent".utf8)))
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("张三,北京,2,"))
            let lines = try await Covey.run(
                "segment",
                "export",
                "big",
                "-o",
                "big.jsonl",
                "--columns",
                "city",
                "--json",
                in: shop.folder
            )
            #expect(try lines.json()["members"] as? Int == 2)
            let first = try String(contentsOf: shop.path("big.jsonl"), encoding: .utf8).split(separator: "\n")[0]
            let object = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: String]
            #expect(object?.keys.sorted() == ["city", "customer"])
            _ = try await Covey.run("segment", "export", "big", "--output", "b.parquet", in: shop.folder)
            #expect(try Data(contentsOf: shop.path("b.parquet")).starts(with: Array("PAR1".utf8)))
        }
    }

    @Test func textsThatASpreadsheetWouldRunAreDefusedUnlessTheyAreWantedRaw() async throws {
        try await Shop.with { shop in
            let cities = ["=1+1", "+86", "-5", "@SUM(A1)", "\tx", "＝1", "北京", "a=b"]
            let rows = cities.enumerated().map { "Z\($0),-\($0),\"\($1)\",茶壶,3,199,2026-02-11 09:15:00\n" }
            try shop.write(Shop.orders + rows.joined(), to: "orders.csv")
            _ = try await Covey.run("run", "--no-report", in: shop.folder)
            let csv = try await Covey.run("segment", "export", "big", "-o", "b.csv", in: shop.folder)
            #expect(csv.code == 0, "\(csv.errors)")
            let text = try String(contentsOf: shop.path("b.csv"), encoding: .utf8)
            // A tab at the beginning is trimmed by the import.
            for cell in [
                "'-0,'=1+1,1,", "'-1,'+86,1", "'-2,'-5,1", "'-3,'@SUM(A1),1", "'-4,x,1", "'-5,'＝1,1", "'-7,a=b,1",
            ] {
                #expect(text.contains("\n" + cell), "\(cell) in \(text)")
            }
            let raw = try await Covey.run("segment", "export", "big", "-o", "r.csv", "--raw", in: shop.folder)
            #expect(raw.code == 0, "\(raw.errors)")
            let asIs = try String(contentsOf: shop.path("r.csv"), encoding: .utf8)
            for cell in ["-0,=1+1,1,", "-1,+86,1", "-2,-5,1"] { #expect(asIs.contains("\n" + cell), "\(asIs)") }
            _ = try await Covey.run("segment", "export", "big", "-o", "r.jsonl", in: shop.folder)
            #expect(try String(contentsOf: shop.path("r.jsonl"), encoding: .utf8).contains("\"=1+1\""))
        }
    }

    @Test func negativeNumbersAreExportedAsNumbers() async throws {
        try await Shop.with { shop in
            try shop.write(Shop.orders + "A8,王五,广州,茶壶,1,-250,2026-02-13 09:15:00\n", to: "orders.csv")
            try shop.change("spent: {", to: "back: { value: 'sum of revenue of \"Order Returned\"' }\n  spent: {")
            try shop.write("segment \"all\" { orders >= 0 }", to: "segments/more.segment")
            _ = try await Covey.run("run", "--no-report", in: shop.folder)
            _ = try await Covey.run("segment", "export", "all", in: shop.folder)
            let text = try String(contentsOf: shop.path("all.csv"), encoding: .utf8)
            #expect(text.contains("王五,广州,1,-250.0000,"), "\(text)")
        }
    }

    @Test func aCustomerIsShownWithTraitsSegmentsAndEvents() async throws {
        try await Shop.withResults { shop in
            let english = try await Covey.run("customer", "show", "张三", in: shop.folder)
            #expect(english.output.contains("¥320.00"))
            #expect(english.output.contains("Regulars, Big spenders"))
            let chinese = try await Covey.run(
                "customer",
                "show",
                "张三",
                "--events",
                "1",
                in: shop.folder,
                language: .chinese
            )
            #expect(chinese.output.contains("订单数"))
            #expect(chinese.output.contains("最近 1 条事件（共 5 条）"))
            let json = try await Covey.run("customer", "show", "O'Neil", "--json", in: shop.folder).json()
            #expect((json["traits"] as? [String: Any])?["orders"] as? Int == 1)
            #expect((json["events"] as? [Any])?.count == 2)
        }
    }

    @Test func theReportIsWrittenWhereAndHowItIsWanted() async throws {
        try await Shop.withResults { shop in
            let report = try await Covey.run(
                "report",
                "--output",
                "r.html",
                "--language",
                "zh",
                "--json",
                in: shop.folder
            )
            #expect(report.code == 0, "\(report.errors)")
            #expect(try report.json()["path"] as? String == "r.html")
            let page = try String(contentsOf: shop.path("r.html"), encoding: .utf8)
            #expect(page.contains("lang=\"zh"))
            let english = try await Covey.run("report", in: shop.folder)
            #expect(english.output.contains("report.html"))
        }
    }

    @Test func aDoctorSaysWhatIsWrongAndWhatIsNot() async throws {
        try await Shop.withResults { shop in
            let well = try await Covey.run("doctor", in: shop.folder, language: .chinese)
            #expect(well.code == 0)
            #expect(well.output.contains("✓ 数据仓库"))
            let json = try await Covey.run("doctor", "--json", in: shop.folder).json()
            #expect((json["findings"] as? [[String: Any]])?.count == 6)
            let ill = try await Covey.run("doctor", in: shop.folder, environment: ["COVEY_DEPS": "/nowhere"])
            #expect(ill.code == 69)
            #expect(ill.output.contains("✗"))
            let machine = try await Covey.run(
                "doctor",
                "--json",
                in: shop.folder,
                environment: ["COVEY_DEPS": "/nowhere"]
            )
            #expect(machine.code == 69)
            #expect(try machine.json()["findings"] != nil)
        }
    }
}
