import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct LogisticOnTableTests {
    static let options: [FitOption: String] = [
        .target: "churn", .positive: "Yes", .features: "tenure,monthly_charges,contract", .holdout: "none",
    ]

    /// models.md: −1.602709, −.0357287, .0286175, −1.062463, −2.022615, deviance 6145.8777.
    @Test func telcoHasThePublishedFigures() throws {
        let table = try PredictionTables.telco.get()
        let (fitted, document) = try LogisticOnTable.fit(table, FitOptions(Self.options))
        let expected = [
            ("(intercept)", -1.602709), ("tenure", -0.0357287), ("monthly_charges", 0.0286175),
            ("contract=One year", -1.062463), ("contract=Two year", -2.022615),
        ]
        #expect(document.parameters.map(\.name) == expected.map(\.0))
        for (name, value) in expected {
            #expect(abs(try #require(document.number("parameters", name)) - value) < 5e-7, "\(name)")
        }
        #expect(abs(try #require(document.number("deviance")) - 6145.8777) < 5e-5)
        #expect(abs(try #require(document.number("auc")) - 0.8271137657253631) < 1e-12)
        #expect(abs(try #require(document.number("oddsRatios", "contract=Two year", "ratio")) - exp(-2.022615)) < 1e-6)
        #expect(document.text("estimator") == "maximum-likelihood")
        #expect(document.isFinite)
        let columns = try LogisticOnTable.predict(fitted, PredictionTables.prefix(table, 5), FitOptions())
        #expect(columns.map(\.name) == ["probability", "low", "high", "reason1", "reason2", "reason3"])
        let first = 1 / (1 + exp(1.602709 + 0.0357287 - 0.0286175 * 29.85))
        #expect(abs(PredictionTables.numbers(columns, "probability")[0] - first) < 1e-6)
        #expect(PredictionTables.texts(columns, "reason1")[0]?.hasPrefix("tenure=1 (+1.1") == true)
        // statsmodels 0.15.0.
        #expect(abs(PredictionTables.numbers(columns, "low")[0] - 0.289214032008061) < 1e-9)
        #expect(abs(PredictionTables.numbers(columns, "high")[0] - 0.338673803441074) < 1e-9)
    }

    @Test func qualityIsOfRowsThatWereNotSeenAndOrderChangesNothing() throws {
        let table = PredictionTables.keeping(
            PredictionTables.prefix(try PredictionTables.telco.get(), 700),
            ["churn", "tenure", "contract", "internet_service"]
        )
        var options = FitOptions([.target: "churn"])
        options.texts[.folds] = "4"
        let one = try LogisticOnTable.fit(table, options).document
        #expect(one.number("validation", "folds") == 4 && one.number("validation", "rows") == 700)
        #expect(one.text("positive") == "Yes")
        #expect(try #require(one.number("auc")) < #require(one.number("inSample", "auc")))
        var random = SplittableRandom(seed: 12)
        let mixed = PredictionTables.selecting(table, Array(0..<700).shuffled(using: &random))
        let other = try LogisticOnTable.fit(DataTable(mixed.columns.reversed()), options).document
        for name in ["auc", "prAuc", "brier", "logLoss", "deviance"] {
            #expect(abs(try #require(one.number(name)) - #require(other.number(name))) < 1e-8, "\(name)")
        }
        options.texts[.holdout] = "0.25"
        let held = try LogisticOnTable.fit(table, options).document
        #expect(held.number("validation", "rows") == 175)
    }

    @Test func identifiersAreNotTakenAndCollinearColumnsAreSaid() throws {
        let count = 60
        let table = DataTable([
            DataColumn("rownames", numbers: (1...count).map(Double.init)),
            DataColumn("name", texts: (0..<count).map { "c\($0)" }),
            DataColumn("x", numbers: (0..<count).map { Double($0 * 7 % 11) }),
            DataColumn("twice", numbers: (0..<count).map { 2 * Double($0 * 7 % 11) }),
            DataColumn("same", numbers: [Double](repeating: 3, count: count)),
            DataColumn("empty", numbers: [Double](repeating: .nan, count: count)),
            DataColumn("y", numbers: (0..<count).map { $0 % 3 == 0 ? 1 : 0 }),
        ])
        let document = try LogisticOnTable.fit(table, FitOptions([.target: "y"])).document
        #expect(document.parameters.map(\.name) == ["(intercept)", "x"])
        let notes = document.notes.map(\.english).joined(separator: " ")
        for name in ["rownames", "name", "empty", "twice", "same"] { #expect(notes.contains(name)) }
        #expect(document.isFinite)
    }

    @Test func missingRowsAreCountedAndPredictedAsMissing() throws {
        let table = DataTable([
            DataColumn("x", numbers: (0..<40).map { $0 == 3 ? .nan : Double($0 * 13 % 17) }),
            DataColumn("g", texts: (0..<40).map { $0 == 5 ? nil : ["a", "b", "c"][$0 % 3] }),
            DataColumn("y", texts: (0..<40).map { $0 == 9 ? nil : ["no", "yes"][($0 * 7 % 5) % 2] }),
        ])
        let (fitted, document) = try LogisticOnTable.fit(table, FitOptions([.target: "y"]))
        #expect(document.rowsLeftOut == 3 && document.n == 37)
        let new = DataTable([
            DataColumn("x", numbers: [1, .nan, 2]), DataColumn("g", texts: ["a", "b", "new"]),
        ])
        let probabilities = PredictionTables.numbers(
            try LogisticOnTable.predict(fitted, new, FitOptions()),
            "probability"
        )
        #expect(probabilities.map(\.isNaN) == [false, true, true])
    }

    /// As of Canada's senators, whose first day is a column of 416 dates.
    @Test func datesAreRefusedAsDatesAndNotTakenByThemselves() throws {
        let table = DataTable([
            DataColumn("joined", texts: (0..<40).map { "20\(10 + $0 % 14)-0\(1 + $0 % 9)-15" }),
            DataColumn("campaign", texts: (0..<40).map { "2024/\(1 + $0 % 3)/1" }),
            DataColumn("y", numbers: (0..<40).map { $0 % 3 == 0 ? 1 : 0 }),
        ])
        let options: [FitOption: String] = [.target: "y", .features: "joined"]
        #expect(
            performing: { try LogisticOnTable.fit(table, FitOptions(options)) },
            throws: { error in
                guard case .unusable(let text, let advice?)? = error as? ModelError else { return false }
                return text.english.contains("holds dates") && text.chinese.contains("日期")
                    && advice.english.contains("days between")
            }
        )
        let document = try LogisticOnTable.fit(table, FitOptions([.target: "y"])).document
        #expect(document.notes.contains { $0.english.contains("\"joined\" was not taken: it holds dates") })
        #expect(document.parameters.contains { $0.name.hasPrefix("campaign=") })
    }

    @Test func threeOutcomesAreRefusedWithTheWayOut() throws {
        let table = DataTable([
            DataColumn("x", numbers: [1, 2, 3, 4, 5, 6]),
            DataColumn("y", texts: ["class_0", "class_1", "class_2", "class_0", "class_1", "class_2"]),
        ])
        #expect(
            performing: { try LogisticOnTable.fit(table, FitOptions([.target: "y"])) },
            throws: { error in
                guard case .unusable(let text, let advice?)? = error as? ModelError else { return false }
                return text.english.contains("class_0, class_1, class_2")
                    && advice.english.contains("--positive class_2") && advice.chinese.contains("tree")
            }
        )
    }

    @Test func separationIsSaid() throws {
        let table = DataTable([
            DataColumn("x", numbers: (0..<30).map(Double.init)),
            DataColumn("y", texts: (0..<30).map { $0 < 14 ? "no" : "yes" }),
        ])
        let document = try LogisticOnTable.fit(table, FitOptions([.target: "y", .features: "x"])).document
        #expect(document.text("estimator") == "firth" && document.text("test") == "likelihood-ratio")
        let statistic = try #require(document.number("chiSquaredValues", "x"))
        let pValue = try #require(document.number("pValues", "x"))
        #expect(abs(ChiSquared(degreesOfFreedom: 1).survival(statistic) - pValue) < 1e-12)
        #expect(document.number("zValues", "x") == nil)
        let low = try #require(document.number("intervals", "x", "low"))
        #expect((pValue < 0.05) == (low > 0))
        let headings = document.tables[0].headings.map(\.english)
        #expect(headings.contains("χ²") && !headings.contains("z"))
        #expect(document.notes.contains { $0.english.contains("Firth") && $0.chinese.contains("Firth") })
        #expect(document.isFinite)
    }

    @Test func inputThatCannotBeFittedIsRefusedWithItsReason() throws {
        func fit(_ columns: [DataColumn], _ options: [FitOption: String] = [.target: "y"]) throws {
            _ = try LogisticOnTable.fit(DataTable(columns), FitOptions(model: "logistic", options))
        }
        let x = DataColumn("x", numbers: [1, 2, 3, 4])
        let y = DataColumn("y", numbers: [0, 1, 0, 1])
        #expect(throws: TableError.optionMissing(.target, model: "logistic")) { try fit([x, y], [:]) }
        #expect(throws: TableError.noColumn("z", known: ["x", "y"])) { try fit([x, y], [.target: "z"]) }
        #expect(throws: TableError.self) { try fit([x, y], [.target: "y", .positive: "7"]) }
        #expect(throws: TableError.self) { try fit([x, y], [.target: "y", .penalty: "-3"]) }
        #expect(throws: ModelError.self) { try fit([x, DataColumn("y", texts: ["a", "b", "c", "a"])]) }
        #expect(throws: ModelError.oneClassOnly(target: "y", value: "1")) {
            try fit([x, DataColumn("y", numbers: [1, 1, 1, 1])])
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 2)) {
            try fit([DataColumn("x", numbers: [1, .infinity, 3, 4]), y])
        }
        #expect(throws: ModelError.self) { try fit([y]) }
        #expect(throws: ModelError.self) { try fit([DataColumn("x", numbers: []), DataColumn("y", numbers: [])]) }
        #expect(throws: ModelError.self) { try fit([x, y], [.target: "y", .features: "y"]) }
        let mostly = DataColumn("x", texts: (0..<300).map { $0 == 200 ? "oops" : "\($0).5" })
        #expect(throws: TableError.textInNumbers(column: "x", row: 201, text: "oops")) {
            try fit(
                [mostly, DataColumn("y", numbers: (0..<300).map { Double($0 % 2) })],
                [.target: "y", .features: "x"]
            )
        }
    }

    @Test func aSplitByTimeHoldsOutTheLatest() throws {
        let times = (0..<50).map { Instant(microseconds: Int64(($0 * 37) % 50)) }
        let table = DataTable([
            DataColumn("when", .instants(times)),
            DataColumn("x", numbers: (0..<50).map { Double($0 * 7 % 13) }),
            DataColumn("y", numbers: (0..<50).map { Double(($0 * 11 % 7) % 2) }),
        ])
        let options = FitOptions([.target: "y", .time: "when", .holdout: "0.3"])
        let document = try LogisticOnTable.fit(table, options).document
        #expect(document.number("validation", "rows") == 15)
        #expect(document.parameters.map(\.name) == ["(intercept)", "x"])
    }
}

@Suite struct LinearOnTableTests {
    @Test func reasonsAreTheLargestContributionsInTheTargetsUnit() throws {
        let table = DataTable([
            DataColumn("x", numbers: [0.12345678901, 1, 2, 3, 4, 5]), DataColumn("z", numbers: [1, 0, 1, 0, 0, 1]),
            DataColumn("y", numbers: [10_000, 20_000, 30_000, 40_000, 50_000, 60_001]),
        ])
        let (fitted, _) = try LinearOnTable.fit(table, FitOptions([.target: "y"]))
        let columns = try LinearOnTable.predict(fitted, table, FitOptions())
        #expect(columns.map(\.name) == ["prediction", "low", "high", "reason1", "reason2"])
        let reason = try #require(PredictionTables.texts(columns, "reason1")[0])
        #expect(reason.hasPrefix("x=0.123457 (−24") && reason.dropFirst("x=0.123457 (".count).count == 7)
        #expect(PredictionTables.texts(columns, "reason2")[0]?.hasPrefix("z=1 (") == true)
    }

    @Test func categoriesAreMeasuredFromTheFirstLevel() throws {
        let table = DataTable([
            DataColumn("g", texts: ["a", "b", "c", "a", "b", "c", "a", "b", "c"]),
            DataColumn("y", numbers: [1, 4, 9, 2, 5, 11, 3, 6, 10]),
        ])
        let (fitted, document) = try LinearOnTable.fit(table, FitOptions([.target: "y"]))
        #expect(document.parameters.map(\.name) == ["(intercept)", "g=b", "g=c"])
        for (field, expected) in zip(document.parameters, [2.0, 3, 8]) {
            guard case .number(let value) = field.value else { continue }
            #expect(abs(value - expected) < 1e-12)
        }
        #expect(document.isFinite)
        let columns = try LinearOnTable.predict(
            fitted,
            DataTable([DataColumn("g", texts: ["c", nil, "z"])]),
            FitOptions()
        )
        let predictions = PredictionTables.numbers(columns, "prediction")
        #expect(abs(predictions[0] - 10) < 1e-12 && predictions[1].isNaN && predictions[2].isNaN)
        #expect(PredictionTables.numbers(columns, "low")[0] < 10 && PredictionTables.numbers(columns, "high")[0] > 10)
    }

    @Test func extremeTablesAreRefusedOrFinite() throws {
        func fit(_ columns: [DataColumn]) throws -> FitDocument {
            try LinearOnTable.fit(DataTable(columns), FitOptions(model: "linear", [.target: "y"])).document
        }
        let x = DataColumn("x", numbers: [1, 2, 3, 4, 5])
        #expect(throws: ModelError.constantColumn("y")) { try fit([x, DataColumn("y", numbers: [2, 2, 2, 2, 2])]) }
        #expect(throws: TableError.self) { try fit([x, DataColumn("y", texts: ["1", "2", "b", "3", "4"])]) }
        #expect(throws: ModelError.self) { try fit([DataColumn("x", numbers: [1]), DataColumn("y", numbers: [1])]) }
        #expect(throws: ModelError.self) { try fit([DataColumn("x", numbers: []), DataColumn("y", numbers: [])]) }
        #expect(throws: ModelError.notFinite(column: "y", row: 5)) {
            try fit([x, DataColumn("y", numbers: [2, 2, 3, 2, -.infinity])])
        }
        let perfect = try fit([x, DataColumn("y", numbers: [1e12, 2e12, 3e12, 4e12, 5e12])])
        #expect(perfect.isFinite && perfect.logLikelihood == nil)
        let repeated = try fit([
            DataColumn("x", numbers: [1, 1, 1, 2, 2, 2]), DataColumn("y", numbers: [-5, 0, 0, 1e12, 1e12, 2]),
        ])
        #expect(repeated.isFinite)
    }
}
