import Domain
import Fitting
import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct KPrototypesOnTableTests {
    /// The first rows of the telephone company's customers.
    static func telco(_ rows: Int, _ texts: [String], _ numbers: [String]) throws -> DataTable {
        // Only the lines that are needed: the file has seven thousand.
        let lines = try Fixture.lines("telco_churn.csv").prefix(rows + 1).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let places = Dictionary(uniqueKeysWithValues: lines[0].enumerated().map { ($1, $0) })
        let column: (String) -> [String] = { name in lines.dropFirst().map { $0[places[name]!] } }
        return DataTable(
            texts.map { name in DataColumn(name, texts: column(name)) }
                + numbers.map { name in
                    DataColumn(name, numbers: column(name).map { Double($0) ?? .nan })
                }
        )
    }

    @Test func groupsOfCustomersAreDescribedByMeansAndMostFrequentValues() throws {
        let table = try Self.telco(300, ["contract", "payment_method"], ["tenure", "monthly_charges"])
        let options = FitOptions([.k: "3", .standardise: "true", .starts: "4"])
        let (fitted, document) = try KPrototypesOnTable.fit(table, options)
        let object = document.object
        #expect(object["numericColumns"] == .texts(["tenure", "monthly_charges"]))
        #expect(object["categoricalColumns"] == .texts(["contract", "payment_method"]))
        let gamma = object["gamma"]!.double!
        let parts = object["numericCost"]!.double! + gamma * object["mismatches"]!.double!
        #expect(abs(object["cost"]!.double! - parts) < 1e-9)
        let tests = object["discriminating"]!.items.map { $0["test"] }
        #expect(tests == [.text("F"), .text("F"), .text("chi-squared"), .text("chi-squared")])
        #expect(document.isFinite)
        let saved = try JSONDecoder().decode(KPrototypesOnTable.Fitted.self, from: JSONEncoder().encode(fitted))
        let columns = try KPrototypesOnTable.predict(saved, table, FitOptions())
        #expect(object["assignments"]!.items.map(\.double) == columns[0].numbers)
    }

    /// The smallest cost of 100 starts of the Python package kmodes 0.12.2 (`KPrototypes(3, gamma=1)`) on the same rows.
    @Test func theCostIsTheBestThatKmodesFinds() throws {
        let table = try Self.telco(300, ["contract", "payment_method"], ["tenure", "monthly_charges"])
        let options = FitOptions([.k: "3", .standardise: "true", .penalty: "1", .starts: "20"])
        let document = try KPrototypesOnTable.fit(table, options).document
        #expect(document.object["cost"]!.double! < 469.5339550170315 + 1e-6)
    }

    @Test func categoriesAloneAndNumbersAloneAreGrouped() throws {
        let texts = DataTable([
            DataColumn("a", texts: ["x", "x", "y", "y", "x", "y"]),
            DataColumn("b", texts: ["p", "p", "q", "q", "p", "r"]),
        ])
        let (_, document) = try KPrototypesOnTable.fit(texts, FitOptions([.k: "2"]))
        #expect(document.object["sizes"] == .integers([3, 3]))
        #expect(document.object["mismatches"] == .integer(1))
        #expect(document.object["gamma"] == .number(1))
        let iris = try KPrototypesOnTable.fit(try GroupingTables.iris(), FitOptions([.k: "3"])).document
        #expect(abs(iris.object["cost"]!.double! - 78.851441) < 1e-6)
    }

    @Test func aCategoryThatTheFitDidNotKnowIsDifferentFromAll() throws {
        let table = DataTable([
            DataColumn("a", texts: ["x", "x", "y", "y"]), DataColumn("n", numbers: [1, 2, 8, 9]),
        ])
        let (fitted, _) = try KPrototypesOnTable.fit(table, FitOptions([.k: "2"]))
        let new = DataTable([DataColumn("a", texts: ["z", nil]), DataColumn("n", numbers: [1.5, 1.5])])
        let columns = try KPrototypesOnTable.predict(fitted, new, FitOptions())
        #expect(columns[0].numbers[0] == 1)
        #expect(abs(columns[2].numbers[0] - fitted.model.gamma.squareRoot()) < 1e-12)
        #expect(columns[0].numbers[1].isNaN)
    }

    @Test func namesOfCustomersAreNotTakenForCategories() throws {
        let table = DataTable([
            DataColumn("id", texts: (0..<300).map { "customer \($0)" }),
            DataColumn("n", numbers: (0..<300).map { Double($0 % 7) }),
        ])
        let (_, document) = try KPrototypesOnTable.fit(table, FitOptions([.k: "2", .starts: "2"]))
        #expect(document.object["columns"] == .texts(["n"]))
        #expect(document.notes.contains { $0.english.contains("id") && $0.chinese.contains("id") })
    }

    @Test(arguments: GroupingTables.wrong.indices)
    func whatCannotBeGroupedIsExplained(index: Int) {
        let wrong = GroupingTables.wrong[index]
        for options in [FitOptions([.k: "2"]), FitOptions()] {
            #expect("\(wrong.name)") {
                try KPrototypesOnTable.fit(wrong.table, options)
            } throws: { $0 is any ExplainedError }
        }
    }

    @Test(arguments: GroupingTables.odd.indices)
    func whatIsOddGivesFiniteNumbers(index: Int) throws {
        let odd = GroupingTables.odd[index]
        let (fitted, document) = try KPrototypesOnTable.fit(odd.table, FitOptions([.starts: "3"]))
        #expect(document.isFinite, "\(odd.name)")
        for column in try KPrototypesOnTable.predict(fitted, odd.table, FitOptions()) {
            #expect(column.numbers.allSatisfy { !$0.isInfinite })
        }
    }
}
