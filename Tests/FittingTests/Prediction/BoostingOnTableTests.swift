import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct BoostingOnTableTests {
    private static func telco(_ rows: Int) throws -> DataTable {
        PredictionTables.keeping(
            PredictionTables.prefix(try PredictionTables.telco.get(), rows),
            ["churn", "tenure", "contract", "monthly_charges", "total_charges", "internet_service"]
        )
    }

    static let options = FitOptions(model: "boosting", [.target: "churn", .trees: "40", .rate: "0.3"])

    @Test func telcoIsRankedAndExplained() throws {
        let table = try Self.telco(1_500)
        let (fitted, document) = try BoostingOnTable.fit(table, Self.options)
        #expect(try #require(document.number("auc")) > 0.78)
        #expect(document.text("positive") == "Yes" && document.text("calibration") == "platt")
        #expect(document.isFinite)
        let columns = try BoostingOnTable.predict(fitted, table, FitOptions())
        #expect(columns.map(\.name) == ["probability", "reason1", "reason2", "reason3"])
        #expect(PredictionTables.numbers(columns, "probability").allSatisfy { $0 > 0 && $0 < 1 })
        let most = PredictionTables.texts(columns, "reason1").compactMap { $0?.split(separator: "=").first }
        #expect(most.count { $0 == "contract" || $0 == "tenure" } > 500)
    }

    /// A fifth of 400 rows holds some twenty customers who leave: too few to measure by.
    @Test func fewRowsAreMeasuredByCrossValidationAndWithTheirUncertainty() throws {
        let few = try BoostingOnTable.fit(try Self.telco(400), Self.options).document
        #expect(few.number("validation", "folds") == 5 && few.number("validation", "rows") == 400)
        let low = try #require(few.number("aucInterval", "low"))
        let high = try #require(few.number("aucInterval", "high"))
        let auc = try #require(few.number("auc"))
        #expect(low < auc && auc < high)
        var options = Self.options
        options.texts[.holdout] = "0.2"
        let held = try BoostingOnTable.fit(try Self.telco(400), options).document
        #expect(held.number("validation", "rows") == 80)
        #expect(held.notes.contains { $0.english.contains("95 % interval of AUC") && $0.chinese.contains("95% 区间") })
        let many = try BoostingOnTable.fit(try Self.telco(3_000), Self.options).document
        #expect(many.number("validation", "rows") == 600 && many.number("validation", "folds") == nil)
        #expect(!many.notes.contains { $0.english.contains("uncertain") })
    }

    /// Of 30 rows with one other value, four of five parts to learn from may lack it.
    @Test func partsWithOneValueOnlyAreNotLearnedFrom() throws {
        let table = DataTable([
            DataColumn("x", numbers: (0..<30).map { Double($0 % 7) }),
            DataColumn("y", numbers: (0..<30).map { $0 == 3 ? 5 : $0 == 4 ? 6 : 1 }),
        ])
        // Both odd rows are held out together by a fifth of the seeds.
        for seed in 1...30 {
            let options = FitOptions([.target: "y", .trees: "5", .seed: "\(seed)"])
            let document = try BoostingOnTable.fit(table, options).document
            #expect(document.isFinite && document.notes.contains { $0.english.contains("uncertain") })
        }
    }

    @Test func orderOfRowsAndColumnsChangesNoByte() throws {
        let table = try Self.telco(400)
        var random = SplittableRandom(seed: 5)
        let mixed = PredictionTables.selecting(table, Array(0..<400).shuffled(using: &random))
        let one = try BoostingOnTable.fit(table, Self.options)
        let other = try BoostingOnTable.fit(DataTable(mixed.columns.reversed()), Self.options)
        #expect(one.fitted.model.model == other.fitted.model.model)
        #expect(one.document.number("auc") == other.document.number("auc"))
        // A sum over rows in another order.
        let losses = try (#require(one.document.number("logLoss")), #require(other.document.number("logLoss")))
        #expect(abs(losses.0 - losses.1) < 1e-12)
    }

    @Test func aNumericTargetIsLearnedAsANumber() throws {
        let table = DataTable([
            DataColumn("x", numbers: (0..<300).map { Double($0 * 7 % 101) }),
            DataColumn("z", numbers: (0..<300).map { Double($0 * 3 % 7) }),
            DataColumn("spend", numbers: (0..<300).map { 1e6 * Double($0 * 7 % 101) }),
        ])
        let options = FitOptions([.target: "spend", .features: "x,z", .trees: "60", .rate: "0.3"])
        let (fitted, document) = try BoostingOnTable.fit(table, options)
        #expect(document.text("objective") == "number" && document.isFinite)
        #expect(try #require(document.number("validatedRSquared")) > 0.99)
        let columns = try BoostingOnTable.predict(fitted, table, FitOptions())
        #expect(columns[0].name == "prediction")
        #expect(try #require(document.number("importance", "x")) > 50 * #require(document.number("importance", "z")))
    }

    @Test func extremeTablesAreRefusedOrFinite() throws {
        func fit(_ columns: [DataColumn], _ target: String = "y") throws -> FitDocument {
            try BoostingOnTable.fit(
                DataTable(columns),
                FitOptions(model: "boosting", [.target: target, .trees: "20"])
            ).document
        }
        #expect(throws: ModelError.self) { try fit([DataColumn("x", numbers: []), DataColumn("y", numbers: [])]) }
        #expect(throws: ModelError.self) { try fit([DataColumn("x", numbers: [1]), DataColumn("y", numbers: [1])]) }
        let y = DataColumn("y", numbers: (0..<30).map { Double($0 % 2) })
        #expect(throws: ModelError.constantColumn("x")) {
            try fit([DataColumn("x", numbers: [Double](repeating: 1, count: 30)), y])
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 3)) {
            try fit([DataColumn("x", numbers: (0..<30).map { $0 == 2 ? .infinity : Double($0 % 7) }), y])
        }
        #expect(throws: ModelError.oneClassOnly(target: "y", value: "yes")) {
            try fit([y, DataColumn("y", texts: [String](repeating: "yes", count: 30))].reversed())
        }
        let duplicated = try fit([DataColumn("x", numbers: (0..<30).map { Double($0 % 2) }), y])
        #expect(duplicated.isFinite)
        let missing = try fit([
            DataColumn("x", numbers: (0..<30).map { $0 % 3 == 0 ? .nan : 1e12 * Double($0 % 5) }), y,
        ])
        #expect(missing.isFinite && missing.rowsLeftOut == 0)
    }
}
