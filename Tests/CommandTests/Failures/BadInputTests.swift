import Domain
import Foundation
import Testing

/// What goes wrong for reasons that lie with the user's files: each with a code of its own and a message in both
/// languages that says where.
struct BadInputTests {
    private func expectImport(
        _ shop: Shop,
        fails code: Int32,
        _ english: String,
        _ chinese: String,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        for (language, text) in [(Language.english, english), (.chinese, chinese)] {
            let outcome = try await Covey.run("import", in: shop.folder, language: language)
            #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: location)
            #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: location)
            #expect(outcome.output.isEmpty, sourceLocation: location)
        }
        let json = try await Covey.run("import", "--json", in: shop.folder).json()
        let error = try #require(json["error"] as? [String: Any], sourceLocation: location)
        #expect(error["exit"] as? Int32 == code, sourceLocation: location)
        #expect(try await shop.rawRows() == nil, sourceLocation: location)
    }

    @Test func aFolderWithoutAWorkspace() async throws {
        try await Shop.with { shop in
            for command in [
                ["run"], ["import"], ["segment", "list"], ["query", "select 1"], ["customer", "show", "x"],
            ] {
                let process = try Covey.start(
                    command + ["-w", "nowhere"],
                    in: shop.folder,
                    environment: Covey.environment(.chinese)
                )
                let outcome = try await process.outcome()
                #expect(outcome.code == 66)
                #expect(outcome.errors.contains("nowhere 中没有 covey.yaml"))
            }
        }
    }

    @Test func aWorkspaceThatWasNeverRun() async throws {
        try await Shop.with { shop in
            let outcome = try await Covey.run("segment", "list", in: shop.folder)
            #expect(outcome.code == 66)
            #expect(outcome.errors.contains("covey run"))
        }
    }

    @Test func mistakesInTheProjectFileAreNamedWithLineAndColumn() async throws {
        try await Shop.with { shop in
            try shop.change("currency: CNY", to: "currency: RMB")
            try shop.change("kind: orders", to: "kind: order")
            try await expectImport(shop, fails: 78, "covey.yaml:4:11", "covey.yaml:4:11")
            let outcome = try await Covey.run("run", in: shop.folder)
            #expect(outcome.errors.contains("covey.yaml:8:11"))
        }
    }

    @Test func aMistakeInASegmentIsNamedWithItsPlace() async throws {
        try await Shop.with { shop in
            try shop.write("segment \"x\" {\n  ordrs >= 2\n}", to: "segments/x.segment")
            let unknown = try await Covey.run("run", in: shop.folder)
            #expect(unknown.code == 78)
            #expect(unknown.errors.contains("orders"), "\(unknown.errors)")
            try shop.write("segment \"x\" {\n  orders >> 2\n}", to: "segments/x.segment")
            let syntax = try await Covey.run("run", in: shop.folder, language: .chinese)
            #expect(syntax.code == 78)
            #expect(syntax.errors.contains("x.segment:2:"), "\(syntax.errors)")
        }
    }

    @Test(arguments: Language.allCases)
    func twoSegmentsOfOneNameAreNamedWithTheLinesOfBoth(language: Language) async throws {
        try await Shop.with { shop in
            try shop.write("# 大客户\n\nsegment \"big\" {\n  orders >= 2\n}\n", to: "segments/more.segment")
            let files = try await Covey.run("run", in: shop.folder, language: language)
            #expect(files.code == 78)
            #expect(files.errors.contains("segments/all.segment:5:1"), "\(files.errors)")
            #expect(files.errors.contains("segments/more.segment:3:1"), "\(files.errors)")
            try shop.write(
                "segment a { orders >= 2 }\nsegment b { orders >= 3 }\nsegment a { orders >= 4 }\n",
                to: "segments/more.segment"
            )
            let file = try await Covey.run("run", in: shop.folder, language: language)
            #expect(file.code == 78)
            #expect(file.errors.contains("segments/more.segment:3:1"), "\(file.errors)")
            #expect(file.errors.contains(language == .english ? "line 1" : "第 1 行"), "\(file.errors)")
        }
    }

    @Test func namesThatAreNotThere() async throws {
        try await Shop.withResults { shop in
            let segment = try await Covey.run("segment", "export", "bgi", in: shop.folder)
            #expect(segment.code == 66)
            #expect(segment.errors.contains("“big”"))
            let count = try await Covey.run("segment", "count", "bgi", in: shop.folder, language: .chinese)
            #expect(count.code == 66)
            let customer = try await Covey.run("customer", "show", "nobody", in: shop.folder)
            #expect(customer.code == 66)
            let source = try await Covey.run("import", "order", in: shop.folder)
            #expect(source.code == 66)
            #expect(source.errors.contains("“orders”"))
            let trait = try await Covey.run("segment", "export", "big", "--columns", "citty", in: shop.folder)
            #expect(trait.code == 78)
            #expect(trait.errors.contains("“city”"))
            let condition = try await Covey.run("segment", "count", "orders >> 2", in: shop.folder)
            #expect(condition.code == 78)
        }
    }

    @Test func aMissingFile() async throws {
        try await Shop.with { shop in
            try FileManager.default.removeItem(at: shop.path("orders.csv"))
            try await expectImport(shop, fails: 66, "no file", "找不到文件")
        }
    }

    @Test func anEmptyFile() async throws {
        try await Shop.with { shop in
            try shop.write("", to: "orders.csv")
            try await expectImport(shop, fails: 65, "empty", "空文件")
        }
    }

    @Test(arguments: ["\u{FEFF}", "\n\n\n", "\u{FEFF}\r\n  \r\n", "   "])
    func aFileOfBlankLinesOnly(text: String) async throws {
        try await Shop.with { shop in
            try shop.write(text, to: "orders.csv")
            try await expectImport(shop, fails: 65, "orders.csv is empty: it has blank lines", "orders.csv 是空文件，最多只有空行")
            let begun = try await Covey.run("init", "orders.csv", "-w", "other", in: shop.folder)
            #expect(begun.code == 65 && begun.errors.contains("is empty"), "\(begun.errors)")
        }
    }

    @Test func aFileThatWasNeverWritten() async throws {
        try await Shop.with { shop in
            try shop.write(String(repeating: "\0", count: 1_000), to: "orders.csv")
            try await expectImport(shop, fails: 65, "NUL bytes (1000 in all)", "NUL 字节开头（共 1000 个）")
            let begun = try await Covey.run("init", "orders.csv", "-w", "other", in: shop.folder)
            #expect(begun.code == 65 && begun.errors.contains("NUL"), "\(begun.errors)")
        }
    }

    @Test func aFileWithAHeaderOnly() async throws {
        try await Shop.with { shop in
            try shop.write(String(Shop.orders.prefix { $0 != "\n" }) + "\n", to: "orders.csv")
            try await expectImport(shop, fails: 65, "no rows", "没有数据行")
        }
    }

    @Test func moreRaggedRowsThanTheLimit() async throws {
        try await Shop.with { shop in
            try shop.write(Shop.orders + "A7,x\nA8,y,z\nA9\n", to: "orders.csv")
            try await expectImport(shop, fails: 65, "limit of 10%", "超过上限 10%")
        }
    }

    @Test func fewerRaggedRowsThanTheLimitAreKeptAsideWithTheirLine() async throws {
        try await Shop.with { shop in
            try shop.change("at most 10%", to: "at most 50%")
            try shop.write(Shop.orders + "A7,x\n", to: "orders.csv")
            let outcome = try await Covey.run("import", in: shop.folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("line 10"))
            #expect(try await shop.rawRows() == 8)
        }
    }

    @Test func aQuoteThatIsNeverClosed() async throws {
        try await Shop.with { shop in
            try shop.write(
                Shop.orders + "A7,\"张三,北京,茶叶,2,50.5,2026-01-05 10:00:00\nA8,b,c,d,1,1,2026-01-05 10:00:00\n",
                to: "orders.csv"
            )
            try await expectImport(shop, fails: 65, "quote", "引号")
        }
    }

    @Test func nulBytesBeyondTheLimit() async throws {
        try await Shop.with { shop in
            let row = "A7,张\0三,北\0京,茶叶,2,50.5,2026-01-05 10:00:00\n"
            try shop.write(Shop.orders + row + row + row, to: "orders.csv")
            try await expectImport(shop, fails: 65, "NUL", "NUL")
        }
    }

    @Test func severalEncodingsInOneFile() async throws {
        try await Shop.with { shop in
            // "张三" and "北京" in GBK, among rows in UTF-8.
            let mixed =
                Data("A7,".utf8) + [0xD5, 0xC5, 0xC8, 0xFD] + Data(",".utf8) + [0xB1, 0xB1, 0xBE, 0xA9]
                + Data(",x,2,50.5,2026-01-05 10:00:00\n".utf8)
            try shop.write(Data(Shop.orders.utf8) + mixed + mixed + mixed, to: "orders.csv")
            try await expectImport(shop, fails: 65, "encoding", "编码")
        }
    }

    @Test func aFolderInPlaceOfAFile() async throws {
        try await Shop.with { shop in
            try FileManager.default.removeItem(at: shop.path("orders.csv"))
            try FileManager.default.createDirectory(at: shop.path("orders.csv"), withIntermediateDirectories: true)
            try await expectImport(shop, fails: 66, "is a folder", "是文件夹")
        }
    }

    @Test func aWarehouseThatIsNone() async throws {
        try await Shop.with { shop in
            try shop.write("this is no database, and longer than a header of DuckDB would be", to: "warehouse.duckdb")
            let outcome = try await Covey.run("run", in: shop.folder)
            #expect(outcome.code == 65, "\(outcome.errors)")
            #expect(outcome.errors.contains("is not a DuckDB database"))
        }
    }

    @Test func aLibraryThatIsNotThere() async throws {
        try await Shop.with { shop in
            let outcome = try await Covey.run("run", in: shop.folder, environment: ["COVEY_DEPS": "/nowhere"])
            #expect(outcome.code == 69)
            #expect(outcome.errors.contains("make setup"))
        }
    }

    @Test func aPlaceWhereNoFileCanBeMade() async throws {
        try await Shop.withResults { shop in
            let folder = try await Covey.run("segment", "export", "big", "-o", "segments", in: shop.folder)
            #expect(folder.code == 73)
            let missing = try await Covey.run("report", "-o", "a/b/c.html", in: shop.folder, language: .chinese)
            #expect(missing.code == 73)
            #expect(missing.errors.contains("没有文件夹"))
        }
    }
}
