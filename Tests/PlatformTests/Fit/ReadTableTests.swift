import Domain
import Fitting
import Foundation
import Models
import Platform
import TestSupport
import Testing

/// What models get of files as people have them.
@Suite struct ReadTableTests {
    /// A model of no meaning whose options are those under test.
    private enum AnyModel: TableModel {
        static let name = "any"
        static let purpose = Bilingual(en: "none", zh: "无")
        static let example = "covey fit any file.csv"
        static let options: [FitOption] = [.columns, .target, .customer, .time, .amount]
        static let timeOptions: [FitOption] = [.time]

        static func fit(_ table: DataTable, _: FitOptions) -> (fitted: [String], document: FitDocument) {
            (table.columns.map(\.name), FitDocument(model: name, n: table.rowCount, seed: 1))
        }

        static func predict(_: [String], _ table: DataTable, _: FitOptions) -> [DataColumn] { table.columns }
    }

    private func read(
        _ bytes: [UInt8],
        name: String = "file.csv",
        _ options: [FitOption: String] = [:]
    ) async throws -> ReadTable.Outcome {
        try await TemporaryFolder.with { folder in
            let path = folder.path + "/" + name
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let needs = ColumnNeeds(AnyModel.self, FitOptions(model: "any", options))
            return try await ReadTable(path: path, needs: needs, zone: .gmt, context: ExampleWorkspace.context).run()
        }
    }

    private func read(_ text: String, name: String = "file.csv", _ options: [FitOption: String] = [:]) async throws
        -> ReadTable.Outcome
    {
        try await read(Array(text.utf8), name: name, options)
    }

    @Test func numbersArePlainGroupedOrWithACurrency() async throws {
        let table = try await read("a,b,c\n1,\"￥1,234.50\",-1e3\n2.5,\"$2,000\",7\n,12,1000000000000\n").table
        let (a, b, c) = (try table.numbers("a"), try table.numbers("b"), try table.numbers("c"))
        #expect(Array(a.prefix(2)) == [1, 2.5])
        #expect(a[2].isNaN)
        #expect(b == [1234.5, 2000, 12])
        #expect(c == [-1000, 7, 1e12])
        #expect(table.numericColumns == ["a", "b", "c"])
    }

    @Test func textsThatAreNoDatesAreNamedWithTheirRow() async throws {
        let days = (1...40).map { "c\($0 % 7),2026-03-\(String(10 + $0 % 20))\n" }.joined()
        let outcome = try await read("id,day\n\(days)c1,2026-02-31\nc2,soon\nc3,\n", [.customer: "id", .time: "day"])
        let said = outcome.remarks.map(\.english).joined()
        #expect(
            said.contains("2 texts are no dates") && said.contains("row 41") && said.contains("2026-02-31"),
            "\(said)"
        )
    }

    @Test func aFileOfManyColumnsIsReadWhole() async throws {
        let names = (0..<60).map { "c\($0)" }.joined(separator: ",")
        let rows = (0..<20).map { row in (0..<60).map { String(row * $0 % 17) }.joined(separator: ",") }
        let table = try await read(([names] + rows).joined(separator: "\n") + "\n").table
        #expect(table.numericColumns.count == 60 && table.rowCount == 20)
        #expect(try table.numbers("c59").last == Double(19 * 59 % 17))
    }

    @Test(arguments: ["", "NA", "N/A", "NULL", "NaN", "nan", "缺失", " "])
    func wordsForNothingAreMissing(word: String) async throws {
        let table = try await read("a,b\n1,x\n\(word),\(word)\n3,z\n").table
        #expect(try table.numbers("a").map(\.isNaN) == [false, true, false])
        #expect(try table.categories("b").codes == [0, -1, 1])
    }

    /// What stands around values is looked for in the copy that is read, whatever the file's encoding.
    @Test(arguments: [String.Encoding.utf8, .utf16])
    func valuesAreFreedOfWhatStandsAroundThemInEveryEncoding(encoding: String.Encoding) async throws {
        let text = "城市,编号,数\n 北京 ,\"=\"\"0017\"\"\",1\n\u{3000}上海\u{3000},\t0042\t, 2\n北京,0017,3 \n"
        let table = try await read(Array(try #require(text.data(using: encoding)))).table
        #expect(try table.categories("城市").levels == ["上海", "北京"])
        #expect(try table.categories("编号").levels == ["0017", "0042"])
        #expect(try table.numbers("数") == [1, 2, 3])
    }

    @Test func digitsThatBeginWithZeroAreNames() async throws {
        let table = try await read("id,n\n00042,1\n10000,2\n").table
        #expect(try table.categories("id").levels == ["00042", "10000"])
        // Who asks for numbers gets them all the same.
        #expect(try table.numbers("id") == [42, 10000])
    }

    @Test func aColumnThatNamesCustomersIsTextWhateverItLooksLike() async throws {
        let table = try await read("who,n\n7,1\n8,2\n", [.customer: "who", .columns: "n"]).table
        #expect(try table.categories("who").levels == ["7", "8"])
    }

    @Test func onlyTheColumnsThatAreNamedAreRead() async throws {
        let table = try await read("a,b,c\n1,2,3\n", [.columns: "c, a"]).table
        #expect(table.columns.map(\.name) == ["a", "c"])
    }

    @Test func textAmongNumbersIsSaidWithItsRow() async throws {
        let rows = (1...20).map { $0 == 13 ? "n/k" : String($0) }
        let outcome = try await read("a\n" + rows.joined(separator: "\n") + "\n")
        #expect(outcome.remarks.contains { $0.english.contains("row 13") && $0.english.contains("n/k") })
        #expect(throws: TableError.textInNumbers(column: "a", row: 13, text: "n/k")) { try outcome.table.numbers("a") }
    }

    @Test func whatIsInfiniteIsRefusedByRow() async throws {
        await #expect(throws: ModelError.notFinite(column: "a", row: 2)) { try await read("a,b\n1,2\ninf,3\n") }
        // Among texts it is a word like any other.
        let words = try await read("a,b\nx,2\ninf,3\n").table
        #expect(try words.categories("a").levels == ["inf", "x"])
    }

    @Test func timesAreReadAsImportsReadThem() async throws {
        for text in ["2026-03-01", "20260301", "2026年3月1日", "2026/3/1 00:00"] {
            let table = try await read("t,a\n\(text),1\n", [.time: "t", .columns: "a"]).table
            let instants = try table.instants("t").map { $0?.microseconds }
            #expect(instants == [1_772_323_200_000_000], "\(text)")
        }
    }

    @Test func chineseFilesOfAnOldCodePageAreRead() async throws {
        // 城市,消费 / 北京,1 / 上海,2 in GB 18030.
        let bytes: [UInt8] =
            [0xB3, 0xC7, 0xCA, 0xD0, 0x2C, 0xCF, 0xFB, 0xB7, 0xD1, 0x0A, 0xB1, 0xB1, 0xBE, 0xA9, 0x2C, 0x31, 0x0A]
            + [0xC9, 0xCF, 0xBA, 0xA3, 0x2C, 0x32, 0x0A]
        let table = try await read(bytes).table
        #expect(Set(try table.categories("城市").levels) == ["北京", "上海"])
        #expect(try table.numbers("消费") == [1, 2])
    }

    @Test func alignedTextHasItsColumnsByNumberOrByItsHeader() async throws {
        let bare = try await read(" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n", name: "log.txt")
        #expect(bare.table.columns.map(\.name) == ["1", "2", "3", "4", "5"])
        #expect(try bare.table.numbers("5") == [29.33, 29.73])
        let named = try await read("customer  day\n a  3\n b  4\n", name: "log.txt")
        #expect(try named.table.numbers("day") == [3, 4])
    }

    @Test func aColumnThatIsNotThereIsSaidWithThoseThatAre() async throws {
        await #expect(throws: TableError.noColumn("agee", known: ["age", "city"])) {
            try await read("age,city\n1,x\n", [.columns: "agee"])
        }
    }

    @Test func linesOfAnotherShapeAreCounted() async throws {
        let outcome = try await read("a,b\n1,2\n3,4,5,6\n5,6\n")
        #expect(outcome.table.rowCount == 2)
        #expect(outcome.remarks.contains { $0.english.hasPrefix("1 line") })
    }

    // MARK: Files that cannot be read, and what to do about it without a workspace

    private func refusal(_ text: String, asBaskets: Bool = false, _ options: [FitOption: String] = [:]) async throws
        -> UnusableFile?
    {
        try await TemporaryFolder.with { folder in
            let path = folder.path + "/file.csv"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let needs = ColumnNeeds(AnyModel.self, FitOptions(model: "any", options))
            let reading = ReadTable(path: path, needs: needs, zone: .gmt, context: ExampleWorkspace.context)
            return await #expect(throws: UnusableFile.self) { try await reading.run(asBaskets: asBaskets) }
        }
    }

    @Test func aQuoteThatIsNeverClosedIsRefusedWithItsLine() async throws {
        let rows = (1...400).map { "c\($0),\($0)\n" }
        let text = "id,amount\n" + rows.prefix(5).joined() + "\"c9,7\n" + rows.dropFirst(5).joined()
        let refusal = try await refusal(text, [.customer: "id", .columns: "amount"])
        #expect(refusal?.explanation.english.contains("line 7: a quote is opened and never closed") == true)
        #expect(refusal?.advice?.chinese.contains("引号") == true)
    }

    @Test func aHeaderWithoutRowsIsSaidWithWhatToDo() async throws {
        for options in [[:], [FitOption.columns: "a"], [.time: "b", .columns: "a"]] {
            let refusal = try await refusal("a,b\n", options)
            #expect(refusal?.explanation.english.hasSuffix("has a header but no rows.") == true)
            #expect(refusal?.advice?.english.contains("names of the columns") == true)
            #expect(refusal?.advice?.chinese.contains("列名") == true)
        }
    }

    @Test func datesThatCanBeReadInTwoWaysAskForTheOption() async throws {
        let times: [FitOption: String] = [.time: "t", .columns: "a"]
        let refusal = try await refusal("t,a\n03/04/2026,1\n05/06/2026,2\n", times)
        #expect(
            refusal?.advice?.english
                == "State which it is: --date-format d/M/yyyy or --date-format M/d/yyyy"
        )
        #expect(refusal?.advice?.chinese.contains("--date-format M/d/yyyy") == true)
        #expect(refusal?.advice?.english.contains("covey.yaml") == false)
        let unknown = try await self.refusal("t,a\nMarch,1\nMay,2\n", times)
        #expect(unknown?.advice?.english.contains("--date-format") == true)
    }

    @Test func daysOfTimesWithAnOffsetAreThoseOfTheStatedZone() async throws {
        let text = "t,a\n2026-01-02T07:30:00+08:00,1\n2026-07-01T22:30:00Z,2\n2026-01-02 03:00:00,3\n"
        func days(_ zone: String?) async throws -> (days: [Int64], remarks: [Bilingual]) {
            var options: [FitOption: String] = [.time: "t", .columns: "a"]
            options[.timeZone] = zone
            let read = try await read(text, options)
            return (try read.table.instants("t").map { ($0?.microseconds ?? 0) / 86_400_000_000 }, read.remarks)
        }
        // 1 January, 1 July and 2 January of 2026; and each a day later where the clock is eight hours ahead.
        let plain = try await days(nil)
        #expect(plain.days == [20_454, 20_635, 20_455])
        #expect(plain.remarks.contains { $0.english.contains("--time-zone") })
        let shanghai = try await days("Asia/Shanghai")
        #expect(shanghai.days == [20_455, 20_636, 20_455] && shanghai.remarks.isEmpty)
        // Summer time: half past midnight of 2 July.
        #expect(try await days("Europe/Berlin").days == [20_455, 20_636, 20_455])
        let error = await #expect(throws: TableError.self) { _ = try await days("Shanghai/Asia") }
        #expect(error?.explanation.english.hasPrefix("--time-zone cannot be") == true)
    }

    @Test func aStatedDateFormatIsUsed() async throws {
        let text = "t,a\n03/04/2026,1\n05/06/2026,2\n"
        func days(_ format: String) async throws -> [Int64?] {
            let table = try await read(text, [.time: "t", .columns: "a", .dateFormat: format]).table
            return try table.instants("t").map { $0.map { $0.microseconds / 86_400_000_000 } }
        }
        // 3 April and 5 June against 4 March and 6 May of 2026.
        #expect(try await days("d/M/yyyy") == [20_546, 20_609])
        #expect(try await days("M/d/yyyy") == [20_516, 20_579])
        for wrong in ["nonsense", "", "yyyy-MM-dd"] {
            let error = await #expect(throws: TableError.self) { _ = try await days(wrong) }
            #expect(error?.explanation.english.hasPrefix("--date-format cannot be") == true)
        }
    }
}

/// Files with one basket a line, as people have them.
@Suite struct BasketFileTests {
    private func read(_ bytes: [UInt8]) async throws -> DataTable {
        try await TemporaryFolder.with { folder in
            let path = folder.path + "/shop.basket"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let needs = ColumnNeeds(ItemsetsOnTable.self, FitOptions(model: "itemsets"))
            let reading = ReadTable(path: path, needs: needs, zone: .gmt, context: ExampleWorkspace.context)
            return try await reading.run(asBaskets: true).table
        }
    }

    private func sets(_ text: String) async throws -> [String: Int] {
        let options = FitOptions(model: "itemsets", [.minSupport: "0.1"])
        let sets = try ItemsetsOnTable.fit(try await read(Array(text.utf8)), options).fitted
        return Dictionary(
            uniqueKeysWithValues: (0..<sets.count).map { (sets.names($0).joined(separator: "+"), sets.counts[$0]) }
        )
    }

    private static let expected = ["bread": 2, "milk": 3, "bread+milk": 2]

    @Test(arguments: [
        "milk,bread\nmilk\nbread,milk\n", "milk,bread\r\nmilk\r\nbread,milk", "milk,bread\rmilk\rbread,milk\r",
        "\u{FEFF}milk,bread\nmilk\nbread,milk\n", "\nmilk,bread\n\n  \nmilk\n\nbread,milk\n\n",
        "milk,bread,\nmilk,\nbread,milk,,\n", " milk , bread\n\tmilk\nbread ,milk \n",
        "milk,bread,milk\nmilk,milk\nbread,milk,bread\n", "\"milk\",\"bread\"\nmilk\n\"bread\" , \"milk\"\n",
    ])
    func whateverTheLinesLookLikeTheBasketsAreTheSame(text: String) async throws {
        #expect(try await sets(text) == Self.expected)
    }

    @Test func aCommaInQuotesIsPartOfTheItem() async throws {
        #expect(
            try await sets("\"milk, whole\",bread\n\"milk, whole\"\n") == [
                "milk, whole": 2, "bread": 1, "bread+milk, whole": 1,
            ]
        )
    }

    @Test func anOpenQuoteIsSaidWithItsLine() async throws {
        let error = await #expect(throws: UnusableFile.self) {
            try await read(Array("milk\n\n\"bread,eggs\nmilk\n".utf8))
        }
        #expect(error?.explanation.english.contains("line 3") == true)
        #expect(error?.advice?.english.contains("twice") == true)
    }

    @Test(arguments: [
        ("customer,item\na,milk\nb,bread\n", "--customer customer --item item"),
        ("Order ID;Product Name\n1;milk\n", "--customer \"Order ID\" --item \"Product Name\""),
        ("订单号,商品\n1,牛奶\n1,面包\n", "--customer 订单号 --item 商品"),
        ("\"item\",\"customer\"\nmilk,a\n", "--customer customer --item item"),
        ("name,n\nmilk,1\nbread,2\n", "--customer for who bought"),
    ])
    func aTableWithAHeaderIsNoFileOfBaskets(text: String, advice: String) async throws {
        let error = await #expect(throws: ModelError.self) { try await read(Array(text.utf8)) }
        #expect(error?.advice?.english.contains(advice) == true, "\(String(describing: error?.advice))")
    }

    @Test func basketsOfOneSizeAreNoTable() async throws {
        #expect(try await read(Array("milk,bread\neggs,milk\nbread,eggs\n".utf8)).rowCount == 3)
        #expect(try await read(Array("1,2\n3,4\n1,4\n".utf8)).rowCount == 3)
    }
}
