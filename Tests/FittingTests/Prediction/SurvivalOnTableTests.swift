import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct SurvivalOnTableTests {
    /// statsmodels 0.15.0 `PHReg(ties="efron")`, with further Newton steps until nothing changes; the concordance is
    /// lifelines 0.30.3's.
    @Test func coxOnTelcoIsThatOfStatsmodels() throws {
        let table = try PredictionTables.telco.get()
        let options = FitOptions(
            model: "cox",
            [.time: "tenure", .target: "churn", .positive: "Yes", .features: "monthly_charges,contract"]
        )
        let (fitted, document) = try CoxOnTable.fit(table, options)
        let expected = [
            ("monthly_charges", 0.0002100438841271697, 0.0008991802970451149),
            ("contract=One year", -2.189892731668972, 0.08360205574262206),
            ("contract=Two year", -4.222086416824386, 0.1568828112255998),
        ]
        #expect(document.parameters.map(\.name) == expected.map(\.0))
        for (name, estimate, error) in expected {
            #expect(abs(try #require(document.number("parameters", name)) - estimate) < 1e-8, "\(name)")
            #expect(abs(try #require(document.number("standardErrors", name)) - error) < 1e-8, "\(name)")
        }
        #expect(abs(try #require(document.logLikelihood) + 14343.541902674035) < 1e-7)
        #expect(abs(try #require(document.number("concordance")) - 0.7534443638469248) < 1e-6)
        #expect(document.isFinite)
        let columns = try CoxOnTable.predict(fitted, PredictionTables.prefix(table, 4), FitOptions([.horizon: "24"]))
        #expect(
            columns.map(\.name) == [
                "risk", "riskLow", "riskHigh", "survival", "survivalLow", "survivalHigh", "reason1", "reason2",
            ]
        )
        #expect(PredictionTables.texts(columns, "reason1")[1]?.hasPrefix("contract=One year (−0.72)") == true)
        let bounds = zip(PredictionTables.numbers(columns, "riskLow"), PredictionTables.numbers(columns, "riskHigh"))
        for (risk, (low, high)) in zip(PredictionTables.numbers(columns, "risk"), bounds) {
            #expect(low < risk && risk < high)
        }
        let risks = PredictionTables.numbers(columns, "risk")
        let survivals = PredictionTables.numbers(columns, "survival")
        // The first pays by the month, the second by the year.
        #expect(risks[0] > 5 * risks[1] && survivals[0] < survivals[1])
        #expect(survivals.allSatisfy { $0 > 0 && $0 < 1 })
    }

    /// Medians by R's survival, log intervals; χ² of `survdiff` 10.3.
    @Test func curvesOfLungAreThoseOfR() throws {
        let table = try PredictionTables.lung.get()
        let options = FitOptions([.time: "time", .target: "status", .group: "sex", .method: "log"])
        let (fitted, document) = try KaplanMeierOnTable.fit(table, options)
        #expect(document.number("median") == 310 && document.number("medianLow") == 285)
        #expect(document.number("groups", "1", "median") == 270 && document.number("groups", "2", "median") == 426)
        #expect(abs(try #require(document.number("logRank", "statistic")) - 10.3267420) < 1e-6)
        #expect(document.isFinite)
        let columns = try KaplanMeierOnTable.predict(
            fitted,
            DataTable([DataColumn("sex", numbers: [1, 2, .nan, 9])]),
            FitOptions([.horizon: "300"])
        )
        #expect(PredictionTables.numbers(columns, "median") == [270, 426, 310, 310])
        let survivals = PredictionTables.numbers(columns, "survival")
        #expect(survivals[0] < survivals[2] && survivals[2] < survivals[1])
        #expect(PredictionTables.numbers(columns, "medianLow") == [212, 348, 285, 285])
        #expect(PredictionTables.numbers(columns, "medianHigh") == [310, 550, 363, 363])
        for (survival, low) in zip(survivals, PredictionTables.numbers(columns, "survivalLow")) {
            #expect(low < survival)
        }
    }

    /// Each of thirty kinds has one customer, who is the only one of it.
    @Test func anErrorOfManyColumnsNamesAFew() throws {
        let table = DataTable([
            DataColumn("t", numbers: (0..<31).map { Double($0 % 4) }),
            DataColumn("e", numbers: (0..<31).map { $0 < 2 ? 1 : 0 }),
            DataColumn("kind", texts: (0..<31).map { $0 < 30 ? "kind\($0)" : "kind0" }),
        ])
        let options = FitOptions([.time: "t", .target: "e", .features: "kind"])
        #expect(
            performing: { try CoxOnTable.fit(table, options) },
            throws: { error in
                guard case .unusable(let text, _)? = error as? ModelError else { return false }
                return text.english.count < 300 && text.chinese.count < 200
            }
        )
    }

    @Test func aShuffleOfRowsChangesNothing() throws {
        let table = try PredictionTables.lung.get()
        var random = SplittableRandom(seed: 2)
        let mixed = PredictionTables.selecting(table, Array(0..<table.rowCount).shuffled(using: &random))
        let options = FitOptions([.time: "time", .target: "status", .features: "age,sex,ph_ecog"])
        let one = try CoxOnTable.fit(table, options).document
        let other = try CoxOnTable.fit(mixed, options).document
        #expect(one.rowsLeftOut == 1)
        for name in ["age", "sex", "ph_ecog"] {
            let left = try #require(one.number("parameters", name))
            let right = try #require(other.number("parameters", name))
            #expect(abs(left - right) < 1e-9)
        }
        let curves = FitOptions([.time: "time", .target: "status"])
        #expect(
            try KaplanMeierOnTable.fit(table, curves).document.object
                == KaplanMeierOnTable.fit(mixed, curves).document.object
        )
    }

    @Test func extremeTablesAreRefusedOrFinite() throws {
        let options = FitOptions(model: "x", [.time: "t", .target: "e"])
        func table(_ times: [Double], _ events: [Double], _ x: [Double]) -> DataTable {
            DataTable([DataColumn("t", numbers: times), DataColumn("e", numbers: events), DataColumn("x", numbers: x)])
        }
        #expect(throws: (any Error).self) { try KaplanMeierOnTable.fit(table([], [], []), options) }
        #expect(throws: (any Error).self) { try CoxOnTable.fit(table([], [], []), options) }
        #expect(throws: ModelError.negative(column: "t", row: 2, value: -1)) {
            try KaplanMeierOnTable.fit(table([1, -1], [1, 0], [1, 2]), options)
        }
        #expect(throws: ModelError.notFinite(column: "t", row: 1)) {
            try CoxOnTable.fit(table([.infinity, 1], [1, 0], [1, 2]), options)
        }
        let gone = try KaplanMeierOnTable.fit(table([1, 2, 2], [1, 1, 1], [1, 2, 3]), options).document
        #expect(gone.isFinite && gone.number("median") == 2)
        let stayed = try KaplanMeierOnTable.fit(table([1, 2e12, 2], [0, 0, 0], [1, 2, 3]), options).document
        #expect(stayed.isFinite && stayed.number("median") == nil && stayed.number("events") == 0)
        #expect(throws: ModelError.self) { try CoxOnTable.fit(table([1, 2, 2], [0, 0, 0], [1, 2, 3]), options) }
        #expect(throws: ModelError.self) { try CoxOnTable.fit(table([1], [1], [1]), options) }
        #expect(throws: ModelError.self) {
            try CoxOnTable.fit(table([1, 2, 3, 4], [1, 1, 1, 1], [4, 3, 2, 1]), options)
        }
        let all = try CoxOnTable.fit(table([1, 2, 3, 4], [1, 1, 1, 1], [4e12, 1e12, 3e12, 2e12]), options).document
        #expect(all.isFinite)
        let grouped = FitOptions([.time: "t", .target: "e", .group: "x"])
        let alone = try KaplanMeierOnTable.fit(table([1, 2, 3], [1, 0, 1], [1, 2, 3]), grouped).document
        #expect(alone.isFinite)
        #expect(throws: TableError.self) {
            try KaplanMeierOnTable.fit(
                DataTable([DataColumn("t", texts: ["1", "x"]), DataColumn("e", numbers: [1, 0])]),
                options
            )
        }
    }
}
