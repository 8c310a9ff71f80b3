import Domain
import Foundation
package import Statistics

/// Logistic regression: ln(π/(1−π)) = b₀ + Σ bⱼ·xⱼ.
///
/// By maximum likelihood, as R's `glm(family = binomial)`. Where the data are separated, so that no finite maximum
/// exists, by Firth's penalised likelihood, and the fit says which columns separate.
package struct Logistic: Sendable, Hashable, Codable {
    /// λ in ℓ − ½·λ·Σ(bⱼ·sⱼ)², sⱼ the columns' standard deviations; the intercept is free. 0, the default, is maximum
    /// likelihood, whose figures can be compared with other programs'. scikit-learn's C is 1/λ.
    package var penalty: Double
    /// Of the confidence intervals. 0.95 is what readers expect.
    package var level: Double

    package init(penalty: Double = 0, level: Double = 0.95) {
        self.penalty = penalty
        self.level = level
    }

    /// - Parameters:
    ///   - design: a row for each customer, without a column for the intercept.
    ///   - names: of the design's columns.
    ///   - target: whether the outcome occurred, one for each row.
    ///   - targetName: for messages.
    ///   - testsByLikelihood: whether the slopes of separated data are tested by a fit without each, where that is
    ///     affordable; not wanted where only predictions are, as in cross-validation.
    /// - Throws: `tooFewRows` unless there are more rows than coefficients, `notFinite`, `oneClassOnly`,
    ///   `constantColumn` where every column is constant, `didNotConverge`.
    /// - Complexity: O(*n* *p*²) for each of about seven iterations, on all cores.
    package func fit(
        _ design: Matrix,
        names: [String],
        target: [Bool],
        targetName: String = "target",
        testsByLikelihood: Bool = true
    ) throws(ModelError) -> FittedLogistic {
        precondition(names.count == design.columns && target.count == design.rows)
        guard penalty >= 0, penalty.isFinite else {
            throw .invalidSetting(
                "penalty",
                value: String(penalty),
                expected: Bilingual(en: "it is a number from 0", zh: "应为不小于 0 的数")
            )
        }
        try design.checkFinite(names)
        guard design.rows > design.columns + 1 else {
            throw .tooFewRows(needed: design.columns + 2, found: design.rows)
        }
        guard target.contains(true), target.contains(false) else {
            throw .oneClassOnly(target: targetName, value: target[0] ? "1" : "0")
        }
        let scale = ColumnScale(design)
        let varying = names.indices.filter { scale.spreads[$0] > 0 }
        guard !varying.isEmpty else { throw .constantColumn(names.first ?? targetName) }
        let outcome = target.map { $0 ? 1.0 : 0.0 }
        let rank = LeastSquares(scale.standardised(design, columns: varying), outcome).kept
        let kept = rank.map { varying[$0] }
        let likelihood = LogisticLikelihood(
            design: scale.standardised(design, columns: kept),
            target: outcome,
            penalty: penalty
        )
        let frame = Frame(names: names, kept: kept, scale: scale, level: level)
        return try solve(likelihood, frame, testsByLikelihood)
    }

    /// What leads from standardised columns back to the columns' own units.
    struct Frame {
        var names: [String]
        var kept: [Int]
        var scale: ColumnScale
        var level: Double
    }

    private func solve(_ likelihood: LogisticLikelihood, _ frame: Frame, _ testsByLikelihood: Bool)
        throws(ModelError) -> FittedLogistic
    {
        switch try LogisticNewton(likelihood: likelihood).maximise() {
        case .maximum(let theta, let point):
            guard let factor = Cholesky(point.penalisedInformation) else { throw .didNotConverge(iterations: 0) }
            let covariance = factor.inverse
            var effective = 0.0
            for row in 0..<likelihood.size {
                for column in 0..<likelihood.size {
                    effective += covariance[row, column] * point.information[column, row]
                }
            }
            return FittedLogistic(
                frame,
                theta: theta,
                covariance: covariance,
                logLikelihood: point.logLikelihood,
                effectiveParameters: penalty == 0 ? Double(likelihood.size) : effective,
                target: likelihood.target,
                separating: []
            )
        case .separated(let direction):
            let largest = direction.dropFirst().reduce(0) { max($0, $1.magnitude) }
            let separating = frame.kept.indices.filter { direction[$0 + 1].magnitude > 1e-3 * largest }
            let maximum = try FirthLogistic(likelihood: likelihood).maximise()
            guard let factor = Cholesky(maximum.information) else { throw .didNotConverge(iterations: 0) }
            var fitted = FittedLogistic(
                frame,
                theta: maximum.theta,
                covariance: factor.inverse,
                logLikelihood: maximum.logLikelihood,
                effectiveParameters: Double(likelihood.size),
                target: likelihood.target,
                separating: separating.map { frame.names[frame.kept[$0]] }
            )
            if testsByLikelihood { testByLikelihood(likelihood, maximum, &fitted) }
            return fitted
        }
    }

    /// Rows × coefficients² × tests up to which each column's effect is tested by a fit without it. Each test is some
    /// two hundred evaluations of the likelihood: about two seconds together.
    private static let mostForTests = 4_000_000

    /// Wald's tests are poor where data are separated: the p values of slopes become those of penalised likelihood-ratio
    /// tests (Heinze and Schemper, section 2.3), χ² with one degree of freedom. Where there are too many columns for that,
    /// or a fit without one does not settle, they stay Wald's.
    private func testByLikelihood(
        _ likelihood: LogisticLikelihood,
        _ maximum: FirthLogistic.Maximum,
        _ fitted: inout FittedLogistic
    ) {
        let work = likelihood.design.elements.count * likelihood.size * (likelihood.size - 1)
        guard work <= Self.mostForTests else { return }
        let chi = ChiSquared(degreesOfFreedom: 1)
        var pValues: [Double] = []
        for column in 1..<likelihood.size {
            guard let without = try? FirthLogistic(likelihood: likelihood).maximise(fixed: [column]) else { return }
            pValues.append(chi.survival(2 * max(0, maximum.penalised - without.penalised)))
        }
        for (index, pValue) in pValues.enumerated() { fitted.coefficients[index + 1].pValue = pValue }
        fitted.isTestedByLikelihood = true
    }
}
