import Foundation
import Models
import Statistics
import Testing

/// Intervals of the probability of staying beyond a time, for given columns.
@Suite struct SurvivalIntervalTests {
    /// By numpy at statsmodels 0.15.0's coefficients and covariances, the derivatives of H by finite differences.
    @Test(arguments: [
        (Cox.Ties.efron, 26.0, [(0.7954581435529706, 0.9159653135634199), (0.7946000730990499, 0.9137611646444234)]),
        (.efron, 52, [(0.5945953557062381, 0.8051957347399), (0.593658833627196, 0.8001222139018004)]),
        (.efron, 10.5, [(0.932828381738586, 0.9810171036848103), (0.9322425569244293, 0.9805838086166131)]),
        (.breslow, 26, [(0.7957628368473454, 0.9160451996237134), (0.7950872467763292, 0.9139910996459154)]),
        (.breslow, 52, [(0.5952375335490834, 0.8055000234678464), (0.5946993562573589, 0.8007020630390793)]),
    ])
    func recidivismIsThatOfFiniteDifferences(ties: Cox.Ties, time: Double, expected: [(Double, Double)]) throws {
        let (design, data) = try CoxTests.rossi()
        let fitted = try Cox(ties: ties).fit(design, names: CoxTests.names, data: data)
        let some = design.selecting(rows: [0, 5])
        let (low, high) = try #require(fitted.survivalIntervals(some, at: time))
        for (row, (lowest, highest)) in expected.enumerated() {
            #expect(abs(low[row] - lowest) < 1e-7)
            #expect(abs(high[row] - highest) < 1e-7)
        }
    }

    @Test func beforeAnybodyLeftItIsCertainAndAfterTheLastLevel() throws {
        let (design, data) = try CoxTests.rossi()
        let fitted = try Cox().fit(design, names: CoxTests.names, data: data)
        let one = design.selecting(rows: [0])
        let start = try #require(fitted.survivalIntervals(one, at: 0))
        #expect(start.low == [1] && start.high == [1])
        let (last, later) = try (
            #require(fitted.survivalIntervals(one, at: 52)), #require(fitted.survivalIntervals(one, at: 1e9))
        )
        #expect(last == later)
    }

    /// More times than are kept, so that most bounds are read off a line.
    @Test func intervalsHoldTheTruthAsOftenAsTheySay() throws {
        var random = SplittableRandom(seed: 8)
        let (rows, runs) = (700, 250)
        let customer = Matrix(rows: 1, columns: 2, elements: [1, 0.5])
        var held = 0
        for _ in 0..<runs {
            let values = (0..<2 * rows).map { _ in 2 * random.uniform() - 1 }
            let design = Matrix(rows: rows, columns: 2, elements: values)
            let times = (0..<rows).map { row in
                -log(random.uniformAboveZero) / exp(0.8 * values[2 * row] - 0.5 * values[2 * row + 1])
            }
            // Whoever is still there at 3 is so at the end of the data.
            let data = try SurvivalTimes(times: times.map { min($0, 3) }, events: times.map { $0 < 3 })
            let fitted = try Cox().fit(design, names: ["a", "b"], data: data)
            let (low, high) = try #require(fitted.survivalIntervals(customer, at: 0.6))
            let truth = exp(-0.6 * exp(0.8 - 0.25))
            held += low[0] <= truth && truth <= high[0] ? 1 : 0
        }
        // 0.95 ± three standard errors of 250 draws.
        #expect((0.909...0.991).contains(Double(held) / Double(runs)), "\(held) of \(runs)")
    }
}

extension SurvivalIntervalTests {
    /// Nobody leaves before time 30, and then so many that the first kept time is that of several.
    @Test func justAfterTheFirstLeftAFitOfManyTimesIsAsUncertainAsOneOfFew() throws {
        let rows = 5_000
        let values = (0..<rows).map { Double($0 * 7 % 11) - 5 }
        let times = (0..<rows).map { 30 + Double($0) * 1e-3 }
        let design = Matrix(columns: [values])
        func interval(events: [Bool]) throws -> (low: Double, high: Double) {
            let fitted = try Cox().fit(design, names: ["a"], data: SurvivalTimes(times: times, events: events))
            let (low, high) = try #require(
                fitted.survivalIntervals(Matrix(rows: 1, columns: 1, elements: [0]), at: 30.0005)
            )
            return (low[0], high[0])
        }
        // The same first who leaves, and 400 or 4,000 of them in all.
        let few = try interval(events: (0..<rows).map { $0 < 400 })
        let many = try interval(events: (0..<rows).map { $0 < 4_000 })
        // One leaving: se(H) is about H, so that the lower end is S^exp(1.96).
        #expect(abs(few.low - pow(1 - 1 / Double(rows), exp(1.96))) < 2e-4)
        #expect(abs(many.low - few.low) < 2e-4 && abs(many.high - few.high) < 2e-4)
    }
}

extension SplittableRandom {
    fileprivate var uniformAboveZero: Double {
        mutating get { 1 - uniform() }
    }
}
