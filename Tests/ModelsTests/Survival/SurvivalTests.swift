import Domain
import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct KaplanMeierTests {
    static func lung() throws -> SurvivalTimes {
        try SurvivalTimes(
            times: Fixture.numbers("lung.csv", "time"),
            events: Fixture.numbers("lung.csv", "status").map { $0 == 1 }
        )
    }

    /// `survfit(Surv(time, status) ~ 1, lung)` of R's survival: 310 (285, 363); by sex 270 (212, 310) and 426 (348, 550).
    @Test func mediansOfLungAreThoseOfR() throws {
        let data = try Self.lung()
        let all = KaplanMeier(interval: .log).fit(data)
        #expect(all.median == 310 && all.medianLow == 285 && all.medianHigh == 363)
        let sexes = try Fixture.numbers("lung.csv", "sex")
        let expected = [(270.0, 212.0, 310.0), (426.0, 348.0, 550.0)]
        for (sex, (median, low, high)) in zip([1.0, 2.0], expected) {
            let curve = KaplanMeier(interval: .log).fit(data.selecting(sexes.indices.filter { sexes[$0] == sex }))
            #expect(curve.median == median && curve.medianLow == low && curve.medianHigh == high)
        }
    }

    /// lifelines 0.30.3 `KaplanMeierFitter`.
    @Test func curvesAndLogLogIntervalsAreThoseOfLifelines() throws {
        let curve = KaplanMeier().fit(try Self.lung())
        let expected = [
            (100.0, 0.863968967645243, 0.8122223197535388, 0.9023101805150431),
            (310.0, 0.4950242931809131, 0.42424407278475695, 0.5617959791407342),
            (500.0, 0.29326919371156845, 0.22650367711807415, 0.3630285996841826),
        ]
        for (time, survival, low, high) in expected {
            let point = try #require(curve.point(at: time))
            #expect(abs(point.survival - survival) < 1e-12)
            #expect(abs(try #require(point.low) - low) < 1e-9)
            #expect(abs(try #require(point.high) - high) < 1e-9)
        }
    }

    /// lifelines 0.30.3 on telco; the first contract of the data is month to month.
    @Test func telcoIsThatOfLifelines() throws {
        let columns = try Fixture.columns("telco_churn.csv")
        let data = try SurvivalTimes(
            times: (columns["tenure"] ?? []).map { Double($0) ?? .nan },
            events: (columns["churn"] ?? []).map { $0 == "Yes" }
        )
        let curve = KaplanMeier().fit(data)
        for (time, survival) in [(12.0, 0.8431995538158302), (24, 0.7887363983705965), (72, 0.5927901520522275)] {
            #expect(abs(curve.survival(at: time) - survival) < 1e-12)
        }
        #expect(abs((curve.point(at: 72)?.low ?? 0) - 0.5730628910042918) < 1e-9)
        #expect(curve.median == nil)
        let levels = ["Month-to-month", "One year", "Two year"]
        let groups = (columns["contract"] ?? []).map { levels.firstIndex(of: $0) ?? 0 }
        let test = try #require(LogRankTest(data, groups: groups, count: 3))
        #expect(abs(test.statistic - 2352.87253825934) < 1e-6)
        #expect(test.degreesOfFreedom == 2)
        #expect(abs(test.expected.reduce(0, +) - 1_869) < 1e-8)
    }

    /// R's `survdiff(Surv(time, status) ~ sex, lung)`: χ² 10.3 on 1 degree of freedom, p .001; digits of lifelines 0.30.3.
    @Test func logRankOfLungIsThatOfR() throws {
        let data = try Self.lung()
        let sexes = try Fixture.numbers("lung.csv", "sex").map { Int($0) - 1 }
        let test = try #require(LogRankTest(data, groups: sexes, count: 2))
        #expect(abs(test.statistic - 10.3267420) < 1e-6)
        #expect(abs(test.pValue - 1.31116452e-3) < 1e-9)
        let performance = try Fixture.numbers("lung.csv", "ph_ecog")
        let rows = performance.indices.filter { !performance[$0].isNaN }
        let four = try #require(
            LogRankTest(data.selecting(rows), groups: rows.map { Int(performance[$0]) }, count: 4)
        )
        #expect(abs(four.statistic - 21.96213168247668) < 1e-8 && four.degreesOfFreedom == 3)
        #expect(abs(four.pValue / 6.642535355798019e-05 - 1) < 1e-7)
    }

    @Test func fewAndExtremeCustomersHaveFiniteAnswers() throws {
        let one = KaplanMeier().fit(try SurvivalTimes(times: [3], events: [true]))
        #expect(one.survival(at: 3) == 0 && one.median == 3 && one.points[0].low == nil)
        let nobody = KaplanMeier().fit(try SurvivalTimes(times: [0, 1e12, 5], events: [false, false, false]))
        #expect(nobody.survival(at: 1e13) == 1 && nobody.median == nil)
        let everybody = KaplanMeier().fit(try SurvivalTimes(times: [1, 1, 1], events: [true, true, true]))
        #expect(everybody.median == 1)
        for curve in [one, nobody, everybody] { _ = try JSONEncoder().encode(curve) }
        #expect(
            try LogRankTest(SurvivalTimes(times: [1, 2], events: [false, false]), groups: [0, 1], count: 2) == nil
        )
        #expect(throws: ModelError.tooFewRows(needed: 1, found: 0)) { try SurvivalTimes(times: [], events: []) }
        #expect(throws: ModelError.negative(column: "t", row: 2, value: -1)) {
            try SurvivalTimes(times: [1, -1], events: [true, true], timeName: "t")
        }
        #expect(throws: ModelError.notFinite(column: "time", row: 1)) {
            try SurvivalTimes(times: [.infinity], events: [true])
        }
    }

    @Test func theRestrictedMeanIsTheAreaBelowTheCurve() throws {
        let curve = KaplanMeier().fit(try SurvivalTimes(times: [1, 2, 4], events: [true, true, false]))
        #expect(abs(curve.restrictedMean(until: 3) - (1 + 2.0 / 3 + 1.0 / 3)) < 1e-14)
    }
}

@Suite struct CoxPredictionTests {
    /// Of each the risk with its interval, by a Newton method for Efron's likelihood in numpy.
    private static let expected = [
        (1.44672124955108, 1.13181286823529, 1.84924772693742),
        (0.851437421327422, 0.645583263475838, 1.12293134311196),
        (0.745551960005976, 0.578443475868903, 0.960936977003314),
    ]

    private static func lung() throws -> (design: Matrix, fitted: FittedCox) {
        let columns = try ["age", "sex", "ph_ecog"].map { try Fixture.numbers("lung.csv", $0) }
        let rows = columns[2].indices.filter { !columns[2][$0].isNaN }
        let design = Matrix(columns: columns).selecting(rows: rows)
        let data = try KaplanMeierTests.lung().selecting(rows)
        return (design, try Cox().fit(design, names: ["age", "sex", "ph_ecog"], data: data))
    }

    @Test func intervalsOfRisksAreThoseOfTheInformation() throws {
        let (design, fitted) = try Self.lung()
        let some = design.selecting(rows: [0, 1, 2])
        let (low, high) = try #require(fitted.predictorIntervals(some))
        for (row, predictor) in fitted.linearPredictors(some).enumerated() {
            #expect(abs(exp(predictor) - Self.expected[row].0) < 1e-7)
            #expect(abs(exp(low[row]) - Self.expected[row].1) < 1e-7)
            #expect(abs(exp(high[row]) - Self.expected[row].2) < 1e-7)
        }
    }

    @Test func contributionsSumToTheLogarithmOfTheRisk() throws {
        let (design, fitted) = try Self.lung()
        let some = design.selecting(rows: [0, 1, 2])
        let parts = fitted.contributions(some)
        for (found, expected) in zip(parts.row(0), [0.12773094, 0.21909743, 0.02247142]) {
            #expect(abs(found - expected) < 1e-7)
        }
        for (row, predictor) in fitted.linearPredictors(some).enumerated() {
            #expect(abs(parts.row(row).reduce(0, +) - predictor) < 1e-12)
        }
    }

    @Test func aFitThatWasSavedBeforeIntervalsPredictsWithoutThem() throws {
        let (design, fitted) = try Self.lung()
        var object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(fitted)) as? [String: Any]
        )
        #expect(object.removeValue(forKey: "covariance") != nil && object.removeValue(forKey: "hazardError") != nil)
        let old = try JSONDecoder().decode(FittedCox.self, from: JSONSerialization.data(withJSONObject: object))
        #expect(old.predictorIntervals(design) == nil && old.survivalIntervals(design, at: 300) == nil)
        #expect(old.linearPredictors(design) == fitted.linearPredictors(design))
    }
}

@Suite struct CoxTests {
    static let names = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]

    static func rossi() throws -> (design: Matrix, data: SurvivalTimes) {
        let columns = try names.map { try Fixture.numbers("rossi.csv", $0) }
        return (
            Matrix(columns: columns),
            try SurvivalTimes(
                times: Fixture.numbers("rossi.csv", "week"),
                events: Fixture.numbers("rossi.csv", "arrest").map { $0 == 1 }
            )
        )
    }

    /// Fox and Weisberg, Cox Proportional-Hazards Regression for Survival Data in R: −.3794, −.0574, .3139, −.1498,
    /// −.4337, −.0849, .0915; likelihood ratio 33.27, Wald 32.11, score 33.53 on 7 degrees of freedom; concordance .640.
    /// More digits by statsmodels 0.15.0 `PHReg`.
    @Test func efronsFitOfRecidivismIsThatOfFoxAndWeisberg() throws {
        let (design, data) = try Self.rossi()
        let fitted = try Cox().fit(design, names: Self.names, data: data)
        let estimates = [
            -0.3794221668712084, -0.05743774301376174, 0.3138997859492957, -0.14979569722278444, -0.43370387669025123,
            -0.08487108299083626, 0.09149707935112095,
        ]
        let errors = [
            0.19137948071280914, 0.02199947062795412, 0.30799277639293765, 0.21222429615816388, 0.38186805746492186,
            0.19575667192092316, 0.028648550073470593,
        ]
        for (index, found) in fitted.coefficients.enumerated() {
            #expect(abs(found.estimate - estimates[index]) < 1e-8)
            #expect(abs(found.standardError - errors[index]) < 1e-8)
        }
        #expect(abs(fitted.logLikelihood + 658.7476594460861) < 1e-8)
        #expect(abs(fitted.likelihoodRatio.statistic - 33.27) < 0.005)
        #expect(abs(fitted.wald.statistic - 32.11) < 0.005)
        #expect(abs(fitted.score.statistic - 33.53) < 0.005)
        #expect(abs(fitted.likelihoodRatio.pValue - 2.36e-05) < 0.005e-05)
        #expect(abs((fitted.concordance ?? 0) - 0.6403292470997135) < 1e-9)
        #expect(fitted.events == 114)
    }

    /// statsmodels 0.15.0 `PHReg(ties="breslow")`.
    @Test func breslowsFitIsThatOfStatsmodels() throws {
        let (design, data) = try Self.rossi()
        let fitted = try Cox(ties: .breslow).fit(design, names: Self.names, data: data)
        let estimates = [
            -0.3790218877950281, -0.05724592536355606, 0.31412976506824797, -0.1511145996274607, -0.4327825725490526,
            -0.08498283575160553, 0.09111154050046535,
        ]
        for (found, estimate) in zip(fitted.coefficients, estimates) { #expect(abs(found.estimate - estimate) < 1e-8) }
        #expect(abs(fitted.logLikelihood + 659.1206056773283) < 1e-8)
    }

    /// The formula on lifelines 0.30.3's scaled Schoenfeld residuals and scipy's ranks of times, ties sharing theirs.
    @Test func proportionalityIsThatOfLifelinesResiduals() throws {
        let (design, data) = try Self.rossi()
        let fitted = try Cox().fit(design, names: Self.names, data: data)
        let expected = [
            0.010980651420463266, 11.1572803489586, 1.4275029467008689, 7.310257757353479, 0.6428350504210538,
            0.13455809629701365, 0.022798348123725828,
        ]
        for (found, statistic) in zip(fitted.proportionality, expected) {
            #expect(abs(found.statistic - statistic) < 1e-6, "\(found)")
        }
    }

    /// Efron's baseline of the definition, by numpy at lifelines' coefficients.
    @Test func survivalAtAHorizonIsThatOfEfronsBaseline() throws {
        let (design, data) = try Self.rossi()
        let fitted = try Cox().fit(design, names: Self.names, data: data)
        #expect(abs(fitted.baselineHazard(at: 26) - 0.11625303238028188) < 1e-7)
        let some = design.selecting(rows: [0, 5])
        for (found, expected) in zip(fitted.survival(some, at: 52), [0.7148944, 0.71106135]) {
            #expect(abs(found - expected) < 1e-6)
        }
        for (found, expected) in zip(fitted.linearPredictors(some), [0.19813448539368153, 0.2140260025593002]) {
            #expect(abs(found - expected) < 1e-6)
        }
        #expect(fitted.survival(some, at: 0) == [1, 1])
    }

    /// lifelines 0.30.3 `concordance_index` on 25 customers with ties of time and of risk.
    @Test func concordanceWithTiesIsThatOfLifelines() throws {
        let times: [Double] = [6, 1, 2, 2, 2, 6, 7, 5, 1, 1, 3, 4, 5, 4, 2, 2, 5, 6, 1, 1, 4, 3, 7, 4, 3]
        let events = [0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1].map { $0 == 1 }
        let risks: [Double] = [3, 2, 1, 2, 0, 3, 2, 0, 1, 3, 2, 1, 1, 0, 3, 3, 2, 4, 4, 1, 3, 3, 1, 1, 2]
        let found = try Concordance.index(SurvivalTimes(times: times, events: events), risks: risks)
        #expect(abs(try #require(found) - 0.4361111111111111) < 1e-14)
    }

    @Test func aShuffleOfRowsChangesNothing() throws {
        let (design, data) = try Self.rossi()
        var random = SplittableRandom(seed: 6)
        let mixed = Array(0..<432).shuffled(using: &random)
        let one = try Cox().fit(design, names: Self.names, data: data)
        let other = try Cox().fit(design.selecting(rows: mixed), names: Self.names, data: data.selecting(mixed))
        for (left, right) in zip(one.coefficients, other.coefficients) {
            #expect(abs(left.estimate - right.estimate) < 1e-9)
        }
        #expect(one.concordance == other.concordance)
    }

    @Test func inputThatCannotBeFittedIsRefusedWithItsReason() throws {
        let x = Matrix(rows: [[1], [2], [3], [4]])
        func data(_ events: [Bool]) throws -> SurvivalTimes { try SurvivalTimes(times: [1, 2, 3, 4], events: events) }
        #expect(throws: ModelError.self) {
            try Cox().fit(x, names: ["x"], data: data([false, false, false, false]))
        }
        #expect(throws: ModelError.constantColumn("x")) {
            try Cox().fit(Matrix(rows: [[2], [2], [2], [2]]), names: ["x"], data: data([true, true, true, false]))
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 2)) {
            try Cox().fit(Matrix(rows: [[1], [.nan], [2], [2]]), names: ["x"], data: data([true, true, true, false]))
        }
        // Those who leave always have the least x.
        do {
            _ = try Cox().fit(x, names: ["x"], data: data([true, true, true, true]))
            Issue.record("A monotone likelihood was fitted.")
        } catch ModelError.unusable(let text, _) {
            #expect(text.english.contains("x"))
        }
        let ridge = try Cox(penalty: 1).fit(x, names: ["x"], data: data([true, true, true, true]))
        #expect(ridge.coefficients[0].estimate.isFinite && ridge.coefficients[0].estimate < 0)
    }
}
