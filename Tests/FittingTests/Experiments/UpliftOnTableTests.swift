import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct UpliftOnTableTests {
    private static func table(_ count: Int = 1_200, order: ((Int) -> Int)? = nil) -> DataTable {
        var random = SplittableRandom(seed: 31)
        var rows: [(x: Double, kind: String, mailed: String, bought: String?)] = []
        for index in 0..<count {
            let x = Normal.standard.sample(using: &random)
            let kind = ["a", "b", "c"][random.index(below: 3)]
            let isMailed = random.uniform() < 0.5
            let eta = -1 + (kind == "b" ? 0.5 : 0) + (isMailed ? 1.2 * x : 0)
            let bought = random.uniform() < 1 / (1 + exp(-eta))
            rows.append((x, kind, isMailed ? "mail" : "control", index == 7 ? nil : bought ? "yes" : "no"))
        }
        let order = order.map { order in (0..<count).map(order) } ?? Array(0..<count)
        return DataTable(
            name: "campaign.csv",
            [
                DataColumn("x", numbers: order.map { rows[$0].x }),
                DataColumn("kind", texts: order.map { rows[$0].kind }),
                DataColumn("mailed", texts: order.map { rows[$0].mailed }),
                DataColumn("bought", texts: order.map { rows[$0].bought }),
            ]
        )
    }

    private static func options(_ more: [FitOption: String] = [:]) -> FitOptions {
        FitOptions(model: "uplift", [.target: "bought", .treatment: "mailed"].merging(more) { $1 })
    }

    private static func field(_ document: FitDocument, _ name: String) -> FitValue? {
        document.own.first { $0.name == name }?.value
    }

    private static func number(_ value: FitValue?) -> Double {
        if case .number(let number) = value { number } else { .nan }
    }

    @Test(arguments: ["two-model", "transformed"])
    func aCampaignWhoseMailMovesSomeIsRead(_ method: String) throws {
        let table = Self.table()
        let (fitted, document) = try UpliftOnTable.fit(table, Self.options([.method: method]))
        #expect(document.n == 1_199 && document.rowsLeftOut == 1)
        #expect(Self.field(document, "treated") == .text("mail"))
        #expect(Self.number(Self.field(document, "qini")) > 0.02)
        guard case .list(let deciles) = Self.field(document, "deciles") else {
            Issue.record("no deciles")
            return
        }
        #expect(deciles.count == 10)
        #expect(document.figures.count == 2 && document.tables.count == 2)
        let columns = try UpliftOnTable.predict(fitted, table, FitOptions())
        #expect(columns.map(\.name).first == "uplift" && columns.count == (method == "two-model" ? 3 : 1))
        let uplift = columns[0].numbers
        try #require(uplift.count == table.rowCount)
        let x = try table.numbers("x")
        let high = uplift.indices.filter { x[$0] > 1 }.map { uplift[$0] }
        let low = uplift.indices.filter { x[$0] < -1 }.map { uplift[$0] }
        #expect(SampleMoments(high).mean > 0.1 && SampleMoments(low).mean < 0)
    }

    @Test func theSameDataAndSeedGiveTheSameBytesAndAShuffleTheSameFigures() throws {
        let options = Self.options([.seed: "5"])
        let (fitted, document) = try UpliftOnTable.fit(Self.table(), options)
        let again = try UpliftOnTable.fit(Self.table(), options)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(fitted) == encoder.encode(again.fitted))
        #expect(document.object == again.document.object)
        let shuffled = try UpliftOnTable.fit(Self.table { ($0 * 7 + 11) % 1_200 }, options).document
        for (left, right) in zip(document.parameters, shuffled.parameters) {
            #expect(left.name == right.name)
            #expect((Self.number(left.value) - Self.number(right.value)).magnitude < 1e-6)
        }
        for name in ["qini", "auuc"] {
            let difference = Self.number(Self.field(document, name)) - Self.number(Self.field(shuffled, name))
            #expect(difference.magnitude < 1e-9)
        }
        // A saved model predicts as the one that was fitted.
        let decoded = try JSONDecoder().decode(UpliftOnTable.Fitted.self, from: encoder.encode(fitted))
        let (one, two) = (
            try UpliftOnTable.predict(fitted, Self.table(50), options),
            try UpliftOnTable.predict(decoded, Self.table(50), options)
        )
        try #require(one[0].numbers.count == 50)
        #expect(one[0].numbers == two[0].numbers)
    }

    @Test func aGroupThatCannotBeFittedIsNamed() throws {
        func refusal(_ x: [Double], _ mailed: [String?], _ bought: [String?]) -> String? {
            let table = DataTable([
                DataColumn("x", numbers: x), DataColumn("mailed", texts: mailed), DataColumn("bought", texts: bought),
            ])
            let options = FitOptions([.target: "bought", .treatment: "mailed", .positive: "1"])
            return #expect(throws: ModelError.self) { try UpliftOnTable.fit(table, options) }?.explanation.english
        }
        let x = (0..<40).map { Double($0 % 7) }
        let halves = (0..<40).map { $0 < 20 ? "1" : "0" }
        let oneSided = refusal(x, halves, (0..<40).map { $0 == 3 ? "1" : "0" })
        #expect(oneSided?.hasPrefix("All customers without the treatment have the same outcome") == true)
        let few = refusal(x, (0..<40).map { $0 < 2 ? "1" : "0" }, (0..<40).map { $0 % 2 == 0 ? "1" : "0" })
        #expect(few?.hasPrefix("2 customers with the treatment are too few") == true)
        let large = refusal(
            x.enumerated().map { $0 == 30 ? 1e200 : $1 },
            halves,
            (0..<40).map { $0 % 2 == 0 ? "1" : "0" }
        )
        #expect(large?.contains("row 31") == true)
    }

    @Test func badTablesAreErrorsThatSayWhatIsWrong() throws {
        func column(_ name: String, _ texts: [String?]) -> DataColumn { DataColumn(name, texts: texts) }
        let x = DataColumn("x", numbers: [1, 2, 3, 4, 5, 6])
        let mailed = column("mailed", ["1", "0", "1", "0", "1", "0"])
        let bought = column("bought", ["1", "0", "0", "1", "1", "0"])
        let bad: [[DataColumn]] = [
            [],
            [DataColumn("x", numbers: []), column("mailed", []), column("bought", [])],
            [x, mailed],
            [x, column("mailed", ["a", "b", "c", "a", "b", "c"]), bought],
            [x, column("mailed", ["1", "1", "1", "1", "1", "1"]), bought],
            [x, mailed, column("bought", ["1", "1", "1", "1", "1", "1"])],
            [x, mailed, column("bought", [nil, nil, nil, nil, nil, nil])],
            [DataColumn("x", numbers: [1, 2, 3, .infinity, 5, 6]), mailed, bought],
            [DataColumn("x", numbers: [3, 3, 3, 3, 3, 3]), mailed, bought],
            [DataColumn("x", numbers: [.nan, .nan, .nan, .nan, .nan, .nan]), mailed, bought],
            [DataColumn("x", numbers: [1]), column("mailed", ["1"]), column("bought", ["1"])],
        ]
        for (index, columns) in bad.enumerated() {
            let error = #expect(throws: (any Error).self, "\(index)") {
                try UpliftOnTable.fit(DataTable(columns), Self.options([.features: "x"]))
            }
            #expect(error is any ExplainedError, "\(index)")
        }
        #expect(throws: TableError.self) {
            try UpliftOnTable.fit(Self.table(40), Self.options([.method: "guess"]))
        }
        #expect(throws: (any Error).self) {
            try UpliftOnTable.fit(Self.table(40), Self.options([.treatment: "bought"]))
        }
    }

    @Test func treatmentThatWasNotDrawnIsNoted() throws {
        var random = SplittableRandom(seed: 3)
        let x = (0..<400).map { _ in Normal.standard.sample(using: &random) }
        let mailed = x.map { Optional($0 > 0 || random.uniform() < 0.2 ? "yes" : "no") }
        let bought = x.map { _ in Optional(random.uniform() < 0.4 ? "yes" : "no") }
        let table = DataTable([
            DataColumn("x", numbers: x), DataColumn("mailed", texts: mailed), DataColumn("bought", texts: bought),
        ])
        let document = try UpliftOnTable.fit(table, Self.options()).document
        #expect(document.notes.contains { $0.english.hasPrefix("The groups differ in x") })
    }
}
