import Domain
import Fitting
import Models
import Statistics
import TestSupport
import Testing

/// `mixture`, `hierarchical` and `density` on tables.
@Suite struct SoftGroupsOnTableTests {
    @Test func mixtureOfIrisHasMclustsFigures() throws {
        let iris = try GroupingTables.iris()
        let (fitted, document) = try MixtureOnTable.fit(iris, FitOptions([.k: "3", .starts: "4"]))
        #expect(abs(try #require(document.logLikelihood) - -180.185477) < 1e-6)
        #expect(abs(try #require(document.bic) - 580.8389) < 1e-4)
        let fields = JSONText.fields(of: document.object)
        for name in ["weights", "means", "covariances", "choice", "bicMclust", "npar", "assignments"] {
            #expect(fields.contains(name))
        }
        #expect(JSONText.isFinite(document.object))
        let columns = try MixtureOnTable.predict(fitted, iris, FitOptions())
        #expect(columns.map(\.name) == ["group", "confidence", "probability1", "probability2", "probability3"])
    }

    @Test func aMixtureWithoutOptionsIsChosenByBIC() throws {
        let table = DataTable([
            DataColumn("x", numbers: (0..<40).map { Double(($0 * 37) % 40) + ($0 < 20 ? 0 : 500) })
        ])
        let (fitted, document) = try MixtureOnTable.fit(
            table,
            FitOptions([.k: "1-3", .covariance: "auto", .starts: "2"])
        )
        #expect(fitted.components == 2)
        #expect(document.figures.count == 3 && document.notes[0].english.hasPrefix("Of 12 models"))
    }

    @Test func hierarchyOfIrisIsThatOfScipy() throws {
        let iris = try GroupingTables.iris()
        let (fitted, document) = try HierarchicalOnTable.fit(iris, FitOptions([.k: "3"]))
        let sizes = try #require(document.object["sizes"])
        #expect(sizes == .integers([64, 50, 36]))
        let cophenetic = try #require(document.object["cophenetic"]?.double)
        #expect(abs(cophenetic - 0.8728283) < 1e-3)
        #expect(document.object["merges"] != nil && JSONText.isFinite(document.object))
        #expect(try HierarchicalOnTable.predict(fitted, iris, FitOptions()).count == 3)
    }

    @Test func densityFindsTheFlowersThatLieApart() throws {
        let iris = try GroupingTables.iris()
        let (fitted, document) = try DensityOnTable.fit(iris, FitOptions([.minSize: "15"]))
        #expect(fitted.model.groupCount == 2)
        #expect(JSONText.isFinite(document.object))
        let columns = try DensityOnTable.predict(fitted, iris, FitOptions())
        #expect(columns.map(\.name) == ["group", "confidence"])
    }

    @Test func moreGroupsThanDifferentRowsAreRefused() throws {
        let table = DataTable([DataColumn("x", numbers: (0..<80).map { Double($0 % 13) })])
        #expect(throws: ModelError.moreGroupsThanRows(groups: 14, differentRows: 13)) {
            try HierarchicalOnTable.fit(table, FitOptions([.k: "14"]))
        }
        #expect(try HierarchicalOnTable.fit(table, FitOptions([.k: "13"])).document.isFinite)
    }

    static let models: [any TableModel.Type] = [MixtureOnTable.self, HierarchicalOnTable.self, DensityOnTable.self]

    /// A clear error, or an answer without a not-a-number.
    @Test(arguments: 0..<3) func wrongAndOddTablesAreRefusedOrAnswered(_ index: Int) throws {
        let model = Self.models[index]
        for (name, table) in GroupingTables.wrong {
            #expect(throws: (any Error).self, "\(name)") { try Self.answer(model, table) }
        }
        for (name, table) in GroupingTables.odd {
            do {
                let document = try Self.answer(model, table)
                #expect(JSONText.isFinite(document.object), "\(name)")
            } catch {
                #expect(error is ModelError || error is TableError, "\(name)")
            }
        }
    }

    private static func answer<Model: TableModel>(_ model: Model.Type, _ table: DataTable) throws -> FitDocument {
        let (fitted, document) = try Model.fit(table, FitOptions())
        _ = try Model.predict(fitted, table, FitOptions())
        return document
    }
}
