import Foundation
import Models
import Statistics
import Testing

/// An experiment whose uplift is known: 0.1 + 0.3·x₁ on average of a logistic outcome.
struct SimulatedExperiment {
    var design: Matrix
    var treated: [Bool] = []
    var outcomes: [Bool] = []
    /// The true uplift of each row.
    var uplift: [Double] = []

    /// P(y | x, w) = 1/(1 + e^−(−1 + x₂ + w·(0.4 + 1.2·x₁))).
    init(_ count: Int, seed: UInt64, share: Double = 0.5) {
        var random = SplittableRandom(seed: seed)
        var elements: [Double] = []
        func probability(_ eta: Double) -> Double { 1 / (1 + exp(-eta)) }
        for _ in 0..<count {
            let x = Normal.standard.sample(using: &random)
            let z = Normal.standard.sample(using: &random)
            let isTreated = random.uniform() < share
            let (with, without) = (probability(-1 + z + 0.4 + 1.2 * x), probability(-1 + z))
            elements += [x, z]
            treated.append(isTreated)
            outcomes.append(random.uniform() < (isTreated ? with : without))
            uplift.append(with - without)
        }
        design = Matrix(rows: count, columns: 2, elements: elements)
    }
}

@Suite struct UpliftTests {
    private static let names = ["x", "z"]

    @Test(arguments: Uplift.Method.allCases)
    func theUpliftOfASimulatedExperimentIsRecovered(_ method: Uplift.Method) throws {
        let learned = SimulatedExperiment(3_000, seed: 21, share: 0.4)
        let model = try Uplift(method: method).fit(
            learned.design,
            names: Self.names,
            treated: learned.treated,
            outcomes: learned.outcomes
        )
        let fresh = SimulatedExperiment(2_000, seed: 22)
        let predicted = model.predict(fresh.design)
        let (a, b) = (SampleMoments(predicted), SampleMoments(fresh.uplift))
        var product = 0.0
        for (left, right) in zip(predicted, fresh.uplift) { product += (left - a.mean) * (right - b.mean) }
        let correlation = product / (b.count - 1) / (a.variance * b.variance).squareRoot()
        #expect(correlation > (method == .twoModel ? 0.97 : 0.85), "\(correlation)")
        #expect((a.mean - b.mean).magnitude < 0.05, "\(a.mean) \(b.mean)")
        // A good order has a Qini coefficient above that of a blind one, and the true uplift's is about as good.
        let curve = try #require(
            QiniCurve(scores: predicted, treated: fresh.treated, outcomes: fresh.outcomes)
        )
        let best = try #require(
            QiniCurve(scores: fresh.uplift, treated: fresh.treated, outcomes: fresh.outcomes)
        )
        #expect(curve.coefficient > 0.02 && (curve.coefficient - best.coefficient).magnitude < 0.02)
    }

    /// The mean of Z is the difference of the groups' rates, whatever the features (Athey and Imbens 2015).
    @Test func theMeanOfTheTransformedOutcomeIsTheDifferenceOfRates() {
        let treated = [true, true, true, false, false]
        let outcomes = [true, true, false, true, false]
        let values = Uplift.transformed(treated, outcomes, 0.6)
        let mean: Double = values.reduce(0, +) / 5
        #expect((mean - 1.0 / 6).magnitude < 1e-12)
    }

    /// From numpy 2 by Radcliffe's formula, runs of equal scores together.
    @Test func theQiniCurveIsThatOfRadcliffe2007() throws {
        let scores = [0.9, 0.9, 0.7, 0.6, 0.5, 0.5, 0.5, 0.2, 0.1, -0.1]
        let treated = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0].map { $0 == 1 }
        let outcomes = [1, 0, 1, 0, 0, 1, 1, 0, 0, 1].map { $0 == 1 }
        let curve = try #require(QiniCurve(scores: scores, treated: treated, outcomes: outcomes))
        let shares = [0.0, 0.2, 0.3, 0.4, 0.7, 0.8, 0.9, 1.0]
        let gains = [0.0, 0.2, 0.4, 0.4, 0.33333333333333337, 0.4, 0.35, 0.2]
        #expect(
            zip(curve.shares, shares).allSatisfy { ($0 - $1).magnitude < 1e-12 } && curve.shares.count == shares.count
        )
        #expect(zip(curve.gains, gains).allSatisfy { ($0 - $1).magnitude < 1e-12 })
        #expect(
            (curve.area - 0.30166666666666675).magnitude < 1e-12
                && (curve.coefficient - 0.20166666666666674).magnitude < 1e-12
        )
        // A constant score is no order: nothing between the curve and the line.
        let blind = try #require(
            QiniCurve(scores: scores.map { _ in 0.3 }, treated: treated, outcomes: outcomes)
        )
        #expect(blind.coefficient.magnitude < 1e-15)
        #expect(QiniCurve(scores: [1, 2], treated: [true, true], outcomes: [true, false]) == nil)
        #expect(QiniCurve(scores: [], treated: [], outcomes: []) == nil)
    }

    @Test func groupsCoverAllRowsFromTheHighestPredictionDown() {
        let data = SimulatedExperiment(503, seed: 4)
        let keys = (0..<503).map { UInt64($0) }
        let groups = UpliftGroups(
            scores: data.uplift,
            treated: data.treated,
            outcomes: data.outcomes,
            keys: keys
        ).groups
        #expect(groups.count == 10 && groups.reduce(0) { $0 + $1.treated + $1.control } == 503)
        #expect(zip(groups, groups.dropFirst()).allSatisfy { $0.predicted >= $1.predicted })
        let few = UpliftGroups(scores: [1, 2], treated: [true, false], outcomes: [true, true], keys: [0, 1]).groups
        #expect(few.count == 2 && few.allSatisfy { $0.observed == nil })
    }

    @Test(arguments: Uplift.Method.allCases)
    func impossibleExperimentsAreErrors(_ method: Uplift.Method) {
        let uplift = Uplift(method: method)
        let design = Matrix(columns: [[1, 2, 3, 4, 5, 6.0]])
        let mixed = [true, false, true, false, true, false]
        let all = [Bool](repeating: true, count: 6)
        #expect(throws: ModelError.self) { try uplift.fit(design, names: ["x"], treated: all, outcomes: mixed) }
        #expect(throws: ModelError.self) { try uplift.fit(design, names: ["x"], treated: mixed, outcomes: all) }
        #expect(throws: ModelError.self) {
            try uplift.fit(Matrix(rows: 0, columns: 1), names: ["x"], treated: [], outcomes: [])
        }
        let constant = Matrix(columns: [[Double](repeating: 3, count: 6)])
        let outcomes = [true, true, false, false, true, false]
        #expect(throws: ModelError.self) {
            try uplift.fit(constant, names: ["x"], treated: mixed, outcomes: outcomes)
        }
    }
}
