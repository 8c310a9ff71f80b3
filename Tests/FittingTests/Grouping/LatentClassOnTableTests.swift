import Domain
import Fitting
import Foundation
import Models
import TestSupport
import Testing

@Suite struct LatentClassOnTableTests {
    private static func carcinoma() throws -> DataTable {
        DataTable(
            try ["A", "B", "C", "D", "E", "F", "G"].map {
                DataColumn($0, numbers: try Fixture.numbers("carcinoma.csv", $0))
            }
        )
    }

    @Test func threeClassesOfCarcinomaAreChosenByBIC() throws {
        let (fitted, document) = try LatentClassOnTable.fit(
            Self.carcinoma(),
            FitOptions([.classes: "1-4", .starts: "20"])
        )
        #expect(fitted.classes == 3)
        #expect(abs(try #require(document.bic) - 697.1357) < 1e-3)
        #expect(abs(try #require(document.aic) - 633.41) < 1e-2)
        let object = JSONText.fields(of: document.object)
        for name in ["classes", "shares", "responses", "npar", "gSquared", "chiSquared", "entropy", "choice"] {
            #expect(object.contains(name))
        }
        #expect(JSONText.isFinite(document.object))
        let columns = try LatentClassOnTable.predict(fitted, Self.carcinoma(), FitOptions())
        #expect(columns.map(\.name) == ["class", "confidence", "probability1", "probability2", "probability3"])
        let classes = columns[0].numbers
        #expect(Set(classes) == [1, 2, 3])
    }

    @Test func textsAndUnknownAnswersAndMissingOnesAreTaken() throws {
        let answers = (0..<60).map { $0 % 3 == 0 ? "no" : "yes" }
        let others = (0..<60).map { $0 % 3 == 0 || $0 == 1 ? "low" : $0 == 7 ? nil : "high" }
        let table = DataTable([
            DataColumn("bought", texts: answers), DataColumn("wish", texts: others),
            DataColumn("id", numbers: (0..<60).map(Double.init)),
        ])
        let (fitted, document) = try LatentClassOnTable.fit(table, FitOptions([.classes: "2", .starts: "5"]))
        #expect(fitted.items == ["bought", "wish"])
        #expect(document.n == 60)
        #expect(document.notes.contains { $0.english.contains("some answers missing") })
        let strange = DataTable([
            DataColumn("bought", texts: ["perhaps", "no", nil]), DataColumn("wish", texts: [nil, "low", nil]),
        ])
        let columns = try LatentClassOnTable.predict(fitted, strange, FitOptions())
        let classes = columns[0].numbers
        try #require(classes.count == 3)
        #expect(classes[0].isNaN && classes[1] >= 1 && classes[2].isNaN)
    }

    @Test func whatCannotBeFittedIsSaid() throws {
        #expect(throws: ModelError.self) { try LatentClassOnTable.fit(DataTable([]), FitOptions()) }
        let constant = DataTable([DataColumn("a", numbers: [1, 1, 1]), DataColumn("b", numbers: [1, 2, 1])])
        #expect(throws: ModelError.constantColumn("a")) {
            try LatentClassOnTable.fit(constant, FitOptions([.columns: "a,b"]))
        }
        #expect(throws: TableError.self) {
            try LatentClassOnTable.fit(Self.carcinoma(), FitOptions([.classes: "0"]))
        }
        #expect(throws: TableError.self) {
            try LatentClassOnTable.fit(Self.carcinoma(), FitOptions([.columns: "A,Z"]))
        }
    }
}
