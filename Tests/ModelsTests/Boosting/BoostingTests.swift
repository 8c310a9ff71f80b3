import Domain
import Foundation
import Models
import Statistics
import Testing

@Suite struct BoostingTests {
    /// Two columns that matter together, one that does not, and some missing values.
    static func simulated(_ count: Int, seed: UInt64 = 3) -> (design: Matrix, target: [Bool], odds: [Double]) {
        var random = SplittableRandom(seed: seed)
        var design = Matrix(rows: count, columns: 3)
        var target: [Bool] = []
        var odds: [Double] = []
        for row in 0..<count {
            for column in 0..<3 { design[row, column] = random.uniform() }
            let both = (design[row, 0] > 0.5) == (design[row, 1] > 0.5)
            odds.append(both ? 1.5 : -1.5)
            target.append(random.uniform() < 1 / (1 + exp(-odds[row])))
            if random.uniform() < 0.05 { design[row, 2] = .nan }
        }
        return (design, target, odds)
    }

    static let names = ["a", "b", "noise"]
    /// Few trees, for the time of the tests.
    static let settings = Boosting(trees: 40, rate: 0.3, patience: 10)

    @Test func anInteractionThatNoLinearModelSeesIsLearned() throws {
        let (design, target, _) = Self.simulated(6_000)
        let fitted = try Self.settings.fit(design, names: Self.names, target: target)
        let new = Self.simulated(1_000, seed: 77)
        let quality = ClassificationQuality(try fitted.predict(new.design), new.target)
        let best = ClassificationQuality(new.odds.map { 1 / (1 + exp(-$0)) }, new.target)
        #expect(try #require(quality.auc) > #require(best.auc) - 0.02)
        #expect(quality.logLoss < best.logLoss + 0.03)
        #expect(quality.reliability.expectedCalibrationError < 0.05)
        let linear = try Logistic().fit(
            Matrix(columns: [design.column(0), design.column(1)]),
            names: ["a", "b"],
            target: target
        )
        let weak = ClassificationQuality(
            linear.predict(Matrix(columns: [new.design.column(0), new.design.column(1)])),
            new.target
        )
        #expect(try #require(weak.auc) < 0.6)
    }

    @Test func shapleyValuesSumToTheCalibratedLogOdds() throws {
        let (design, target, _) = Self.simulated(1_500)
        let fitted = try Self.settings.fit(design, names: Self.names, target: target)
        guard case .platt = fitted.calibration else {
            Issue.record("The probabilities are not calibrated.")
            return
        }
        let parts = try fitted.contributions(design)
        let probabilities = try fitted.predict(design)
        for row in 0..<100 {
            let odds = parts.row(row).reduce(0, +)
            #expect(abs(1 / (1 + exp(-odds)) - probabilities[row]) < 1e-5)
        }
    }

    /// Shapley's definition on the leaves: with one column, the only player gets all beyond the base.
    @Test func aSingleColumnGetsAllTheCredit() throws {
        let (design, _, _) = Self.simulated(500)
        let column = Matrix(columns: [design.column(0)])
        let target = (0..<500).map { 3 * column[$0, 0] + 10 }
        let fitted = try Boosting(trees: 60, rate: 0.3).fit(column, names: ["a"], numbers: target)
        let parts = try fitted.contributions(column)
        let predictions = try fitted.predict(column)
        let mean = predictions.reduce(0, +) / 500
        for row in 0..<50 { #expect(abs(parts[row, 0] + parts[row, 1] - predictions[row]) < 1e-5) }
        #expect(abs(parts[0, 1] - mean) < 0.05)
        let error = zip(predictions, target).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
        #expect(error < 0.3)
    }

    @Test func theSameRowsInAnyOrderGiveTheSameBytes() throws {
        let (design, target, _) = Self.simulated(600)
        var random = SplittableRandom(seed: 1)
        let mixed = Array(0..<600).shuffled(using: &random)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let one = try Self.settings.fit(design, names: Self.names, target: target)
        let other = try Self.settings.fit(
            design.selecting(rows: mixed),
            names: Self.names,
            target: mixed.map { target[$0] }
        )
        #expect(try encoder.encode(one) == encoder.encode(other))
        let turned = Matrix(columns: [design.column(2), design.column(0), design.column(1)])
        let third = try Self.settings.fit(turned, names: ["noise", "a", "b"], target: target)
        #expect(third.model == one.model)
        #expect(try third.predict(turned) == one.predict(design))
        let decoded = try JSONDecoder().decode(FittedBoosting.self, from: encoder.encode(one))
        #expect(try decoded.predict(design) == one.predict(design))
    }

    @Test func theSeedChoosesTheRowsSetAside() throws {
        let (design, target, _) = Self.simulated(600)
        var settings = Self.settings
        let one = try settings.fit(design, names: Self.names, target: target)
        settings.seed = 2
        #expect(try settings.fit(design, names: Self.names, target: target).model != one.model)
    }

    @Test func inputThatCannotBeFittedIsRefusedWithItsReason() throws {
        let (design, target, _) = Self.simulated(100)
        let no = [Bool](repeating: false, count: 100)
        #expect(throws: ModelError.oneClassOnly(target: "churn", value: "0")) {
            try Self.settings.fit(design, names: Self.names, target: no, targetName: "churn")
        }
        #expect(throws: ModelError.tooFewRows(needed: 20, found: 0)) {
            try Self.settings.fit(Matrix(rows: 0, columns: 3), names: Self.names, target: [])
        }
        #expect(throws: ModelError.tooFewRows(needed: 20, found: 2)) {
            try Self.settings.fit(design.selecting(rows: [0, 1]), names: Self.names, target: [true, false])
        }
        #expect(throws: ModelError.constantColumn("a")) {
            try Self.settings.fit(Matrix(rows: 100, columns: 1, repeating: 5), names: ["a"], target: target)
        }
        var large = design
        large[7, 1] = 1e300
        #expect(throws: ModelError.beyondRange(1e300, column: "b", row: 8, limit: "3.4e38")) {
            try Self.settings.fit(large, names: Self.names, target: target)
        }
        #expect(throws: ModelError.constantColumn("y")) {
            try Self.settings.fit(
                design,
                names: Self.names,
                numbers: [Double](repeating: 1, count: 100),
                targetName: "y"
            )
        }
        #expect(throws: ModelError.self) {
            try Boosting(depth: 0).fit(design, names: Self.names, target: target)
        }
    }

    @Test func separationAndFewPositivesAndHugeAmountsStayFinite() throws {
        let (design, _, _) = Self.simulated(200)
        let separated = (0..<200).map { design[$0, 0] > 0.5 }
        var one = [Bool](repeating: false, count: 200)
        one[5] = true
        one[9] = true
        for target in [separated, one] {
            let fitted = try Self.settings.fit(design, names: Self.names, target: target)
            #expect(try fitted.predict(design).allSatisfy { $0 > 0 && $0 < 1 })
            _ = try JSONEncoder().encode(fitted)
        }
        let amounts = (0..<200).map { 1e12 * design[$0, 0] }
        let fitted = try Self.settings.fit(design, names: Self.names, numbers: amounts)
        #expect(try fitted.predict(design).allSatisfy { $0 > -1e11 && $0 < 1.1e12 })
    }

    @Test func isotonicCalibrationKeepsTheOrder() throws {
        let (design, target, _) = Self.simulated(600)
        var settings = Self.settings
        settings.calibration = .none
        let raw = try settings.fit(design, names: Self.names, target: target).predict(design)
        settings.calibration = .isotonic
        let calibrated = try settings.fit(design, names: Self.names, target: target).predict(design)
        let order = raw.indices.sorted { raw[$0] < raw[$1] }
        for (left, right) in zip(order, order.dropFirst()) { #expect(calibrated[left] <= calibrated[right]) }
    }
}
