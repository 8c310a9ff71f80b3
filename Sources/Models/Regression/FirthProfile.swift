import Foundation
import Statistics

/// What penalised likelihood says of one coefficient of separated data, for which Wald's test and interval are poor: a
/// likelihood-ratio test that it is zero, and the interval of values that such a test would not refuse (Heinze and
/// Schemper, Statistics in Medicine 21, 2002, section 2.3; R's logistf).
struct FirthProfile: Sendable {
    var firth: FirthLogistic
    var maximum: FirthLogistic.Maximum
    /// The coefficient's number, 0 for the intercept.
    var index: Int
    /// Wald's, as the first guess of how far bounds are.
    var standardError: Double

    struct Finding: Sendable {
        /// Twice what the penalised log-likelihood loses without the coefficient: χ² with one degree of freedom.
        var statistic: Double
        var low: Double
        var high: Double
    }

    /// Steps towards a bound; the root of the loss is nearly straight, so that five are usual.
    private static let iterations = 40

    /// - Parameter quantile: the normal distribution's, for the interval: 1.96 for 95 per cent.
    /// - Returns: `nil` where a fit with the coefficient held does not settle.
    func find(quantile: Double) -> Finding? {
        guard let zero = at(0, from: maximum.theta), let low = bound(-quantile), let high = bound(quantile) else {
            return nil
        }
        return Finding(statistic: 2 * max(0, maximum.penalised - zero.penalised), low: low, high: high)
    }

    /// The fit with the coefficient held at a value.
    private func at(_ value: Double, from theta: [Double]) -> FirthLogistic.Maximum? {
        var start = theta
        start[index] = value
        return try? firth.maximise(from: start, fixed: [index])
    }

    /// Where the signed root r of twice the loss reaches a quantile, by Newton's method: r′ = −score/r, since the other
    /// coefficients' scores are zero there. Kept between the nearest values known to lie on both sides.
    private func bound(_ quantile: Double) -> Double? {
        let sign: Double = quantile < 0 ? -1 : 1
        var inner = maximum.theta[index]
        var outer: Double?
        var value = inner + quantile * standardError
        var theta = maximum.theta
        for _ in 0..<Self.iterations {
            guard let held = at(value, from: theta), let point = firth.curvature.evaluate(held.theta) else {
                return nil
            }
            theta = held.theta
            let root = (2 * max(0, maximum.penalised - held.penalised)).squareRoot()
            if root < quantile.magnitude { inner = value } else { outer = value }
            let slope = -sign * point.score[index] / root
            var next = value + sign * (quantile.magnitude - root) / slope
            let reach = outer ?? inner + sign * 4 * (value - maximum.theta[index]).magnitude
            if !next.isFinite || (next - inner) * (next - reach) > 0 { next = (inner + reach) / 2 }
            if (next - value).magnitude < 1e-7 * max(1, value.magnitude) { return next }
            value = next
        }
        return nil
    }
}
