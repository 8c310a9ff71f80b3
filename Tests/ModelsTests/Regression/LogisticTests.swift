import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct LogisticTests {
    static let names = ["tenure", "monthly_charges", "contract=One year", "contract=Two year"]

    /// Read once for all tests.
    private static let read = Result { try readTelco() }

    static func telco() throws -> (design: Matrix, target: [Bool]) { try read.get() }

    private static func readTelco() throws -> (design: Matrix, target: [Bool]) {
        let columns = try Fixture.columns("telco_churn.csv")
        func numbers(_ name: String) -> [Double] { (columns[name] ?? []).map { Double($0) ?? .nan } }
        let contract = columns["contract"] ?? []
        return (
            Matrix(columns: [
                numbers("tenure"), numbers("monthly_charges"), contract.map { $0 == "One year" ? 1 : 0 },
                contract.map { $0 == "Two year" ? 1 : 0 },
            ]),
            (columns["churn"] ?? []).map { $0 == "Yes" }
        )
    }

    /// The published figures of models.md, with more digits by statsmodels 0.15.0 `Logit`.
    @Test func telcoHasThePublishedCoefficientsAndDeviance() throws {
        let (design, target) = try Self.telco()
        let fitted = try Logistic().fit(design, names: Self.names, target: target)
        let expected = [
            (-1.6027094017015509, 0.08967236123145755), (-0.035728723016553, 0.002040638680945052),
            (0.02861745575319171, 0.001349422930022897), (-1.0624634415662626, 0.10053567219724542),
            (-2.022614716846833, 0.1661386491746371),
        ]
        for (found, (estimate, error)) in zip(fitted.coefficients, expected) {
            #expect(abs(found.estimate - estimate) < 1e-9, "\(found)")
            #expect(abs(found.standardError - error) < 1e-9, "\(found)")
        }
        #expect(abs(fitted.deviance - 6145.877658576032) < 1e-8)
        #expect(abs(fitted.nullDeviance - 8150.14589909571) < 1e-6)
        #expect(abs((fitted.coefficients[4].pValue ?? 0) / 4.262546952777948e-34 - 1) < 1e-6)
        #expect(abs(fitted.coefficients[2].low - 0.02597263541043432) < 1e-9)
        #expect(abs(fitted.aic - (6145.877658576032 + 10)) < 1e-7)
        let quality = ClassificationQuality(fitted.predict(design), target)
        // scikit-learn 1.9.1 on the same probabilities.
        #expect(abs((quality.auc ?? 0) - 0.8271137657253631) < 1e-12)
        #expect(abs((quality.averagePrecision ?? 0) - 0.6122790281249224) < 1e-10)
        #expect(abs(quality.brier - 0.14349119937665) < 1e-10)
        #expect(abs(quality.logLoss - 0.436311064786031) < 1e-10)
    }

    /// scikit-learn 1.9.1 `LogisticRegression(C=0.1)` on standardised columns.
    @Test func aRidgePenaltyIsThatOfScikitLearn() throws {
        let (design, target) = try Self.telco()
        let fitted = try Logistic(penalty: 10).fit(design, names: Self.names, target: target)
        let expected = [
            -1.5767035701498489, -0.03514450795963047, 0.0280026790851019, -1.0515074513842118, -1.9543969916043,
        ]
        for (found, estimate) in zip(fitted.coefficients, expected) { #expect(abs(found.estimate - estimate) < 1e-7) }
        #expect(fitted.effectiveParameters < 5 && fitted.effectiveParameters > 4)
    }

    /// statsmodels 0.15.0 `Logit(…).get_prediction().summary_frame()`, and `GLM` for 90 per cent.
    @Test func intervalsOfProbabilitiesAreThoseOfStatsmodels() throws {
        let (design, target) = try Self.telco()
        let some = design.selecting(rows: [0, 1, 2])
        let expected = [
            0.95: [
                (0.289214032008061, 0.338673803441074), (0.0814106576465313, 0.111348753037622),
                (0.445158630953613, 0.488506486997097),
            ],
            0.9: [
                (0.293029464104446, 0.334545290020346), (0.0835168393117636, 0.108623877125615),
                (0.448621340406407, 0.485006719552975),
            ],
        ]
        for (level, bounds) in expected {
            let fitted = try Logistic(level: level).fit(design, names: Self.names, target: target)
            let (low, high) = try #require(fitted.intervals(some))
            for (row, (from, to)) in bounds.enumerated() {
                #expect(abs(low[row] - from) < 1e-9 && abs(high[row] - to) < 1e-9, "\(level) \(row)")
            }
        }
    }

    @Test func aFitThatWasSavedBeforeIntervalsPredictsWithoutThem() throws {
        let (design, target) = try Self.telco()
        let fitted = try Logistic().fit(design, names: Self.names, target: target)
        var object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(fitted)) as? [String: Any]
        )
        #expect(object.removeValue(forKey: "covariance") != nil)
        let old = try JSONDecoder().decode(
            FittedLogistic.self,
            from: JSONSerialization.data(withJSONObject: object)
        )
        let some = design.selecting(rows: [0, 1])
        #expect(old.intervals(some) == nil && old.predict(some) == fitted.predict(some))
    }

    @Test func aColumnFarFromZeroPredictsAsTheSameColumnNearIt() throws {
        let near = (0..<40).map { Double($0 % 3 - 1) }
        let target = (0..<40).map { $0 % 3 == 0 ? $0 % 4 == 0 : $0 % 5 > 0 }
        let far = near.map { 1e12 + $0 }
        let one = try Logistic().fit(Matrix(columns: [near]), names: ["x"], target: target)
        let other = try Logistic().fit(Matrix(columns: [far]), names: ["x"], target: target)
        let predictions = zip(one.predict(Matrix(columns: [near])), other.predict(Matrix(columns: [far])))
        for (left, right) in predictions { #expect(abs(left - right) < 1e-9) }
    }

    @Test func valuesThatCannotBeSquaredAreRefused() throws {
        let design = Matrix(columns: [[1e200, 1, 2, 3, 4, 5]])
        let target = [true, false, true, false, true, true]
        let isTooLarge = { (error: any Error) in
            if case .unusable? = error as? ModelError { true } else { false }
        }
        #expect(performing: { try Logistic().fit(design, names: ["x"], target: target) }, throws: isTooLarge)
        #expect(
            performing: { try Linear().fit(design, names: ["x"], target: [1, 2, 3, 4, 5, 7]) },
            throws: isTooLarge
        )
        let small = Matrix(columns: [[0, 1, 2, 3, 4, 5]])
        #expect(
            performing: { try Linear().fit(small, names: ["x"], target: [1e200, 2, 3, 4, 5, 7]) },
            throws: isTooLarge
        )
    }

    @Test func parametersAreRecoveredFromSimulatedData() throws {
        var random = SplittableRandom(seed: 8)
        let rows = (0..<4_000).map { _ in [random.uniform(), 1e6 * random.uniform()] }
        let target = rows.map { random.uniform() < 1 / (1 + exp(-(-1 + 3 * $0[0] - 2e-6 * $0[1]))) }
        let fitted = try Logistic().fit(Matrix(rows: rows), names: ["a", "b"], target: target)
        for (found, truth) in zip(fitted.coefficients, [-1, 3, -2e-6]) {
            #expect(abs(found.estimate - truth) < 4 * found.standardError, "\(found)")
        }
    }

    @Test func aShuffleOfRowsChangesNothing() throws {
        let (design, target) = try Self.telco()
        let some = Array(0..<1_500)
        var random = SplittableRandom(seed: 9)
        let mixed = some.shuffled(using: &random)
        let one = try Logistic().fit(design.selecting(rows: some), names: Self.names, target: some.map { target[$0] })
        let other = try Logistic().fit(
            design.selecting(rows: mixed),
            names: Self.names,
            target: mixed.map { target[$0] }
        )
        for (left, right) in zip(one.coefficients, other.coefficients) {
            #expect(abs(left.estimate - right.estimate) < 1e-9)
        }
    }

    @Test func contributionsSumToTheLogOddsBesideTheMeanCustomer() throws {
        let (design, target) = try Self.telco()
        let fitted = try Logistic().fit(design, names: Self.names, target: target)
        let some = design.selecting(rows: [0, 5, 77])
        let parts = fitted.contributions(some)
        let mean = fitted.logOdds(Matrix(rows: 1, columns: 4, elements: fitted.means))[0]
        for (row, logOdds) in fitted.logOdds(some).enumerated() {
            #expect(abs(parts.row(row).reduce(mean, +) - logOdds) < 1e-12)
        }
    }

    @Test func inputThatCannotBeFittedIsRefusedWithItsReason() throws {
        let logistic = Logistic()
        let x = Matrix(rows: [[1], [2], [3], [4]])
        #expect(throws: ModelError.tooFewRows(needed: 3, found: 0)) {
            try logistic.fit(Matrix(rows: 0, columns: 1), names: ["x"], target: [])
        }
        #expect(throws: ModelError.tooFewRows(needed: 3, found: 1)) {
            try logistic.fit(Matrix(rows: [[1]]), names: ["x"], target: [true])
        }
        #expect(throws: ModelError.oneClassOnly(target: "churn", value: "1")) {
            try logistic.fit(x, names: ["x"], target: [true, true, true, true], targetName: "churn")
        }
        #expect(throws: ModelError.constantColumn("x")) {
            try logistic.fit(Matrix(rows: [[5], [5], [5], [5]]), names: ["x"], target: [true, false, true, false])
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 1)) {
            try logistic.fit(Matrix(rows: [[.nan], [1], [2], [3]]), names: ["x"], target: [true, false, true, false])
        }
        #expect(throws: ModelError.self) {
            try Logistic(penalty: -1).fit(x, names: ["x"], target: [true, false, true, false])
        }
    }

    @Test func collinearColumnsAreDroppedByNameAndAmountsOf1e12DoNoHarm() throws {
        var random = SplittableRandom(seed: 3)
        let rows = (0..<200).map { _ in
            let x = random.uniform()
            return [1e12 * x, 1e12 - 1e12 * x, random.uniform()]
        }
        let target = rows.map { random.uniform() < $0[0] / 1e12 }
        let fitted = try Logistic().fit(Matrix(rows: rows), names: ["stay", "leave", "z"], target: target)
        #expect(fitted.dropped == ["leave"])
        #expect(fitted.predict(Matrix(rows: rows)).allSatisfy { $0 > 0 && $0 < 1 })
    }
}
