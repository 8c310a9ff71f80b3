import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct LinearTests {
    /// The relative error's negative logarithm, as NIST counts correct digits.
    private static func digits(_ value: Double, _ certified: Double) -> Double {
        value == certified ? 16 : -log10(abs(value - certified) / abs(certified))
    }

    /// https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml
    @Test func longleyHasTheCertifiedValuesOfNIST() throws {
        let rows: [[Double]] = [
            [60323, 83.0, 234289, 2356, 1590, 107608, 1947], [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
            [60171, 88.2, 258054, 3682, 1616, 109773, 1949], [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
            [63221, 96.2, 328975, 2099, 3099, 112075, 1951], [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
            [64989, 99.0, 365385, 1870, 3547, 115094, 1953], [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
            [66019, 101.2, 397469, 2904, 3048, 117388, 1955], [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
            [68169, 108.4, 442769, 2936, 2798, 120445, 1957], [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
            [68655, 112.6, 482704, 3813, 2552, 123366, 1959], [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
            [69331, 115.7, 518173, 4806, 2572, 127852, 1961], [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
        ]
        let fitted = try Linear().fit(
            Matrix(rows: rows.map { Array($0.dropFirst()) }),
            names: (1...6).map { "x\($0)" },
            target: rows.map { $0[0] }
        )
        let certified = [
            (-3_482_258.63459582, 890_420.383607373), (15.0618722713733, 84.9149257747669),
            (-0.358191792925910e-01, 0.334910077722432e-01), (-2.02022980381683, 0.488399681651699),
            (-1.03322686717359, 0.214274163161675), (-0.511041056535807e-01, 0.226073200069370),
            (1829.15146461355, 455.478499142212),
        ]
        for (found, expected) in zip(fitted.coefficients, certified) {
            #expect(Self.digits(found.estimate, expected.0) > 11.5, "\(found)")
            #expect(Self.digits(found.standardError, expected.1) > 11.5, "\(found)")
        }
        #expect(Self.digits(fitted.residualStandardError, 304.854073561965) > 12)
        #expect(Self.digits(fitted.rSquared, 0.995479004577296) > 13)
        #expect(Self.digits(try #require(fitted.fStatistic), 330.285339234588) > 12)
    }

    /// https://www.itl.nist.gov/div898/strd/lls/data/Norris.shtml
    @Test func norrisHasTheCertifiedValuesOfNIST() throws {
        let y = [
            0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3,
            448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6,
            228.9, 668.4, 449.2, 0.2,
        ]
        let x = [
            0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0,
            447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3,
            229.2, 669.1, 448.9, 0.5,
        ]
        let fitted = try Linear().fit(Matrix(columns: [x]), names: ["x"], target: y)
        #expect(Self.digits(fitted.coefficients[0].estimate, -0.262323073774029) > 12)
        #expect(Self.digits(fitted.coefficients[1].estimate, 1.00211681802045) > 13)
        #expect(Self.digits(fitted.coefficients[0].standardError, 0.232818234301152) > 12)
        #expect(Self.digits(fitted.coefficients[1].standardError, 0.429796848199937e-03) > 12)
        #expect(Self.digits(fitted.residualStandardError, 0.884796396144373) > 12)
        #expect(Self.digits(fitted.rSquared, 0.999993745883712) > 13)
    }

    /// statsmodels 0.15.0 `OLS` on the telco data; its AIC and BIC do not count the variance, R's do.
    @Test func figuresAreThoseOfStatsmodelsOnTelco() throws {
        let tenure = try Fixture.numbers("telco_churn.csv", "tenure")
        let charges = try Fixture.numbers("telco_churn.csv", "monthly_charges")
        let senior = try Fixture.numbers("telco_churn.csv", "senior_citizen")
        let design = Matrix(columns: [tenure, senior])
        let fitted = try Linear().fit(design, names: ["tenure", "senior"], target: charges)
        LinearOracle.check(fitted)
        let row = Matrix(rows: [[10, 1]])
        #expect(abs(fitted.predict(row)[0] - LinearOracle.prediction) < 1e-9)
        #expect(abs(fitted.predictionMargins(row)[0] - LinearOracle.margin) < 1e-9)
    }

    /// statsmodels 0.15.0 `OLS(…).get_prediction().summary_frame()`: `obs_ci_lower` and `obs_ci_upper`.
    @Test func intervalsOfPredictionsAreThoseOfStatsmodelsAndContributionsSumToThem() throws {
        let columns = try ["tenure", "senior_citizen"].map { try Fixture.numbers("telco_churn.csv", $0) }
        let design = Matrix(columns: columns)
        let charges = try Fixture.numbers("telco_churn.csv", "monthly_charges")
        let fitted = try Linear().fit(design, names: ["tenure", "senior"], target: charges)
        let some = design.selecting(rows: [0, 1, 2])
        let expected = [
            (52.5104465151246, -3.21317140387666, 108.234064434126),
            (62.3885926524687, 6.67133500638847, 118.105850298549),
            (52.8097842768623, -2.91343103614852, 108.532999589873),
        ]
        let margins = fitted.predictionMargins(some)
        let mean = charges.reduce(0, +) / Double(charges.count)
        for (row, found) in fitted.predict(some).enumerated() {
            #expect(abs(found - expected[row].0) < 1e-9)
            #expect(abs(found - margins[row] - expected[row].1) < 1e-9)
            #expect(abs(found + margins[row] - expected[row].2) < 1e-9)
            #expect(abs(fitted.contributions(some).row(row).reduce(mean, +) - found) < 1e-9)
        }
        #expect(abs(fitted.contributions(some)[0, 0] + 9.39056942) < 1e-7)
    }

    @Test func aShuffleOfRowsChangesNothing() throws {
        var random = SplittableRandom(seed: 4)
        let rows = (0..<300).map { _ in [random.uniform(), 1e6 * random.uniform(), random.uniform()] }
        func fit(_ rows: [[Double]]) throws -> FittedLinear {
            try Linear().fit(
                Matrix(rows: rows.map { Array($0.prefix(2)) }),
                names: ["a", "b"],
                target: rows.map { $0[2] }
            )
        }
        let one = try fit(rows)
        let other = try fit(rows.shuffled(using: &random))
        for (left, right) in zip(one.coefficients, other.coefficients) {
            #expect(abs(left.estimate - right.estimate) <= 1e-9 * abs(left.estimate))
        }
    }

    @Test func inputThatCannotBeFittedIsRefusedWithItsReason() throws {
        let linear = Linear()
        #expect(throws: ModelError.tooFewRows(needed: 3, found: 0)) {
            try linear.fit(Matrix(rows: 0, columns: 1), names: ["x"], target: [])
        }
        #expect(throws: ModelError.tooFewRows(needed: 3, found: 1)) {
            try linear.fit(Matrix(rows: [[1]]), names: ["x"], target: [1])
        }
        let x = Matrix(rows: [[1], [2], [3], [4]])
        #expect(throws: ModelError.constantColumn("y")) {
            try linear.fit(x, names: ["x"], target: [7, 7, 7, 7], targetName: "y")
        }
        #expect(throws: ModelError.constantColumn("x")) {
            try linear.fit(Matrix(rows: [[0.1], [0.1], [0.1], [0.1]]), names: ["x"], target: [1, 2, 3, 4])
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 2)) {
            try linear.fit(Matrix(rows: [[1], [.infinity], [3], [4]]), names: ["x"], target: [1, 2, 3, 4])
        }
        #expect(throws: ModelError.notFinite(column: "target", row: 3)) {
            try linear.fit(x, names: ["x"], target: [1, 2, .nan, 4])
        }
    }

    @Test func aPerfectFitHasNoInfiniteFigures() throws {
        let x = Matrix(rows: [[1], [2], [3], [4], [5]])
        let fitted = try Linear().fit(x, names: ["x"], target: [3e12, 5e12, 7e12, 9e12, 11e12])
        #expect(abs(fitted.coefficients[1].estimate - 2e12) < 1)
        #expect(fitted.coefficients[1].statistic == nil && fitted.fStatistic == nil && fitted.logLikelihood == nil)
        _ = try JSONEncoder().encode(fitted)
    }

    @Test func constantAndRepeatedColumnsAreDroppedByName() throws {
        let rows = (0..<20).map { index in
            let x = Double(index)
            return [x, 0.1, 2 * x + 1, x * x]
        }
        let target = (0..<20).map { Double($0 % 7) }
        let fitted = try Linear().fit(Matrix(rows: rows), names: ["a", "b", "c", "d"], target: target)
        #expect(fitted.dropped == ["b", "c"])
        #expect(fitted.coefficients.map(\.name) == ["(intercept)", "a", "d"])
    }
}
