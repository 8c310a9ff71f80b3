import Foundation
import Models
import Statistics
import TestSupport
import Testing

/// Data whose outcomes a sum of columns tells apart, so that maximum likelihood has no finite estimate.
@Suite struct SeparatedLogisticTests {
    private static let separated: (rows: [[Double]], target: [Bool]) = (
        zip([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0], [1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 7, 8]).map { [$0, $1] },
        [0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0].map { $0 == 1 }
    )

    /// The maximum of ℓ + ½ ln |I| by scipy's Nelder–Mead.
    @Test func separatedDataGetFirthsEstimatesAsHeinzeAndSchemper2002() throws {
        let fitted = try Logistic().fit(
            Matrix(rows: Self.separated.rows),
            names: ["always", "x"],
            target: Self.separated.target
        )
        #expect(fitted.separating == ["always"])
        let expected = [
            (-0.5741350125583855, 1.5756380156742469), (2.6049654730677716, 1.8241127440778033),
            (0.03687628246356323, 0.3085011177479544),
        ]
        for (found, (estimate, error)) in zip(fitted.coefficients, expected) {
            #expect(abs(found.estimate - estimate) < 1e-6, "\(found)")
            #expect(abs(found.standardError - error) < 1e-6, "\(found)")
        }
        #expect(abs(try #require(fitted.penalisedLogLikelihood) - Self.penalised) < 1e-6)
        #expect(fitted.higherMaximum == nil)
    }

    /// Of columns as they are −4.7224462416 by scipy; standardised, ½ ln |I| is less by the logarithms of their deviations.
    private static var penalised: Double {
        let scale = ColumnScale(Matrix(rows: separated.rows))
        return -4.7224462416369235 - scale.spreads.reduce(0) { $0 + log($1) }
    }

    /// Restricted maxima of the penalised likelihood by scipy's Nelder–Mead and BFGS, and the roots of its profile by
    /// Brent's method.
    @Test func statisticsPValuesAndIntervalsAreOfOneTestAsHeinzeAndSchemper2002() throws {
        let fitted = try Logistic().fit(
            Matrix(rows: Self.separated.rows),
            names: ["always", "x"],
            target: Self.separated.target
        )
        #expect(fitted.isTestedByLikelihood)
        let expected = [
            (0.1734124354, 0.677096705832, -3.758587251, 2.168878801),
            (3.6821313000, 0.0549985048911, -0.049247249, 7.614588508),
            (0.0184258581, 0.892025338424, -0.522617490, 0.618167185),
        ]
        for (found, (statistic, pValue, low, high)) in zip(fitted.coefficients, expected) {
            #expect(abs(try #require(found.statistic) - statistic) < 1e-6, "\(found)")
            #expect(abs(try #require(found.pValue) - pValue) < 1e-6, "\(found)")
            #expect(abs(found.low - low) < 1e-5 && abs(found.high - high) < 1e-5, "\(found)")
        }
    }

    /// An independent Newton method in numpy with analytic second derivatives, from zero; 81 of 100 random starts lead to the
    /// same maximum.
    @Test func breastCancerHasTheMaximumOfAnIndependentNewtonMethod() throws {
        let header = try Fixture.lines("breast_cancer.csv")[0].split(separator: ",").dropFirst().map(String.init)
        let design = Matrix(columns: try header.map { try Fixture.numbers("breast_cancer.csv", $0) })
        let target = (try Fixture.columns("breast_cancer.csv")["diagnosis"] ?? []).map { $0 == "malignant" }
        let fitted = try Logistic().fit(design, names: header, target: target, testsByLikelihood: false)
        #expect(!fitted.separating.isEmpty && !fitted.isTestedByLikelihood)
        #expect(abs(try #require(fitted.penalisedLogLikelihood) + 27.404434735584445) < 1e-7)
        #expect(abs(fitted.logLikelihood + 33.127826669394466) < 1e-6)
        let expected = [
            ("mean_radius", -5.352069923946787, 5.994387725745523),
            ("mean_texture", -0.16713887671121586, 0.1981879107158304),
            ("mean_perimeter", 0.7902426351875316, 0.9011459325253272),
            ("worst_symmetry", 4.338085087455177, 13.113345916652287),
            ("worst_fractal_dimension", 74.88411507478286, 66.30772953898166),
        ]
        for (name, estimate, error) in expected {
            let found = try #require(fitted.coefficients.first { $0.name == name })
            #expect(abs(found.estimate / estimate - 1) < 1e-6, "\(found)")
            #expect(abs(found.standardError / error - 1) < 1e-6, "\(found)")
        }
    }

    @Test func aStartNearTheMaximumLeadsToTheSameMaximum() throws {
        let design = Matrix(rows: Self.separated.rows)
        let all = try Logistic().fit(design, names: ["always", "x"], target: Self.separated.target)
        let rows = Array(1..<12)
        let part = (design.selecting(rows: rows), rows.map { Self.separated.target[$0] })
        let cold = try Logistic().fit(part.0, names: ["always", "x"], target: part.1, testsByLikelihood: false)
        let warm = try Logistic().fit(
            part.0,
            names: ["always", "x"],
            target: part.1,
            start: all,
            testsByLikelihood: false
        )
        for (left, right) in zip(cold.coefficients, warm.coefficients) {
            #expect(abs(left.estimate - right.estimate) < 1e-8)
        }
    }

    @Test func completeSeparationIsNamed() throws {
        let x = (0..<30).map { Double($0) }
        let fitted = try Logistic().fit(Matrix(columns: [x]), names: ["x"], target: x.map { $0 > 12 })
        #expect(fitted.separating == ["x"])
        #expect(fitted.coefficients.allSatisfy { $0.estimate.isFinite && $0.estimate.magnitude < 1e3 })
    }

    /// Fifty columns of which one separates: fits with each of them held would cost what is not worth waiting for.
    @Test func separatedDataOfManyColumnsAreNotTestedByLikelihood() throws {
        var random = SplittableRandom(seed: 21)
        let rows = (0..<400).map { row in [Double(row)] + (0..<49).map { _ in random.uniform() } }
        let names = (0..<50).map { "x\($0)" }
        let fitted = try Logistic().fit(Matrix(rows: rows), names: names, target: rows.map { $0[0] > 160 })
        #expect(fitted.separating.contains("x0"))
        #expect(!fitted.isTestedByLikelihood)
        #expect(fitted.coefficients.allSatisfy { $0.estimate.isFinite })
    }

    @Test func predictionsDoNotWaitForTests() throws {
        let design = Matrix(rows: Self.separated.rows)
        let names = ["always", "x"]
        let tested = try Logistic().fit(design, names: names, target: Self.separated.target)
        let untested = try Logistic().fit(
            design,
            names: names,
            target: Self.separated.target,
            testsByLikelihood: false
        )
        #expect(!untested.isTestedByLikelihood && tested.isTestedByLikelihood)
        #expect(untested.predict(design) == tested.predict(design))
    }
}
