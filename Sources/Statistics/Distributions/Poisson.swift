import Foundation

/// The Poisson distribution.
package struct Poisson: Sendable, Hashable, Codable {
    /// λ ≥ 0.
    package let mean: Double

    package init(mean: Double) { self.mean = mean }

    package func mass(_ k: Int) -> Double { exp(logMass(k)) }

    package func logMass(_ k: Int) -> Double {
        guard k >= 0 else { return -.infinity }
        guard mean > 0 else { return k == 0 ? 0 : -.infinity }
        return logPoissonTerm(Double(k), mean: mean)
    }

    package func cdf(_ k: Int) -> Double { k < 0 ? 0 : mean > 0 ? regularizedGammaQ(Double(k) + 1, mean) : 1 }

    /// P(X > k).
    package func survival(_ k: Int) -> Double { k < 0 ? 1 : mean > 0 ? regularizedGammaP(Double(k) + 1, mean) : 0 }

    /// The least k with P(X ≤ k) ≥ p.
    package func quantile(_ p: Double) -> Int {
        discreteQuantile(p, mean: mean, deviation: mean.squareRoot(), limit: .max, cdf)
    }

    /// Ahrens and Dieter, "Computer methods for sampling from gamma, beta, Poisson and binomial distributions" (1974):
    /// arrivals are jumped over by a gamma variable while many are expected.
    package func sample(using random: inout SplittableRandom) -> Int {
        var left = mean
        var count = 0
        while left > 16 {
            let jump = Int(left * 0.875)
            let time = GammaDistribution(shape: Double(jump), rate: 1).sample(using: &random)
            guard time <= left else {
                return count + Binomial(trials: jump - 1, probability: left / time).sample(using: &random)
            }
            count += jump
            left -= time
        }
        let limit = exp(-left)
        var product = 1 - random.uniform()
        while product > limit {
            count += 1
            product *= 1 - random.uniform()
        }
        return count
    }
}

/// The least k from 0 to `limit` with `cdf(k)` ≥ p, sought from where the normal distribution has it.
func discreteQuantile(_ p: Double, mean: Double, deviation: Double, limit: Int, _ cdf: (Int) -> Double) -> Int {
    guard p > 0 else { return 0 }
    guard p < 1 else { return limit }
    // What rounding does to the sum of the masses is not to move the answer.
    let target = p * (1 - 1e-15)
    let guess = mean + deviation * Normal.standard.quantile(p)
    var high = min(limit, guess < 9e15 ? max(0, Int(guess)) : limit)
    var step = max(1, Int(min(deviation / 8, 1e15)))
    while high < limit, cdf(high) < target {
        high = high > limit - step ? limit : high + step
        step *= 2
    }
    var low = high
    step = max(1, Int(min(deviation / 8, 1e15)))
    while low >= 0, cdf(low) >= target {
        high = low
        low -= step
        step *= 2
    }
    low = max(low, -1)
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if cdf(middle) >= target { high = middle } else { low = middle }
    }
    return high
}
