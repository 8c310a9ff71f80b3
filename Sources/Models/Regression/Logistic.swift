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
    ///   - start: a fit of nearly the same rows and the same columns, as in cross-validation: where the data are
    ///     separated, the search begins there.
    ///   - testsByLikelihood: whether coefficients of separated data are tested by fits with each of them held, and other
    ///     maxima are looked for, where that is affordable; not wanted where only predictions are.
    /// - Throws: `tooFewRows` unless there are more rows than coefficients, `notFinite`, `oneClassOnly`,
    ///   `constantColumn` where every column is constant, `didNotConverge`.
    /// - Complexity: O(*n* *p*²) for each of about seven iterations, on all cores.
    package func fit(
        _ design: Matrix,
        names: [String],
        target: [Bool],
        targetName: String = "target",
        start: FittedLogistic? = nil,
        testsByLikelihood: Bool = true
    ) throws(ModelError) -> FittedLogistic {
        precondition(names.count == design.columns && target.count == design.rows)
        try check(design, names, target, targetName)
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
        let frame = LogisticFrame(names: names, kept: kept, scale: scale, level: level)
        switch try LogisticNewton(likelihood: likelihood).maximise() {
        case .maximum(let theta, let point): return try fitted(likelihood, frame, theta, point)
        case .separated(let direction):
            var (fitted, inference) = try separated(likelihood, frame, direction, start)
            if testsByLikelihood {
                inference.apply(to: &fitted)
                let search = FirthSearch(firth: inference.firth, names: kept.map { names[$0] })
                fitted.higherMaximum = search.higher(than: inference.maximum)
            }
            return fitted
        }
    }

    private func check(_ design: Matrix, _ names: [String], _ target: [Bool], _ targetName: String) throws(ModelError) {
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
    }

    private func fitted(
        _ likelihood: LogisticLikelihood,
        _ frame: LogisticFrame,
        _ theta: [Double],
        _ point: LogisticLikelihood.Point
    ) throws(ModelError) -> FittedLogistic {
        guard let factor = Cholesky(point.penalisedInformation) else { throw .didNotConverge(iterations: 0) }
        let covariance = factor.inverse
        var effective = 0.0
        for row in 0..<likelihood.size {
            for column in 0..<likelihood.size { effective += covariance[row, column] * point.information[column, row] }
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
    }

    private func separated(
        _ likelihood: LogisticLikelihood,
        _ frame: LogisticFrame,
        _ direction: [Double],
        _ start: FittedLogistic?
    ) throws(ModelError) -> (FittedLogistic, FirthInference) {
        let largest = direction.dropFirst().reduce(0) { max($0, $1.magnitude) }
        let separating = frame.kept.indices.filter { direction[$0 + 1].magnitude > 1e-3 * largest }
        let firth = FirthLogistic(likelihood: likelihood)
        let maximum = try firth.maximise(from: start.flatMap { frame.standardised($0) })
        guard let factor = Cholesky(maximum.information) else { throw .didNotConverge(iterations: 0) }
        let covariance = factor.inverse
        var fitted = FittedLogistic(
            frame,
            theta: maximum.theta,
            covariance: covariance,
            logLikelihood: maximum.logLikelihood,
            effectiveParameters: Double(likelihood.size),
            target: likelihood.target,
            separating: separating.map { frame.names[frame.kept[$0]] }
        )
        fitted.penalisedLogLikelihood = maximum.penalised
        return (fitted, FirthInference(firth: firth, maximum: maximum, frame: frame))
    }
}
