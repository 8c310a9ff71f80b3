import Foundation
import Statistics

/// The beta-geometric/beta-Bernoulli model of customers who buy or do not at each of some occasions, such as years.
///
/// P. S. Fader, B. G. S. Hardie and J. Shang, "Customer-base analysis in a discrete-time noncontractual setting",
/// Marketing Science 29 (2010). While a customer, one buys at an occasion with probability p ~ Beta(α, β); before each
/// occasion one leaves with probability θ ~ Beta(γ, δ). A history is x purchases at n occasions, the last at occasion
/// t_x; the occasion of the first purchase is not counted. All times are whole numbers of occasions.
package struct BGBB: PurchaseProcess {
    package var alpha: Double
    package var beta: Double
    package var gamma: Double
    package var delta: Double

    package init(alpha: Double, beta: Double, gamma: Double, delta: Double) {
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        self.delta = delta
    }

    package static let parameterNames = ["alpha", "beta", "gamma", "delta"]
    package static let timeParameters = [false, false, false, false]
    /// Uniform probabilities; and customers who differ much in buying, few of whom leave.
    package static let starts: [[Double]] = [[1, 1, 1, 1], [0.5, 0.5, 0.5, 3], [2, 5, 1, 10]].map { $0.map(log) }

    package init(logarithms: [Double]) {
        let values = logarithms.map { exp($0) }
        self.init(alpha: values[0], beta: values[1], gamma: values[2], delta: values[3])
    }

    package var logarithms: [Double] { [alpha, beta, gamma, delta].map { log($0) } }

    /// The probability of being a customer still after the last of the n occasions.
    package func alive(_ history: PurchaseHistory) -> Double {
        let terms = BGBBTerms(self, history)
        return exp(terms.logStayed - terms.logLikelihood)
    }

    /// Equation 8: purchases of a new customer at the next `time` occasions, occasion by occasion.
    package func expectedPurchases(within time: Double) -> Double {
        discountedPurchases(within: time, rate: 0)
    }

    /// Equation 13. Given that a customer stayed until n, the parameters become α + x, β + n − x, γ and δ + n.
    package func expectedPurchases(after history: PurchaseHistory, within time: Double) -> Double {
        alive(history) * later(history).discountedPurchases(within: time, rate: 0)
    }

    /// The finite form of equation 14: an occasion *j* from now is worth exp(−rate·*j*).
    package func discountedPurchases(after history: PurchaseHistory, within time: Double, rate: Double) -> Double {
        alive(history) * later(history).discountedPurchases(within: time, rate: rate)
    }

    private func later(_ history: PurchaseHistory) -> BGBB {
        let (x, n) = (Double(history.frequency), history.age)
        return BGBB(alpha: alpha + x, beta: beta + n - x, gamma: gamma, delta: delta + n)
    }

    /// The sum of survival to each occasion, times the chance to buy at it.
    private func discountedPurchases(within time: Double, rate: Double) -> Double {
        var (survival, sum) = (1.0, 0.0)
        for occasion in 0..<Int(max(0, time.rounded(.down))) {
            let passed = Double(occasion)
            survival *= (delta + passed) / (gamma + delta + passed)
            sum += survival * exp(-rate * (passed + 1))
        }
        return alpha / (alpha + beta) * sum
    }

    /// Equation 7: buying x times at n occasions, whenever the customer left.
    package func probabilities(upTo most: Int, within time: Double) -> [Double] {
        let occasions = max(0, time.rounded(.down))
        return (0...most).map { count in
            let x = Double(count)
            guard x <= occasions else { return 0 }
            let constant = -logBeta(alpha, beta) - logBeta(gamma, delta)
            func mass(_ n: Double, _ leaving: Double) -> Double {
                let ways = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1)
                return exp(ways + logBeta(alpha + x, beta + n - x) + leaving + constant)
            }
            var sum = mass(occasions, logBeta(gamma, delta + occasions))
            for passed in stride(from: x, to: occasions, by: 1) {
                sum += mass(passed, logBeta(gamma + 1, delta + passed))
            }
            return sum
        }
    }
}
