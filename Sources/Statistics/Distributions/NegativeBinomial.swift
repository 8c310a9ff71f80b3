import Foundation

/// The negative binomial distribution of counts: Γ(r + k) / (Γ(r) k!) pʳ (1 − p)ᵏ; mean r(1 − p)/p.
///
/// A Poisson variable whose mean is gamma with shape r and rate p/(1 − p): purchases of unlike customers.
package struct NegativeBinomial: Sendable, Hashable, Codable {
    /// r > 0, not necessarily whole.
    package let r: Double
    /// 0 < p ≤ 1.
    package let p: Double

    package init(r: Double, p: Double) {
        self.r = r
        self.p = p
    }

    package func mass(_ k: Int) -> Double { exp(logMass(k)) }

    package func logMass(_ k: Int) -> Double {
        guard k >= 0 else { return -.infinity }
        if k == 0 { return r * log(p) }
        guard p < 1 else { return -.infinity }
        return logBetaTerm(p, 1 - p, r, Double(k)) - log(Double(k))
    }

    package func cdf(_ k: Int) -> Double {
        k < 0 ? 0 : regularizedBeta(p, complement: 1 - p, r, Double(k) + 1)
    }

    /// P(X > k).
    package func survival(_ k: Int) -> Double {
        k < 0 ? 1 : regularizedBeta(1 - p, complement: p, Double(k) + 1, r)
    }

    /// The least k with P(X ≤ k) ≥ the share.
    package func quantile(_ share: Double) -> Int {
        guard p < 1 else { return 0 }
        let mean = r * (1 - p) / p
        return discreteQuantile(share, mean: mean, deviation: (mean / p).squareRoot(), limit: .max, cdf)
    }

    package func sample(using random: inout SplittableRandom) -> Int {
        guard p < 1 else { return 0 }
        let mean = GammaDistribution(shape: r, rate: p / (1 - p)).sample(using: &random)
        return Poisson(mean: mean).sample(using: &random)
    }
}
