import Foundation
import Models
import Statistics
import Testing

private func near(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
}

/// Expected values are from statsmodels 0.15.0.
@Suite struct ExperimentPlanTests {
    @Test func sizesForMeansAreThoseOfStatsmodels() throws {
        let plan = try ExperimentPlan()
        #expect(near(plan.powerForMeans(effect: 0.5, first: 64), 0.8014595579222542))
        #expect(near(plan.powerForMeans(effect: 0.1, first: 30), 0.0667825249652141))
        let size = try plan.sizeForMeans(difference: 5, standardDeviation: 10)
        #expect(near(size.exact, 63.76561058891169, 1e-7) && size.first == 64 && size.second == 64)
        let uneven = try ExperimentPlan(power: 0.9, allocation: 2)
        #expect(near(try uneven.sizeForMeans(difference: 0.2, standardDeviation: 1).exact, 394.6695671276991, 1e-7))
        #expect(near(try ExperimentPlan(allocation: 3).powerForMeans(effect: 0.5, first: 10), 0.26642712285096265))
        // By scipy 1.17.1's noncentral t; statsmodels' solver stops at 0.398139.
        #expect(near(try plan.detectableEffect(first: 100), 0.39813813756823596))
    }

    @Test func sizesForProportionsAreThoseOfStatsmodels() throws {
        let plan = try ExperimentPlan()
        let size = try plan.sizeForProportions(0.12, 0.10)
        #expect(near(size.exact, 3840.8474824362734))
        #expect(near(plan.powerForProportions(0.12, 0.10, count: size.exact), 0.8))
        #expect(size.first == 3_841)
        #expect(near(plan.powerForProportions(0.12, 0.10, count: 1_000), 0.2977321312482275))
    }

    @Test func theSampleSizeReachesThePowerInSimulation() throws {
        // 400 experiments with the size for 80 % power: the share that finds it is within four standard errors.
        let size = try ExperimentPlan().sizeForMeans(difference: 1, standardDeviation: 1)
        var random = SplittableRandom(seed: 6)
        let found = (0..<400).count { _ in
            let first = (0..<size.first).map { _ in Normal.standard.sample(using: &random) + 1 }
            let second = (0..<size.second).map { _ in Normal.standard.sample(using: &random) }
            return (WelchTest(first, second)?.pValue ?? 1) < 0.05
        }
        #expect((Double(found) / 400 - 0.81).magnitude < 0.08, "\(found)")
    }

    @Test func impossiblePlansAreErrors() throws {
        #expect(throws: ModelError.self) { try ExperimentPlan(significance: 0) }
        #expect(throws: ModelError.self) { try ExperimentPlan(power: 1) }
        #expect(throws: ModelError.self) { try ExperimentPlan(allocation: -1) }
        let plan = try ExperimentPlan()
        #expect(throws: ModelError.self) { try plan.sizeForMeans(difference: 0, standardDeviation: 1) }
        #expect(throws: ModelError.self) { try plan.sizeForMeans(difference: 1, standardDeviation: .nan) }
        #expect(throws: ModelError.self) { try plan.sizeForProportions(0.1, 0.1) }
        #expect(throws: ModelError.self) { try plan.sizeForProportions(-0.1, 0.1) }
        #expect(throws: ModelError.self) { try plan.detectableEffect(first: 1) }
        #expect(plan.powerForMeans(effect: 1, first: 0.5) == 0)
        #expect(try plan.sizeForProportions(0, 1).first >= 1)
        #expect(try plan.sizeForMeans(difference: 1e12, standardDeviation: 1).first >= 1)
    }
}

@Suite struct SequentialTests {
    private static let fifths = [0.2, 0.4, 0.6, 0.8, 1]

    /// Lan and DeMets's boundaries, as R's ldbounds and gsDesign print them (`sfLDOF`, `sfLDPocock`).
    @Test func boundsAreThoseOfLanAndDeMets() throws {
        let early = try SequentialBoundaries(times: Self.fifths)
        for (bound, expected) in zip(early.bounds, [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]) {
            #expect((bound - expected).magnitude < 1.5e-4, "\(bound) \(expected)")
        }
        let even = try SequentialBoundaries(times: Self.fifths, spending: .pocock)
        for (bound, expected) in zip(even.bounds, [2.4380, 2.4268, 2.4101, 2.3966, 2.3859]) {
            #expect((bound - expected).magnitude < 1.5e-4, "\(bound) \(expected)")
        }
        #expect(near(try SequentialBoundaries(times: [1]).bounds[0], 1.959963984540054))
    }

    @Test func falseAlarmsOverAllLooksAreTheSignificance() throws {
        let design = try SequentialBoundaries(times: [0.1, 0.37, 1], significance: 0.1)
        let exits = design.exitProbabilities(drift: 0)
        #expect(near(exits.reduce(0, +), 0.1, 1e-6))
        for (exit, time) in zip(exits.indices, design.times) {
            let sum = exits[...exit].reduce(0, +)
            #expect((sum - AlphaSpending.obrienFleming.spent(0.1, at: time)).magnitude < 1e-6)
        }
        // With drift z of the plain 80 % power, three looks lose little.
        let power = try SequentialBoundaries(times: [0.1, 0.37, 1]).exitProbabilities(drift: 2.8015852)
        #expect((0.78...0.8).contains(power.reduce(0, +)))
    }

    @Test func falseAlarmsInSimulatedExperimentsAreRare() throws {
        let design = try SequentialBoundaries(times: Self.fifths, spending: .pocock)
        var random = SplittableRandom(seed: 8)
        let alarms = (0..<4_000).count { _ in
            var score = 0.0
            return design.bounds.indices.reduce(false) { hasEnded, look in
                score += Normal.standard.sample(using: &random) * 0.2.squareRoot()
                return hasEnded || score.magnitude / design.times[look].squareRoot() > design.bounds[look]
            }
        }
        // 5 %, four standard errors.
        #expect((Double(alarms) / 4_000 - 0.05).magnitude < 0.014, "\(alarms)")
    }

    @Test func alwaysValidIntervalsRarelyMissHoweverOftenOneLooks() throws {
        var random = SplittableRandom(seed: 9)
        let missed = (0..<300).count { _ in
            var sum = 0.0
            for count in 1...300 {
                sum += Normal.standard.sample(using: &random)
                let test = AlwaysValidTest(
                    estimate: sum / Double(count),
                    standardError: 1 / Double(count).squareRoot(),
                    effectScale: 0.1
                )
                if let test, test.low > 0 || test.high < 0 { return true }
            }
            return false
        }
        #expect(missed <= 24, "\(missed)")
        // Interval and p-value say the same: at the bound the p-value is α.
        let test = try #require(AlwaysValidTest(estimate: 0.3, standardError: 0.1, effectScale: 0.2))
        let edge = try #require(
            AlwaysValidTest(estimate: test.high - 0.3, standardError: 0.1, effectScale: 0.2)
        )
        #expect(near(edge.pValue, 0.05))
        #expect(AlwaysValidTest(estimate: 1, standardError: 0, effectScale: 1) == nil)
        #expect(AlwaysValidTest(estimate: .nan, standardError: 1, effectScale: 1) == nil)
    }

    @Test func looksOutOfOrderAreErrors() {
        for times in [[], [0.5, 0.5], [0.9, 0.3], [0, 1], [0.5, 1.2], [.nan]] {
            #expect(throws: ModelError.self) { try SequentialBoundaries(times: times) }
        }
        #expect(throws: ModelError.self) { try SequentialBoundaries(times: [1], significance: 0) }
    }
}

@Suite struct ExperimentReadingTests {
    /// Var(y/x) from numpy 2: the delta method over three customers.
    @Test func theRatioMetricTreatsACustomersOrdersAsOne() throws {
        let metric = try RatioMetric(numerators: [10, 0, 30, 8], denominators: [1, 0, 3, 2])
        #expect(near(metric.ratio, 8))
        // Residuals 2, 0, 6, −8: 104/3 variance, mean 1.5, four customers.
        #expect(near(metric.standardError, (104.0 / 3 / 4).squareRoot() / 1.5))
        let same = NormalComparison(metric, metric)
        #expect(same.difference == 0 && same.pValue == 1 && same.low < 0)
        #expect(throws: ModelError.self) { try RatioMetric(numerators: [1, 2], denominators: [0, 0]) }
        #expect(throws: ModelError.self) { try RatioMetric(numerators: [1], denominators: [1]) }
        #expect(throws: ModelError.self) { try RatioMetric(numerators: [.infinity, 1], denominators: [1, 1]) }
        #expect(throws: ModelError.self) { try RatioMetric(numerators: [1, 1], denominators: [-1, 1]) }
    }

    @Test func ordersOfOneCustomerWidenTheInterval() throws {
        // The same orders under fewer customers: each customer's orders are alike, so that the error must grow.
        var random = SplittableRandom(seed: 2)
        let spend = (0..<400).map { _ in 20 + 5 * Normal.standard.sample(using: &random) }
        let clustered = try RatioMetric(
            numerators: spend.map { 9 * $0 },
            denominators: [Double](repeating: 9, count: 400)
        )
        let single = try RatioMetric(
            numerators: spend.flatMap { [Double](repeating: $0, count: 9) },
            denominators: [Double](repeating: 1, count: 3_600)
        )
        #expect(near(clustered.ratio, single.ratio))
        #expect((clustered.standardError / single.standardError - 3).magnitude < 0.01)
    }

    @Test func unequalGroupsAreFoundAndFairOnesAreNot() throws {
        // Fabijan and others 2019, section 1: 821,588 against 815,482 for an even split, p = 1.8e-6.
        let bad = try SampleRatioCheck(counts: [821_588, 815_482], shares: [1, 1])
        #expect(bad.isMismatched && (bad.pValue - 1.8e-6).magnitude < 0.1e-6)
        #expect(try !SampleRatioCheck(counts: [1_010, 1_990], shares: [1, 2]).isMismatched)
        #expect(throws: ModelError.self) { try SampleRatioCheck(counts: [1], shares: [1]) }
        #expect(throws: ModelError.self) { try SampleRatioCheck(counts: [0, 0], shares: [1, 1]) }
        #expect(throws: ModelError.self) { try SampleRatioCheck(counts: [1, 2], shares: [1, 0]) }
    }

    @Test func whatWasKnownBeforeTakesItsShareOfTheVariance() throws {
        var random = SplittableRandom(seed: 3)
        let before = (0..<3_000).map { _ in Normal.standard.sample(using: &random) }
        let after = before.map { 3 * $0 + 4 * Normal.standard.sample(using: &random) + 10 }
        let cuped = try Cuped(outcomes: after, covariates: before)
        // θ = 3 and ρ² = 9/25.
        #expect((cuped.coefficient - 3).magnitude < 0.3 && (cuped.varianceReduction - 0.36).magnitude < 0.05)
        let adjusted = SampleMoments(cuped.adjusted(outcomes: after, covariates: before))
        #expect(near(adjusted.mean, SampleMoments(after).mean))
        #expect(near(adjusted.variance / SampleMoments(after).variance, 1 - cuped.varianceReduction))
        let constant = try Cuped(outcomes: [1, 2, 3], covariates: [5, 5, 5])
        #expect(constant.coefficient == 0 && constant.varianceReduction == 0)
        #expect(throws: ModelError.self) { try Cuped(outcomes: [1, 2], covariates: [1, 2]) }
        #expect(throws: ModelError.self) { try Cuped(outcomes: [1, .nan, 3], covariates: [1, 2, 3]) }
    }
}
