import Domain
import Fitting
import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct KMeansOnTableTests {
    @Test func documentOfIrisHasThePublishedSumsAndSilhouette() throws {
        let (_, document) = try KMeansOnTable.fit(try GroupingTables.iris(), FitOptions([.k: "3"]))
        let object = document.object
        #expect(abs(object["withinSumOfSquares"]!.double! - 78.851441) < 1e-6)
        // R's `kmeans(iris[, 1:4], 3)`: totss and betweenss.
        #expect(abs(object["totalSumOfSquares"]!.double! - 681.3706) < 1e-4)
        #expect(abs(object["betweenSumOfSquares"]!.double! - 602.5192) < 1e-4)
        #expect(abs(object["silhouette"]!.double! - 0.552819) < 1e-6)
        #expect(object["sizes"] == .integers([62, 50, 38]))
        #expect(object["assignments"]!.items.count == 150)
        #expect(object["choice"]!["candidates"]!.items.count == 1)
        #expect(object["stability"]!["adjustedRandIndex"]!.double! > 0.7)
        #expect(document.isFinite)
    }

    @Test func withoutKTheLargestSilhouettePicksTwoGroupsOfIris() throws {
        let (_, document) = try KMeansOnTable.fit(
            try GroupingTables.iris(),
            FitOptions([.k: "2-5"])
        )
        #expect(document.object["k"] == .integer(2))
        let silhouettes = document.object["choice"]!["candidates"]!.items.map { $0["silhouette"]!.double! }
        for (found, expected) in zip(silhouettes, [0.681046, 0.552819, 0.498051, 0.488749]) {
            #expect(abs(found - expected) < 1e-5)
        }
        #expect(document.figures.count == 4)
    }

    @Test func predictionsAreTheAssignmentsOfTheFit() throws {
        let table = try GroupingTables.iris()
        let (fitted, document) = try KMeansOnTable.fit(table, FitOptions([.k: "3", .standardise: "true"]))
        let saved = try JSONDecoder().decode(KMeansOnTable.Fitted.self, from: JSONEncoder().encode(fitted))
        let columns = try KMeansOnTable.predict(saved, table, FitOptions())
        #expect(columns.map(\.name) == ["group", "confidence", "distance"])
        guard case .numbers(let groups) = columns[0].values, case .numbers(let confidences) = columns[1].values else {
            Issue.record("no numbers")
            return
        }
        #expect(document.object["assignments"]!.items.map(\.double) == groups)
        #expect(confidences.allSatisfy { (0...1).contains($0) })
    }

    @Test func standardisedColumnsAreOfOneScale() throws {
        // scikit-learn 1.9.1: KMeans(3, n_init=50) on (x − mean) / sd with n − 1: 138.888360.
        let (_, document) = try KMeansOnTable.fit(
            try GroupingTables.iris(),
            FitOptions([.k: "3", .standardise: "true"])
        )
        #expect(abs(document.object["totalSumOfSquares"]!.double! - 596) < 1e-9)
        #expect(abs(document.object["withinSumOfSquares"]!.double! - 138.888360) < 1e-5)
    }

    @Test func columnsOfWidelyDifferentScaleAreSaid() throws {
        let table = DataTable([
            DataColumn("orders", numbers: [1, 2, 3, 4, 5, 6, 7, 8]),
            DataColumn("revenue", numbers: [100, 9_000, 300, 7_000, 100, 8_000, 4_000, 50]),
        ])
        let raw = try KMeansOnTable.fit(table, FitOptions([.k: "2"])).document
        #expect(raw.notes.contains { $0.english.contains("--standardise") && $0.chinese.contains("--standardise") })
        let scaled = try KMeansOnTable.fit(table, FitOptions([.k: "2", .standardise: "true"])).document
        #expect(!scaled.notes.contains { $0.english.contains("--standardise") })
    }

    @Test(arguments: GroupingTables.wrong.indices)
    func whatCannotBeGroupedIsExplained(index: Int) {
        let wrong = GroupingTables.wrong[index]
        for options in [FitOptions([.k: "2"]), FitOptions()] {
            #expect("\(wrong.name)") {
                try KMeansOnTable.fit(wrong.table, options)
            } throws: { $0 is any ExplainedError }
        }
    }

    @Test(arguments: GroupingTables.odd.indices)
    func whatIsOddGivesFiniteNumbers(index: Int) throws {
        let odd = GroupingTables.odd[index]
        let (fitted, document) = try KMeansOnTable.fit(odd.table, FitOptions([.starts: "3"]))
        #expect(document.isFinite, "\(odd.name)")
        let columns = try KMeansOnTable.predict(fitted, odd.table, FitOptions())
        for column in columns {
            guard case .numbers(let numbers) = column.values else { continue }
            #expect(numbers.allSatisfy { !$0.isInfinite })
            #expect(numbers.count { $0.isNaN } == document.rowsLeftOut)
        }
    }

    @Test func moreGroupsThanDifferentRowsAndTextAreRefused() {
        let table = DataTable([DataColumn("a", numbers: [1, 1, 2, 2]), DataColumn("t", texts: ["x", "y", "x", nil])])
        #expect(throws: ModelError.self) { try KMeansOnTable.fit(table, FitOptions([.k: "3"])) }
        #expect(throws: ModelError.self) { try KMeansOnTable.fit(table, FitOptions([.k: "2-9"])) }
        #expect(throws: TableError.self) { try KMeansOnTable.fit(table, FitOptions([.columns: "t"])) }
        #expect(throws: TableError.self) { try KMeansOnTable.fit(table, FitOptions([.columns: "b"])) }
    }
}
