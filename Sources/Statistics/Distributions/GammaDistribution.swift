import Foundation

/// The gamma distribution with density βᵃ xᵃ⁻¹ e^(−βx) / Γ(a); mean a/β.
package struct GammaDistribution: Sendable, Hashable, Codable {
    /// a > 0.
    package let shape: Double
    /// β > 0, in one over the unit of x.
    package let rate: Double

    package init(shape: Double, rate: Double) {
        self.shape = shape
        self.rate = rate
    }

    package func density(_ x: Double) -> Double { exp(logDensity(x)) }

    package func logDensity(_ x: Double) -> Double {
        guard x >= 0 else { return -.infinity }
        if x == 0 { return shape == 1 ? log(rate) : shape < 1 ? .infinity : -.infinity }
        return logPoissonTerm(shape, mean: rate * x) + log(shape) - log(x)
    }

    package func cdf(_ x: Double) -> Double { x <= 0 ? 0 : regularizedGammaP(shape, rate * x) }

    package func survival(_ x: Double) -> Double { x <= 0 ? 1 : regularizedGammaQ(shape, rate * x) }

    package func quantile(_ p: Double) -> Double { inverseRegularizedGamma(shape, lower: p) / rate }

    /// x with P(X > x) = q, exact for small q.
    package func upperQuantile(_ q: Double) -> Double {
        inverseRegularizedGamma(shape, lower: 1 - q, upper: q) / rate
    }

    /// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
    package func sample(using random: inout SplittableRandom) -> Double {
        guard shape >= 1 else {
            let raised = GammaDistribution(shape: shape + 1, rate: rate).sample(using: &random)
            return raised * pow(1 - random.uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let z = Normal.standard.sample(using: &random)
            let root = 1 + c * z
            guard root > 0 else { continue }
            let v = root * root * root
            if log(1 - random.uniform()) < 0.5 * z * z + d - d * v + d * log(v) { return d * v / rate }
        }
    }
}

/// The exponential distribution; mean 1/rate.
package struct Exponential: Sendable, Hashable, Codable {
    package let rate: Double

    package init(rate: Double) { self.rate = rate }

    package func density(_ x: Double) -> Double { x < 0 ? 0 : rate * exp(-rate * x) }
    package func logDensity(_ x: Double) -> Double { x < 0 ? -.infinity : log(rate) - rate * x }
    package func cdf(_ x: Double) -> Double { x <= 0 ? 0 : -expm1(-rate * x) }
    package func survival(_ x: Double) -> Double { x <= 0 ? 1 : exp(-rate * x) }
    package func quantile(_ p: Double) -> Double { -log1p(-p) / rate }

    package func sample(using random: inout SplittableRandom) -> Double { -log(1 - random.uniform()) / rate }
}

/// The χ² distribution: the gamma distribution with shape ν/2 and rate ½.
package struct ChiSquared: Sendable, Hashable, Codable {
    /// ν > 0.
    package let degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    private var gamma: GammaDistribution { GammaDistribution(shape: degreesOfFreedom / 2, rate: 0.5) }

    package func density(_ x: Double) -> Double { gamma.density(x) }
    package func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }
    package func cdf(_ x: Double) -> Double { gamma.cdf(x) }
    package func survival(_ x: Double) -> Double { gamma.survival(x) }
    package func quantile(_ p: Double) -> Double { gamma.quantile(p) }
    package func upperQuantile(_ q: Double) -> Double { gamma.upperQuantile(q) }
    package func sample(using random: inout SplittableRandom) -> Double { gamma.sample(using: &random) }
}
