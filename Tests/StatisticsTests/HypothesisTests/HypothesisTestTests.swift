import Foundation
import Statistics
import TestSupport
import Testing

private func near(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    guard let value else { return false }
    return (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
}

private let first = [3.1, 4.7, 2.2, 8.8, 5.0, 6.1, 7.7]
private let second = [1.0, 2.2, 3.3, 2.9, 4.7, 0.5, 3.0, 2.2]

/// Expected values are from scipy 1.17.1, statsmodels 0.15.0 and scikit-learn 1.9.1.
@Suite struct HypothesisTestTests {
    @Test func telcoChurnByContractHasThePublishedChiSquared() throws {
        let columns = try Fixture.columns("telco_churn.csv")
        let contracts = ["Month-to-month", "One year", "Two year"]
        let churn = columns["churn"]!.map { Int32($0 == "Yes" ? 1 : 0) }
        let contract = columns["contract"]!.map { Int32(contracts.firstIndex(of: $0)!) }
        let test = try #require(ContingencyTest(rows: contract, columns: churn))
        #expect((test.statistic - 1184.5966).magnitude < 5e-5)
        #expect(test.degreesOfFreedom == 2)
        #expect(test.pValue < 1e-250)
        #expect(near(test.cramersV, (1184.5966 / 7_043).squareRoot(), 1e-7))
        let shares = contracts.indices.map { index in
            let rows = contract.indices.filter { contract[$0] == Int32(index) }
            return Double(rows.count { churn[$0] == 1 }) / Double(rows.count)
        }
        for (share, expected) in zip(shares, [0.427097, 0.112695, 0.028319]) { #expect(near(share, expected, 5e-7)) }
        let tenure = try Fixture.numbers("telco_churn.csv", "tenure")
        let anova = try #require(OneWayAnova(values: tenure, groups: contract))
        #expect((anova.statistic - 2960.015).magnitude < 5e-4)
        #expect(anova.betweenDegrees == 2 && anova.withinDegrees == 7_040)
        // η² = F·df₁ / (F·df₁ + df₂).
        #expect(near(anova.etaSquared, 2960.015 * 2 / (2960.015 * 2 + 7_040), 1e-6))
        #expect(anova.omegaSquared < anova.etaSquared && anova.omegaSquared > anova.etaSquared - 1e-3)
    }

    @Test func testsAreThoseOfScipy() throws {
        #expect(ranks([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]) == [4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8])
        let welch = try #require(WelchTest(first, second))
        #expect(near(welch.statistic, 2.8708908915346045))
        #expect(near(welch.degreesOfFreedom, 9.166083938654737))
        #expect(near(welch.pValue, 0.018117527154046596))
        #expect(near(welch.low, 0.6204368713460777, 1e-10) && near(welch.high, 5.172420271511067, 1e-10))
        let rank = try #require(MannWhitneyTest(first, second))
        #expect(rank.statistic == 48.5)
        #expect(near(rank.pValue, 0.020074485544009122))
        #expect(near(rank.probabilityLarger, 48.5 / 56))
        let table = try #require(ContingencyTest([[10, 20, 30], [6, 9, 17]]))
        #expect(near(table.statistic, 0.27157465150403504) && near(table.pValue, 0.873028283380073))
        #expect(near(table.smallestExpected, 5.56521739, 1e-8))
    }

    @Test func kolmogorovAndSmirnovAreThoseOfScipy() throws {
        let two = try #require(KolmogorovSmirnovTest(first, second))
        #expect(near(two.statistic, 0.6071428571428571) && near(two.pValue, 0.08702408702408701))
        let values = [0.11, 1.3, -0.4, 2.2, -1.9, 0.7, 0.05, -0.6, 0.9, 1.7]
        let one = try #require(KolmogorovSmirnovTest(values, cdf: Normal.standard.cdf))
        #expect(near(one.statistic, 0.25803634777692697) && near(one.pValue, 0.44453075397355946, 1e-10))
        let many = (0..<300).map { Double($0 * 7_919 % 1_000) / 1_000 * 1.1 }
        let limit = try #require(KolmogorovSmirnovTest(many) { min(1, max(0, $0)) })
        // The exact value is 0.009954793; the corrected limit is nearer to it than the plain one, 0.010663.
        #expect((limit.pValue - 0.009954793171870716).magnitude < 1e-4)
        #expect(KolmogorovSmirnovTest(first, first)?.pValue == 1)
    }

    @Test func proportionsAreThoseOfStatsmodels() throws {
        let test = try #require(TwoProportionTest(successes: (56, 48), trials: (70, 80)))
        #expect(near(test.statistic, 2.6501719512585336) && near(test.pValue, 0.00804508136819656))
        // Newcombe 1998, table II (a), method 10: 0.0524 to 0.3339.
        #expect(near(test.low, 0.05243147240236498) && near(test.high, 0.33387265403690614))
        let wilson = ProportionInterval(successes: 81, trials: 263)
        #expect(near(wilson.low, 0.2552885198782742) && near(wilson.high, 0.36620957698280004))
        let nothing = try #require(TwoProportionTest(successes: (0, 0), trials: (10, 10)))
        #expect(nothing.pValue == 1 && nothing.low < 0 && nothing.high > 0)
        #expect(TwoProportionTest(successes: (0, 0), trials: (0, 10)) == nil)
    }

    @Test func adjustedPValuesAreThoseOfStatsmodels() {
        let p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.03]
        let expected: [([Double], [Double])] = [
            (AdjustedPValues.benjaminiHochberg(p), [0.03, 0.048, 0.045, 0.03, 0.5, 0.045]),
            (AdjustedPValues.holm(p), [0.05, 0.12, 0.12, 0.03, 0.5, 0.12]),
            (AdjustedPValues.bonferroni(p), [0.06, 0.24, 0.18, 0.03, 1, 0.18]),
        ]
        for (values, wanted) in expected {
            for (value, want) in zip(values, wanted) { #expect(near(value, want)) }
        }
        #expect(AdjustedPValues.benjaminiHochberg([]).isEmpty)
    }

    @Test func theAdjustedRandIndexIsThatOfScikitLearn() {
        let left = [0, 0, 1, 1, 2, 2, 2, 3]
        let right = [0, 0, 1, 2, 2, 2, 1, 1]
        #expect(near(adjustedRandIndex(left, right), 0.15789473684210525))
        #expect(near(adjustedRandIndex(left, left.map { 9 - $0 }), 1))
        #expect(adjustedRandIndex([1, 1, 1], [4, 4, 4]) == 1)
        #expect(adjustedRandIndex([1, 2, 3], [3, 2, 1]) == 1)
        #expect(adjustedRandIndex([], []) == 1)
    }

    @Test func aShiftedDistributionHasAHighStabilityIndex() {
        #expect(PopulationStabilityIndex.of(expected: [0.3, 0.7], actual: [0.3, 0.7]) == 0)
        // 0.3·ln 2.5 + 0.3·ln 1.6.
        let moved = PopulationStabilityIndex.of(expected: [0.5, 0.5], actual: [0.2, 0.8])
        #expect(near(moved, 0.3 * log(2.5) + 0.3 * log(1.6)))
        let gone = PopulationStabilityIndex.of(expected: [0.5, 0.5], actual: [1, 0])
        #expect(gone.isFinite && gone > 1)
        #expect(PopulationStabilityIndex.of(expected: [], actual: []) == 0)
    }

    @Test func whatCannotBeTestedIsNil() {
        #expect(ContingencyTest([[3, 0], [5, 0]]) == nil)
        #expect(ContingencyTest([]) == nil)
        #expect(ContingencyTest(rows: [], columns: []) == nil)
        #expect(OneWayAnova(values: [2, 2, 2, 2], groups: [0, 0, 1, 1]) == nil)
        #expect(OneWayAnova(values: [1, 2], groups: [0, 1]) == nil)
        #expect(OneWayAnova(values: [], groups: []) == nil)
        #expect(WelchTest([1], [2, 3]) == nil)
        #expect(WelchTest([1, 1], [1, 1]) == nil)
        #expect(MannWhitneyTest([1, 1], [1]) == nil)
        #expect(MannWhitneyTest([], [1]) == nil)
        #expect(KolmogorovSmirnovTest([], [1]) == nil)
        // Groups that tell everything apart: no not-a-number.
        let perfect = OneWayAnova(values: [1, 1, 2, 2], groups: [0, 0, 1, 1])
        #expect(perfect?.statistic == .greatestFiniteMagnitude && perfect?.pValue == 0 && perfect?.etaSquared == 1)
        // Amounts of 1e12 that differ by ones keep their variance.
        let large = WelchTest([1e12, 1e12 + 1, 1e12 + 2], [1e12 + 5, 1e12 + 6, 1e12 + 7])
        #expect(near(large?.standardError, (2.0 / 3).squareRoot()))
    }
}

@Suite struct BootstrapTests {
    private let values = [1.2, 0.3, 4.5, 2.2, 9.1, 0.7, 1.1, 3.3, 2.8, 0.2, 5.6, 1.9]
    private static let mean: @Sendable ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) }

    /// scipy 1.17.1 with 200,000 replicates: BCa 1.6333 to 4.6333, percentile 1.4667 to 4.2833, standard error 0.7216.
    @Test func intervalsAreThoseOfScipyUpToTheDraw() throws {
        let bca = try #require(Bootstrap(seed: 4).interval(values, Self.mean))
        #expect((bca.low - 1.6333).magnitude < 0.1 && (bca.high - 4.6333).magnitude < 0.25)
        #expect((bca.standardError - 0.7216).magnitude < 0.05)
        let plain = try #require(Bootstrap(seed: 4, method: .percentile).interval(values, Self.mean))
        #expect((plain.low - 1.4667).magnitude < 0.1 && (plain.high - 4.2833).magnitude < 0.2)
    }

    @Test func theSeedDecidesAndTheOrderOfValuesDoesNot() throws {
        let once = Bootstrap(replicates: 200, seed: 4).interval(values, Self.mean)
        #expect(once == Bootstrap(replicates: 200, seed: 4).interval(values.reversed(), Self.mean))
        #expect(once != Bootstrap(replicates: 200, seed: 5).interval(values, Self.mean))
    }

    @Test func aConstantSampleHasAnIntervalOfOnePointAndNoneHasNone() throws {
        let constant = try #require(Bootstrap(replicates: 100, seed: 1).interval([3, 3, 3], Self.mean))
        #expect(constant.low == 3 && constant.high == 3)
        #expect(Bootstrap(seed: 1).interval([], Self.mean) == nil)
        #expect(Bootstrap(replicates: 50, seed: 1).interval([1, 2]) { _ in .nan } == nil)
    }
}
