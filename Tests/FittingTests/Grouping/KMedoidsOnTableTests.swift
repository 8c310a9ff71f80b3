import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct KMedoidsOnTableTests {
    /// R 4.3, cluster 2.1: `pam(iris[, 1:4], 3)`: medoids 8, 79, 113, objective .6542077; the cost is also the smallest
    /// of all triples of rows, by enumeration in numpy.
    @Test func medoidsOfIrisAreThoseOfRsPam() throws {
        let (_, document) = try KMedoidsOnTable.fit(try GroupingTables.iris(), FitOptions([.k: "3"]))
        let object = document.object
        #expect(object["medoidRows"] == .integers([79, 8, 113]))
        #expect(abs(object["cost"]!.double! - 98.13115488227103) < 1e-9)
        #expect(abs(object["meanDistance"]!.double! - 0.6542077) < 1e-7)
        #expect(object["sizes"] == .integers([62, 50, 38]))
        #expect(document.isFinite)
    }

    @Test func samplesAreOfAFewThousandRowsHoweverManyGroups() {
        #expect([3, 300, 1_000].map { KMedoids.sampleSize(groups: $0) } == [2_000, 3_000, 4_000])
        let matrix = Matrix(columns: [(0..<2_100).map(Double.init)])
        #expect {
            try KMedoids().fit(matrix, groups: 1_001...1_001)
        } throws: { error in
            if case .invalidSetting("k", _, _)? = error as? ModelError { true } else { false }
        }
    }

    @Test func manhattanDistancesHaveOtherMedoids() throws {
        let options = FitOptions([.k: "3", .distance: "manhattan"])
        let document = try KMedoidsOnTable.fit(try GroupingTables.iris(), options).document
        #expect(abs(document.object["cost"]!.double! - 162.5) < 1e-9)
        #expect(document.object["sizes"] == .integers([60, 50, 40]))
    }

    @Test func predictionsAreTheAssignmentsOfTheFit() throws {
        let table = try GroupingTables.iris()
        let (fitted, document) = try KMedoidsOnTable.fit(table, FitOptions([.k: "3", .standardise: "true"]))
        let saved = try JSONDecoder().decode(KMedoidsOnTable.Fitted.self, from: JSONEncoder().encode(fitted))
        let columns = try KMedoidsOnTable.predict(saved, table, FitOptions())
        #expect(document.object["assignments"]!.items.map(\.double) == columns[0].numbers)
        #expect(columns[1].numbers.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: GroupingTables.wrong.indices)
    func whatCannotBeGroupedIsExplained(index: Int) {
        let wrong = GroupingTables.wrong[index]
        for options in [FitOptions([.k: "2"]), FitOptions()] {
            #expect("\(wrong.name)") {
                try KMedoidsOnTable.fit(wrong.table, options)
            } throws: { $0 is any ExplainedError }
        }
    }

    @Test(arguments: GroupingTables.odd.indices)
    func whatIsOddGivesFiniteNumbers(index: Int) throws {
        let odd = GroupingTables.odd[index]
        let (fitted, document) = try KMedoidsOnTable.fit(odd.table, FitOptions([.starts: "3"]))
        #expect(document.isFinite, "\(odd.name)")
        for column in try KMedoidsOnTable.predict(fitted, odd.table, FitOptions()) {
            #expect(column.numbers.allSatisfy { !$0.isInfinite })
        }
    }
}
