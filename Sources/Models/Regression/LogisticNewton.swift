import Foundation
import Statistics

/// Newton's method for the logistic log-likelihood, which is iteratively reweighted least squares (McCullagh and
/// Nelder, Generalized Linear Models, 2nd edition, section 2.5), with steps halved where they go too far.
struct LogisticNewton: Sendable {
    var likelihood: LogisticLikelihood
    /// Newton's method settles within ten where a maximum exists; the rest is for data that are nearly separated.
    static let iterations = 60
    /// Of standardised coefficients: since steps shrink quadratically, what is left after it is rounding.
    static let tolerance = 1e-8

    enum Outcome {
        case maximum(theta: [Double], LogisticLikelihood.Point)
        /// There is no finite maximum; the direction in which the likelihood rises for ever.
        case separated(direction: [Double])
    }

    func maximise() throws(ModelError) -> Outcome {
        var theta = [Double](repeating: 0, count: likelihood.size)
        let share = likelihood.target.reduce(0, +) / Double(likelihood.target.count)
        theta[0] = log(share / (1 - share))
        var point = likelihood.evaluate(theta)
        for iteration in 0..<Self.iterations {
            guard let factor = Cholesky(point.penalisedInformation) else { break }
            let step = factor.solve(point.gradient)
            let length = step.reduce(0) { max($0, $1.magnitude) }
            if iteration >= 3, likelihood.penalty == 0, length > Self.tolerance, likelihood.isSeparating(step) {
                return .separated(direction: step)
            }
            var share = 1.0
            var (next, nextPoint) = move(theta, step, share)
            // A fall by less than rounding is none.
            while nextPoint.penalised < point.penalised - 1e-12 * point.penalised.magnitude, share > 1e-6 {
                share /= 2
                (next, nextPoint) = move(theta, step, share)
            }
            (theta, point) = (next, nextPoint)
            if length * share < Self.tolerance { return .maximum(theta: theta, point) }
        }
        throw .didNotConverge(iterations: Self.iterations)
    }

    private func move(_ theta: [Double], _ step: [Double], _ share: Double) -> ([Double], LogisticLikelihood.Point) {
        let next = zip(theta, step).map { $0 + share * $1 }
        return (next, likelihood.evaluate(next))
    }
}
