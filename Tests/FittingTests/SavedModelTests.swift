import Fitting
import Foundation
import Testing

@Suite struct SavedModelTests {
    private let table = DataTable([
        DataColumn("x", numbers: (0..<60).map { Double($0 % 10) }),
        DataColumn("y", texts: (0..<60).map { $0 % 10 < 5 ? "no" : "yes" }),
    ])
    private let options = FitOptions(model: "tree", [.target: "y"])

    private func saved() throws -> SavedModel {
        try SavedModel(TreeOnTable.self, TreeOnTable.fit(table, options).fitted, options: options, fingerprint: "")
    }

    private func object(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// A tree without its nodes is JSON of the right shape, and stopped the program.
    @Test func aModelWithAPartMissingIsRefused() throws {
        let data = try saved().data()
        var damaged = try object(data)
        var fitted = try #require(damaged["fitted"] as? [String: Any])
        let names = fitted.keys.filter { (fitted[$0] as? [Any])?.isEmpty == false }
        let nested = try #require(fitted.keys.first { fitted[$0] is [String: Any] })
        if let name = names.first {
            fitted[name] = [Any]()
        } else {
            fitted[nested] = (fitted[nested] as? [String: Any])?.mapValues { $0 is [Any] ? [Any]() : $0 }
        }
        damaged["fitted"] = fitted
        let bytes = try JSONSerialization.data(withJSONObject: damaged)
        #expect(throws: SavedModelError.notAModel) { try SavedModel(bytes) }
    }

    @Test func aModelWithAnotherOptionIsRefused() throws {
        var damaged = try object(try saved().data())
        damaged["options"] = ["target": "x"]
        let bytes = try JSONSerialization.data(withJSONObject: damaged)
        #expect(throws: SavedModelError.notAModel) { try SavedModel(bytes) }
    }

    @Test func anotherSpacingOrOrderOfKeysIsTheSameModel() throws {
        let model = try saved()
        let pretty = try JSONSerialization.data(
            withJSONObject: object(model.data()),
            options: [.prettyPrinted, .sortedKeys]
        )
        #expect(pretty != (try model.data()))
        let again = try SavedModel(pretty).predict(table)
        #expect(try model.predict(table).map(\.texts) == again.map(\.texts))
    }

    @Test func aModelOfBeforeChecksumsIsApplied() throws {
        var old = try object(try saved().data())
        #expect(old.removeValue(forKey: "checksum") != nil)
        let model = try SavedModel(JSONSerialization.data(withJSONObject: old))
        #expect(try model.predict(table).first?.count == 60)
    }
}
