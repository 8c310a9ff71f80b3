import Foundation

/// The binomial distribution.
package struct Binomial: Sendable, Hashable, Codable {
    /// n ≥ 0.
    package let trials: Int
    /// 0…1.
    package let probability: Double

    package init(trials: Int, probability: Double) {
        self.trials = trials
        self.probability = probability
    }

    package func mass(_ k: Int) -> Double { exp(logMass(k)) }

    package func logMass(_ k: Int) -> Double {
        guard k >= 0, k <= trials else { return -.infinity }
        let n = Double(trials)
        if probability == 0 || probability == 1 { return k == (probability == 0 ? 0 : trials) ? 0 : -.infinity }
        if k == 0 { return n * log1p(-probability) }
        if k == trials { return n * log(probability) }
        let successes = Double(k)
        return logBetaTerm(probability, 1 - probability, successes, n - successes) + log(n / successes)
            - log(n - successes)
    }

    package func cdf(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k >= trials { return 1 }
        return regularizedBeta(1 - probability, complement: probability, Double(trials - k), Double(k + 1))
    }

    /// P(X > k).
    package func survival(_ k: Int) -> Double {
        if k < 0 { return 1 }
        if k >= trials { return 0 }
        return regularizedBeta(probability, complement: 1 - probability, Double(k + 1), Double(trials - k))
    }

    /// The least k with P(X ≤ k) ≥ p.
    package func quantile(_ p: Double) -> Int {
        let mean = Double(trials) * probability
        let deviation = (mean * (1 - probability)).squareRoot()
        return discreteQuantile(p, mean: mean, deviation: deviation, limit: trials, cdf)
    }

    /// Exact, in O(log n) steps: the middle one of n uniform variables is a beta variable, and halves the trials
    /// (Devroye, Non-Uniform Random Variate Generation, 1986, X.4.2).
    package func sample(using random: inout SplittableRandom) -> Int {
        guard probability > 0 else { return 0 }
        guard probability < 1 else { return trials }
        var left = trials
        var p = probability
        var count = 0
        while left > 24 {
            let rank = (left + 1) / 2
            let middle = BetaDistribution(alpha: Double(rank), beta: Double(left + 1 - rank)).sample(using: &random)
            if middle <= p {
                count += rank
                left -= rank
                p = (p - middle) / (1 - middle)
            } else {
                left = rank - 1
                p /= middle
            }
        }
        for _ in 0..<left where random.uniform() < p { count += 1 }
        return count
    }
}
