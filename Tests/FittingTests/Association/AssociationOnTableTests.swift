import Domain
import Fitting
import Foundation
import Models
import TestSupport
import Testing

@Suite struct AssociationOnTableTests {
    private func groceries() throws -> DataTable {
        DataTable([DataColumn("basket", texts: try Fixture.lines("groceries.basket").map { $0 })])
    }

    @Test func aFileOfBasketsGivesTheRulesOfArules() throws {
        let options = FitOptions([.minSupport: "0.006", .minConfidence: "0.25"])
        let (fitted, document) = try RulesOnTable.fit(try groceries(), options)
        #expect(document.own("ruleCount") == .integer(463))
        #expect(document.own("baskets") == .integer(9_835) && document.own("items") == .integer(169))
        #expect(document.n == 9_835 && document.rowsLeftOut == 0)
        #expect(document.isFinite)
        let decoded = try JSONDecoder().decode(AssociationRules.self, from: JSONEncoder().encode(fitted))
        #expect(decoded == fitted)
    }

    @Test func prunedRulesAreThoseThatAreNotRedundant() throws {
        let texts: [FitOption: String] = [.minSupport: "0.01", .minConfidence: "0.3"]
        let all = try RulesOnTable.fit(try groceries(), FitOptions(texts)).document
        let pruned = try RulesOnTable.fit(
            try groceries(),
            FitOptions(texts.merging([.method: "pruned"]) { $1 })
        ).document
        guard case .integer(let rules)? = all.own("ruleCount"), case .integer(let kept)? = pruned.own("ruleCount"),
            case .integer(let redundant)? = all.own("redundantCount")
        else { return #expect(Bool(false)) }
        #expect(kept == rules - redundant && redundant > 0)
    }

    @Test func ordersOfOneItemARowAreTheSameAsBaskets() throws {
        let lines = DataTable([DataColumn("basket", texts: ["a,b", "b, a,a", "b,c", nil, "  "])])
        let rows = DataTable([
            DataColumn("order", numbers: [1, 1, 2, 2, 2, 3, 3, .nan, 4]),
            DataColumn("product", texts: ["a", "b", "b", "a", "a", "b", "c", "a", nil]),
        ])
        let options = FitOptions([.minSupport: "0.3"])
        let ofRows = FitOptions([.minSupport: "0.3", .customer: "order", .item: "product"])
        let first = try ItemsetsOnTable.fit(lines, options)
        let second = try ItemsetsOnTable.fit(rows, ofRows)
        #expect(first.fitted == second.fitted)
        #expect(first.document.own("itemsetCount") == .integer(5))
        #expect(first.document.rowsLeftOut == 2 && second.document.rowsLeftOut == 2)
        let columns = try ItemsetsOnTable.predict(first.fitted, rows, ofRows)
        #expect(columns.map(\.name) == ["order", "itemsets", "largestItemset"])
        #expect(columns[1].numbers.prefix(3) == [3, 3, 3])
        #expect(columns[2].texts == ["a,b", "a,b", "b,c", nil])
    }

    @Test func groupsHaveRulesOfTheirOwn() throws {
        let rows = DataTable([
            DataColumn("order", numbers: [1, 1, 2, 2, 3, 3, 4, 4]),
            DataColumn("product", texts: ["a", "b", "a", "b", "a", "c", "a", "c"]),
            DataColumn("city", texts: ["x", "x", "x", "x", "y", "y", "y", "y"]),
        ])
        let options = FitOptions([.customer: "order", .item: "product", .group: "city", .minConfidence: "0.9"])
        let document = try RulesOnTable.fit(rows, options).document
        guard case .list(let groups)? = document.own("groups") else { return #expect(Bool(false)) }
        // Among all, a ⇒ b holds in half of the orders only; in x always.
        #expect(document.own("ruleCount") == .integer(2))
        #expect(groups.map { $0["ruleCount"] } == [.integer(2), .integer(2)])
        #expect(groups.map { $0["group"] } == [.text("x"), .text("y")])
    }

    @Test func suggestionsAreThoseOfTheSurestRule() throws {
        let lines = DataTable([DataColumn("basket", texts: ["a,b", "a,b", "a,b,c", "c"])])
        let (rules, _) = try RulesOnTable.fit(lines, FitOptions([.minSupport: "0.25"]))
        let columns = try RulesOnTable.predict(
            rules,
            DataTable([DataColumn("basket", texts: ["a", nil, "z"])]),
            FitOptions([.top: "1"])
        )
        #expect(columns.map(\.name) == ["suggestion1", "confidence1", "lift1"])
        #expect(columns[0].texts == ["b", nil, nil])
        #expect(columns[1].numbers[0] == 1 && columns[1].numbers[1].isNaN)
        // All with an a have a b, which three baskets of four have.
        #expect(abs(columns[2].numbers[0] - 4.0 / 3) < 1e-12 && columns[2].numbers[2].isNaN)
    }

    @Test func whatIsNoBasketIsRefusedInBothLanguages() throws {
        let empty = DataTable([DataColumn("basket", texts: [])])
        #expect(throws: ModelError.self) { try ItemsetsOnTable.fit(empty, FitOptions()) }
        #expect(throws: ModelError.self) {
            try RulesOnTable.fit(DataTable([DataColumn("basket", texts: [nil, " , "])]), FitOptions())
        }
        #expect(throws: TableError.self) { try RulesOnTable.fit(DataTable([]), FitOptions()) }
        #expect(throws: TableError.self) { try RulesOnTable.fit(try groceries(), FitOptions([.minSupport: "x"])) }
        #expect(throws: TableError.self) {
            try RulesOnTable.fit(try groceries(), FitOptions([.customer: "who", .item: "basket"]))
        }
    }

    @Test(arguments: ["0", "-1", "5", "abc", "nan", "inf", "", "%", "nan%", "101%"])
    func aSupportThatIsNoShareSaysWhatIsExpected(text: String) throws {
        for isRules in [false, true] {
            let options = FitOptions([.minSupport: text])
            let error = #expect(throws: TableError.self) {
                if isRules {
                    _ = try RulesOnTable.fit(try groceries(), options)
                } else {
                    _ = try ItemsetsOnTable.fit(try groceries(), options)
                }
            }
            #expect(
                error?.explanation.english
                    == "--min-support cannot be \"\(text)\": a share above 0 and at most 1 is expected, such as 0.05 or 5%."
            )
            #expect(error?.explanation.chinese.contains("大于 0 且不超过 1") == true)
        }
    }

    @Test func tablesHaveAsManyRowsAsAreAskedForAndSayHowManyThereAre() throws {
        func table(_ model: any TableModel.Type, _ top: String?) throws -> FitTable {
            func fit<Model: TableModel>(_: Model.Type) throws -> FitDocument {
                var options = FitOptions([.minSupport: "0.01", .minConfidence: "0.2"])
                if model == ItemsetsOnTable.self { options.texts[.minConfidence] = nil }
                options.texts[.top] = top
                return try Model.fit(try groceries(), options).document
            }
            return try #require(try fit(model).tables.first)
        }
        for model in [ItemsetsOnTable.self, RulesOnTable.self] as [any TableModel.Type] {
            let usual = try table(model, nil)
            #expect(usual.rows.count == 20 && usual.caption?.english.contains("The first 20 of ") == true)
            #expect(try table(model, "5").rows.count == 5)
            #expect(try table(model, "60").rows.count == 60)
            let all = try table(model, "100000")
            #expect(all.rows.count > 60 && all.caption?.english.contains("--top") == false)
        }
    }

    @Test func oneBasketAndNoRuleAreAnsweredPlainly() throws {
        let one = try RulesOnTable.fit(DataTable([DataColumn("basket", texts: ["a"])]), FitOptions()).document
        #expect(one.own("ruleCount") == .integer(0) && one.isFinite)
        #expect(one.notes.contains { $0.chinese.contains("没有") })
    }
}
