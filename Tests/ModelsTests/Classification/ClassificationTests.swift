import Foundation
import Models
import Statistics
import Testing

/// Values of scikit-learn 1.9.1 on forty scores with many ties.
@Suite struct ClassificationTests {
    static let scores = [
        0.8, 0.8, 0.5, 0.3, 0.1, 0.4, 0.4, 0.0, 0.0, 1.0, 0.7, 0.2, 0.4, 1.0, 0.9, 0.8, 0.4, 0.5, 0.7, 0.1, 0.6, 0.3,
        0.9,
        0.1, 0.7, 0.9, 0.2, 0.9, 0.9, 0.0, 0.7, 0.0, 0.5, 0.4, 0.2, 0.3, 0.8, 0.3, 0.1, 0.7,
    ]
    static let outcomes = [
        1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0,
        0,
        0, 1,
    ].map { $0 == 1 }

    @Test func metricsAreThoseOfScikitLearn() throws {
        let quality = ClassificationQuality(Self.scores, Self.outcomes)
        #expect(abs(try #require(quality.auc) - 0.8080357142857143) < 1e-14)
        #expect(abs(try #require(quality.averagePrecision) - 0.5658549783549784) < 1e-14)
        #expect(abs(quality.brier - 0.20225) < 1e-14)
        #expect(abs(quality.logLoss - 2.2640224171817467) < 1e-12)
    }

    /// The variances over all pairs of rows with and without the outcome, by numpy.
    @Test func theStandardErrorOfTheAreaIsThatOfDeLong1988() throws {
        let scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.7, 0.2, 0.9]
        let outcomes = [0, 0, 1, 1, 1, 0, 0, 1].map { $0 == 1 }
        let error = try #require(RankingQuality.rocAUCStandardError(scores, outcomes))
        #expect(abs(error - 0.182217246713916) < 1e-12)
        let interval = try #require(ClassificationQuality(scores, outcomes).aucInterval)
        #expect(interval.low > 0 && interval.low < 0.78125 && interval.high > 0.78125 && interval.high < 1)
        #expect(RankingQuality.rocAUCStandardError([0.1, 0.9], [false, true]) == nil)
        #expect(ClassificationQuality([0.1, 0.2, 0.8, 0.9], [false, false, true, true]).aucInterval == nil)
    }

    @Test func reliabilityIsThatOfCalibrationCurve() {
        let table = ReliabilityTable(Self.scores.map { $0 * 0.97 }, Self.outcomes)
        let observed = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.8, 0.25, 0.8, 0.0]
        let predicted = [0.0485, 0.194, 0.291, 0.388, 0.485, 0.582, 0.679, 0.776, 0.873, 0.97]
        #expect(table.bins.count == 10)
        for (bin, (share, mean)) in zip(table.bins, zip(observed, predicted)) {
            #expect(abs(bin.observed - share) < 1e-14 && abs(bin.meanProbability - mean) < 1e-14)
        }
    }

    @Test func isotonicIsThatOfIsotonicRegression() {
        let isotonic = IsotonicCalibration(Self.scores, Self.outcomes)
        let asked = [-0.5, 0, 0.05, 0.25, 0.33, 0.47, 0.6, 0.75, 0.99, 2]
        let expected = [0.0, 0, 0, 0, 0, 0.42, 0.6, 0.6, 0.6, 0.6]
        for (score, value) in zip(asked, expected) { #expect(abs(isotonic(score) - value) < 1e-12) }
    }

    @Test func plattIsThatOfSigmoidCalibration() {
        let platt = PlattCalibration(Self.scores.map { $0 * 4 - 2 }, Self.outcomes)
        #expect(abs(platt.slope - 0.8994473404732768) < 1e-6)
        #expect(abs(platt.offset + 1.0353910231525416) < 1e-6)
    }

    /// Against the definition: all pairs.
    @Test func aucIsTheShareOfPairsInOrder() throws {
        var sum = 0.0
        var pairs = 0.0
        for (left, isLeft) in zip(Self.scores, Self.outcomes) where isLeft {
            for (right, isRight) in zip(Self.scores, Self.outcomes) where !isRight {
                sum += left > right ? 1 : left == right ? 0.5 : 0
                pairs += 1
            }
        }
        #expect(abs(try #require(RankingQuality.rocAUC(Self.scores, Self.outcomes)) - sum / pairs) < 1e-15)
    }

    @Test func liftSharesTiesEvenlyAndAddsUp() {
        let table = LiftTable(
            [3, 3, 3, 3, 2, 2, 1, 1, 1, 1],
            [true, true, false, false, true, false, false, false, false, false],
            count: 5
        )
        #expect(table.groups.map(\.positives) == [1, 1, 1, 0, 0])
        #expect(table.groups.map(\.count) == [2, 2, 2, 2, 2])
        #expect(table.groups.last?.cumulativeGain == 1)
        #expect(abs(table.groups[0].lift - 0.5 / 0.3) < 1e-15)
        let full = LiftTable(Self.scores, Self.outcomes)
        #expect(abs(full.groups.reduce(0) { $0 + $1.positives } - Double(Self.outcomes.count { $0 })) < 1e-12)
    }

    @Test func oneClassHasNoRankingAndNoNotANumber() throws {
        let quality = ClassificationQuality([0.2, 0.9], [false, false])
        #expect(quality.auc == nil && quality.averagePrecision == nil && quality.lift.groups.isEmpty)
        _ = try JSONEncoder().encode(quality)
    }

    @Test func holdoutAndFoldsAreOfContentAndStratified() {
        var random = SplittableRandom(seed: 2)
        let rows = (0..<100).map { _ in [random.uniform(), random.uniform()] }
        let outcomes = rows.map { $0[0] > 0.7 }
        func held(_ rows: [[Double]], names: [String]) -> Set<[Double]> {
            let outcomes = rows.map { ($0[names[0] == "a" ? 0 : 1]) > 0.7 }
            let keys = ContentOrder.keys(Matrix(rows: rows), names: names, target: outcomes.map { $0 ? 1 : 0 }, seed: 5)
            let flags = ContentOrder.holdout(0.2, keys: keys, strata: outcomes)
            return Set(zip(rows, flags).filter(\.1).map { names[0] == "a" ? $0.0 : $0.0.reversed() })
        }
        let one = held(rows, names: ["a", "b"])
        #expect(one == held(rows.shuffled(using: &random), names: ["a", "b"]))
        #expect(one == held(rows.map { $0.reversed() }, names: ["b", "a"]))
        let positives = outcomes.count { $0 }
        #expect(one.count { $0[0] > 0.7 } == Int((0.2 * Double(positives)).rounded()))
        let keys = ContentOrder.keys(
            Matrix(rows: rows),
            names: ["a", "b"],
            target: [Double](repeating: 0, count: 100),
            seed: 1
        )
        let folds = ContentOrder.folds(5, keys: keys, strata: outcomes)
        for fold in 0..<5 { #expect(folds.count { $0 == fold } == 20) }
    }

    @Test func theLastShareByTimeIsHeldOut() {
        #expect(ContentOrder.latest(0.4, times: [5, 1, 4, 2, 3]) == [true, false, true, false, false])
    }
}
