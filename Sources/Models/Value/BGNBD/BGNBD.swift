import Foundation
import Statistics

/// The beta-geometric/NBD model of purchases at any time by customers who may leave after any purchase.
///
/// P. S. Fader, B. G. S. Hardie and K. L. Lee, "'Counting your customers' the easy way: an alternative to the
/// Pareto/NBD model", Marketing Science 24 (2005). While a customer, purchases are a Poisson process of rate λ, with
/// λ ~ Gamma(r, α) over customers; after each repeat purchase a customer leaves with probability p, p ~ Beta(a, b).
/// Who has not bought again has had no occasion to leave, and is alive for certain.
package struct BGNBD: PurchaseProcess {
    /// Shape of the rates.
    package var r: Double
    /// Rate parameter of the rates: a time.
    package var alpha: Double
    /// Shapes of the probability of leaving.
    package var a: Double
    package var b: Double

    package init(r: Double, alpha: Double, a: Double, b: Double) {
        self.r = r
        self.alpha = alpha
        self.a = a
        self.b = b
    }

    package static let parameterNames = ["r", "alpha", "a", "b"]
    package static let timeParameters = [false, true, false, false]

    /// Shapes below one, as customers differ much in most shops, one start of equal customers, one of few who leave.
    package static let starts: [[Double]] = [[0.5, 0.3, 0.8, 2.5], [1, 1, 1, 1], [0.3, 0.1, 0.2, 3]].map { $0.map(log) }

    package init(logarithms: [Double]) {
        let values = logarithms.map { exp($0) }
        self.init(r: values[0], alpha: values[1], a: values[2], b: values[3])
    }

    package var logarithms: [Double] { [r, alpha, a, b].map { log($0) } }

    /// Fader, Hardie and Lee, "Computing P(alive) using the BG/NBD model" (2008), equation 1.
    package func alive(_ history: PurchaseHistory) -> Double {
        guard history.frequency > 0 else { return 1 }
        let x = Double(history.frequency)
        let odds =
            log(a) - log(b + x - 1) + (r + x) * (log(alpha + history.age) - log(alpha + history.recency))
        return 1 / (1 + exp(odds))
    }

    /// Equation 9 of the paper.
    package func expectedPurchases(within time: Double) -> Double {
        guard time > 0 else { return 0 }
        let start = alpha / (alpha + time)
        let scale = a + b - 1
        guard (a - 1).magnitude > 1e-3, scale > 0.05 else { return integratedRate(within: time) }
        let series = logHypergeometric2F1(r, b, scale, time / (alpha + time))
        return max(0, -scale / (a - 1) * expm1(r * log(start) + series))
    }

    /// Equation 10: given that a customer is alive, the parameters become r + x, α + T, a and b + x.
    package func expectedPurchases(after history: PurchaseHistory, within time: Double) -> Double {
        alive(history) * later(history).expectedPurchases(within: time)
    }

    package func discountedPurchases(after history: PurchaseHistory, within time: Double, rate: Double) -> Double {
        let later = later(history)
        let purchases = DiscountedPurchases(within: time, rate: rate, scale: later.alpha)
        return alive(history) * purchases.value { later.expectedPurchases(within: $0) }
    }

    /// The process of a customer known to be alive after this history.
    private func later(_ history: PurchaseHistory) -> BGNBD {
        let x = Double(history.frequency)
        return BGNBD(r: r + x, alpha: alpha + history.age, a: a, b: b + x)
    }

    /// ∫ E[λ·e^(−λps)] ds with E[λ·e^(−λps)] = (r/α)·(1 + s/α)^(−r−1)·₂F₁(r + 1, b; a + b; s/(α + s)), where equation 9
    /// divides zero by zero: near a = 1, and for a + b ≤ 1. The logarithm of time makes the integrand smooth.
    private func integratedRate(within time: Double) -> Double {
        let end = log1p(time / alpha)
        return GaussLegendre.sixteen.integral(from: 0, to: end, panels: 1 + Int(end)) { place in
            let series = logHypergeometric2F1(r + 1, b, a + b, -expm1(-place))
            return r * exp(series - r * place)
        }
    }

    /// Equation 8.
    package func probabilities(upTo most: Int, within time: Double) -> [Double] {
        let (stay, move) = (log(alpha) - log(alpha + time), log(time) - log(alpha + time))
        var below = 0.0
        return (0...most).map { count in
            let x = Double(count)
            // NBD(x), with 0·ln 0 = 0 at time 0.
            let moves = count == 0 ? 0 : x * move
            let mass = exp(logGamma(r + x) - logGamma(r) - logGamma(x + 1) + r * stay + moves)
            let stays = exp(logBeta(a, b + x) - logBeta(a, b))
            let leaves = count == 0 ? 0 : exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * max(0, 1 - below)
            below += mass
            return stays * mass + leaves
        }
    }
}
