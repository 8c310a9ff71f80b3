import Foundation
import Statistics

/// The Pareto/NBD model of purchases at any time by customers who may leave at any time.
///
/// D. C. Schmittlein, D. G. Morrison and R. Colombo, "Counting your customers: who are they and what will they do
/// next?", Management Science 33 (1987), in the form of P. S. Fader and B. G. S. Hardie, "A note on deriving the
/// Pareto/NBD model and related expressions" (2005). While a customer, purchases are a Poisson process of rate λ,
/// λ ~ Gamma(r, α) over customers; the time until a customer leaves is exponential of rate μ, μ ~ Gamma(s, β).
///
/// Where the note has differences of hypergeometric functions, this uses the integral they stand for, which is a sum of
/// positive numbers and neither cancels nor overflows: see `ParetoNBDIntegral`.
package struct ParetoNBD: PurchaseProcess {
    /// Shape of the purchase rates.
    package var r: Double
    /// Rate parameter of the purchase rates: a time.
    package var alpha: Double
    /// Shape of the rates of leaving.
    package var s: Double
    /// Rate parameter of the rates of leaving: a time.
    package var beta: Double

    package init(r: Double, alpha: Double, s: Double, beta: Double) {
        self.r = r
        self.alpha = alpha
        self.s = s
        self.beta = beta
    }

    package static let parameterNames = ["r", "alpha", "s", "beta"]
    package static let timeParameters = [false, true, false, true]

    /// Customers who differ much, customers who differ little, and customers most of whom stay.
    package static let starts: [[Double]] = [[0.5, 0.4, 0.6, 0.5], [1, 1, 1, 1], [0.5, 0.3, 0.3, 3]].map { $0.map(log) }

    package init(logarithms: [Double]) {
        let values = logarithms.map { exp($0) }
        self.init(r: values[0], alpha: values[1], s: values[2], beta: values[3])
    }

    package var logarithms: [Double] { [r, alpha, s, beta].map { log($0) } }

    /// The note's equation 27: the share of the likelihood that belongs to customers who are still there at T.
    package func alive(_ history: PurchaseHistory) -> Double {
        let x = Double(history.frequency)
        let integral = ParetoNBDIntegral(self, x: x, from: history.recency, to: history.age)
        let stayed = -(r + x) * log(alpha + history.age) - s * log(beta + history.age)
        return 1 / (1 + exp(log(s) + integral.logValue - stayed))
    }

    /// The note's equation 17, with its limit at s = 1.
    package func expectedPurchases(within time: Double) -> Double {
        guard time > 0 else { return 0 }
        return r / alpha * expectedStay(within: time)
    }

    /// The note's equation 41: given that a customer is there at T, the parameters become r + x, α + T, s and β + T.
    package func expectedPurchases(after history: PurchaseHistory, within time: Double) -> Double {
        alive(history) * later(history).expectedPurchases(within: time)
    }

    /// Fader and Hardie's DERT for a horizon without end ("Computing DERT using the Pareto/NBD model", 2005): there
    /// (β+T)^s·δ^(s−1)·Ψ(s, s; δ(β+T)) is the integral of the survival (1 + t/(β+T))^(−s) with its discount, which is
    /// taken here up to any horizon.
    ///
    /// - Precondition: `time` is finite or `rate` is above zero.
    package func discountedPurchases(after history: PurchaseHistory, within time: Double, rate: Double) -> Double {
        guard time > 0 else { return 0 }
        let later = later(history)
        return alive(history) * later.r / later.alpha * later.discountedStay(within: time, rate: rate)
    }

    private func later(_ history: PurchaseHistory) -> ParetoNBD {
        let x = Double(history.frequency)
        return ParetoNBD(r: r + x, alpha: alpha + history.age, s: s, beta: beta + history.age)
    }

    /// ∫ (1 + t/β)^(−s) dt over 0…time = β·(1 − (β/(β+time))^(s−1))/(s − 1).
    private func expectedStay(within time: Double) -> Double {
        let span = log1p(time / beta)
        let exponent = (s - 1) * span
        guard exponent.magnitude > 1e-9 else { return beta * span * (1 - exponent / 2) }
        return -beta * span * expm1(-exponent) / exponent
    }

    private func discountedStay(within time: Double, rate: Double) -> Double {
        guard rate > 0 else { return expectedStay(within: time) }
        let far = min(time, 60 / rate)
        let end = log1p(far / beta)
        let panels = 2 + Int(max(end, rate * far / 4))
        return GaussLegendre.sixteen.integral(from: 0, to: end, panels: panels) { place in
            beta * exp((1 - s) * place - rate * beta * expm1(place))
        }
    }

    /// The note's equation 16 in its first form: NBD(x) over the whole time for who stays, and over the time until
    /// leaving for who does not.
    package func probabilities(upTo most: Int, within time: Double) -> [Double] {
        let end = log1p(time / min(alpha, beta))
        let stays = exp(-s * log1p(time / beta))
        return (0...most).map { count in
            let x = Double(count)
            let constant = logGamma(r + x) - logGamma(r) - logGamma(x + 1)
            let mass = { (time: Double) -> Double in
                let moves = count == 0 ? 0 : x * (log(time) - log(alpha + time))
                return exp(constant + moves - r * log1p(time / alpha))
            }
            guard time > 0 else { return count == 0 ? 1 : 0 }
            let unit = min(alpha, beta)
            let leaves = GaussLegendre.sixteen.integral(from: 0, to: end, panels: 4 + Int(end)) { place in
                let left = unit * expm1(place)
                return mass(left) * s / beta * exp(-(s + 1) * log1p(left / beta)) * (unit + left)
            }
            return mass(time) * stays + leaves
        }
    }
}
