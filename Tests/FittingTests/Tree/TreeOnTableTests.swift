import Domain
import Fitting
import Foundation
import Models
import TestSupport
import Testing

@Suite struct TreeOnTableTests {
    private func telco(rows: Int = 7_043) throws -> DataTable {
        let columns = try Fixture.columns("telco_churn.csv")
        let numeric = ["rownames", "tenure", "monthly_charges"]
        let texts = ["churn", "contract", "payment_method"]
        return DataTable(
            numeric.map { DataColumn($0, numbers: columns[$0]!.prefix(rows).map { Double($0)! }) }
                + texts.map { DataColumn($0, texts: columns[$0]!.prefix(rows).map { $0 }) }
        )
    }

    @Test func leavesAreRulesOfTheSegmentLanguage() throws {
        let options = FitOptions([.target: "churn", .depth: "2", .folds: "0"])
        let (fitted, document) = try TreeOnTable.fit(try telco(), options)
        guard case .list(let rules)? = document.own("rules") else { return #expect(Bool(false)) }
        let texts = rules.compactMap { rule -> String? in
            guard case .text(let text)? = rule["rule"] else { return nil }
            return text
        }
        // scikit-learn 1.9.1 on one column a level splits the same rows: contract first, then charges and tenure.
        #expect(texts.first == #"contract = "Month-to-month" and monthly_charges >= 68.63"#)
        #expect(texts.allSatisfy { $0.hasPrefix("contract = ") || $0.hasPrefix("contract in (") })
        #expect(document.own("positive") == .text("Yes"))
        // The running number of the rows is no feature.
        #expect(document.notes.contains { $0.english.contains("rownames") })
        #expect(document.isFinite)
        #expect(try JSONDecoder().decode(TreeOnTable.Fitted.self, from: JSONEncoder().encode(fitted)) == fitted)
    }

    @Test func rulesHoldOfTheRowsOfTheirLeavesAndOfNoOthers() throws {
        let table = try telco(rows: 1_500)
        for criterion in ["gini", "chaid"] {
            let options = FitOptions([.target: "churn", .criterion: criterion, .folds: "3"])
            let (fitted, document) = try TreeOnTable.fit(table, options)
            let columns = try TreeOnTable.predict(fitted, table, options)
            #expect(columns.map(\.name) == ["leaf", "prediction", "probability"])
            guard case .list(let rules)? = document.own("rules") else { return #expect(Bool(false)) }
            for rule in rules {
                guard case .integer(let leaf)? = rule["leaf"], case .integer(let n)? = rule["n"],
                    case .number(let probability)? = rule["probability"]
                else { return #expect(Bool(false)) }
                let rows = columns[0].numbers.indices.filter { columns[0].numbers[$0] == Double(leaf) }
                #expect(rows.count == n)
                #expect(rows.allSatisfy { columns[2].numbers[$0] == probability })
            }
        }
    }

    @Test func aNumberIsForetoldByItsMean() throws {
        let options = FitOptions([.target: "monthly_charges", .features: "contract,tenure", .folds: "2"])
        let (fitted, document) = try TreeOnTable.fit(try telco(rows: 800), options)
        guard case .number(let r2)? = document.own("r2") else { return #expect(Bool(false)) }
        #expect((0.0...1.0).contains(r2))
        #expect(try TreeOnTable.predict(fitted, try telco(rows: 800), options).map(\.name) == ["leaf", "prediction"])
        #expect(document.isFinite)
    }

    @Test func missingValuesAreSaidInTheRule() throws {
        let ages: [Double] = (0..<60).map { $0 % 3 == 0 ? .nan : Double($0) }
        let rich = ages.map { $0.isNaN || $0 >= 30 ? "yes" : "no" }
        let table = DataTable([DataColumn("age", numbers: ages), DataColumn("rich", texts: rich)])
        let document = try TreeOnTable.fit(table, FitOptions([.target: "rich", .folds: "0"])).document
        guard case .list(let rules)? = document.own("rules") else { return #expect(Bool(false)) }
        #expect(rules.map { $0["rule"] } == [.text("age >= 30 or age is missing"), .text("age < 30")])
    }

    @Test func rowsWithoutATargetAreLeftOutAndCounted() throws {
        let table = DataTable([
            DataColumn("x", numbers: [1, 2, 3, 4, 5]), DataColumn("y", texts: ["a", nil, "b", "a", nil]),
        ])
        let document = try TreeOnTable.fit(table, FitOptions([.target: "y", .folds: "2"])).document
        #expect(document.n == 3 && document.rowsLeftOut == 2)
        #expect(document.notes.contains { $0.english.contains("No split") })
    }

    @Test func whatCannotBeSplitIsRefused() throws {
        let table = DataTable([DataColumn("x", numbers: [1, 2]), DataColumn("y", texts: ["a", "a"])])
        #expect(throws: ModelError.oneClassOnly(target: "y", value: "a")) {
            try TreeOnTable.fit(table, FitOptions([.target: "y"]))
        }
        #expect(throws: TableError.self) { try TreeOnTable.fit(table, FitOptions()) }
        #expect(throws: TableError.self) { try TreeOnTable.fit(table, FitOptions([.target: "z"])) }
        #expect(throws: TableError.self) { try TreeOnTable.fit(DataTable([]), FitOptions([.target: "y"])) }
        #expect(throws: TableError.self) {
            try TreeOnTable.fit(table, FitOptions([.target: "x", .positive: "7", .folds: "0"]))
        }
        #expect(throws: TableError.self) { try TreeOnTable.fit(table, FitOptions([.target: "x", .criterion: "id3"])) }
        #expect(throws: ModelError.self) { try TreeOnTable.fit(table, FitOptions([.target: "x", .features: "x"])) }
    }
}

@Suite struct RuleTextTests {
    private let tree = DecisionTree(
        features: [
            .init(name: "tenure", levels: nil), .init(name: "postal code", levels: ["a\"b", "c\\d", "北京"]),
            .init(name: "last", levels: nil),
        ],
        classes: [],
        nodes: []
    )

    private func rule(_ conditions: (Int, DecisionTree.ValueTest, TreeCondition.Missing)...) -> String? {
        RuleText.rule(conditions.map { TreeCondition(feature: $0.0, test: $0.1, missing: $0.2) }, of: tree)
    }

    @Test func conditionsAreWrittenAsTheLanguageReadsThem() {
        #expect(rule((0, .interval(low: nil, high: 12), .excluded)) == "tenure < 12")
        #expect(rule((0, .interval(low: 1.25, high: 12), .excluded)) == "tenure >= 1.25 and tenure < 12")
        #expect(rule((0, .interval(low: 1, high: nil), .included)) == "tenure >= 1 or tenure is missing")
        #expect(rule((2, .nothing, .included)) == "\"last\" is missing")
        #expect(rule((2, .anything, .excluded)) == "\"last\" is present")
        #expect(
            rule((1, .oneOf([0, 2]), .included), (0, .interval(low: nil, high: 1e12), .excluded))
                == #"("postal code" in ("a\"b", "北京") or "postal code" is missing) and tenure < 1000000000000"#
        )
        #expect(rule((1, .noneOf([1]), .excluded)) == #""postal code" != "c\\d""#)
        #expect(rule((1, .noneOf([0, 1]), .excluded)) == #""postal code" = "北京""#)
        #expect(rule() == nil)
    }
}
