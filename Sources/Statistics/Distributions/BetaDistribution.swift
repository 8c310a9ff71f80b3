import Foundation

/// The beta distribution with density xᵃ⁻¹ (1 − x)ᵝ⁻¹ / B(α, β) on 0…1; mean α/(α + β).
package struct BetaDistribution: Sendable, Hashable, Codable {
    /// α > 0.
    package let alpha: Double
    /// β > 0.
    package let beta: Double

    package init(alpha: Double, beta: Double) {
        self.alpha = alpha
        self.beta = beta
    }

    package func density(_ x: Double) -> Double { exp(logDensity(x)) }

    package func logDensity(_ x: Double) -> Double {
        guard x >= 0, x <= 1 else { return -.infinity }
        guard x > 0 else { return Self.atEnd(alpha, other: beta) }
        guard x < 1 else { return Self.atEnd(beta, other: alpha) }
        return logBetaTerm(x, 1 - x, alpha, beta) - log(x) - log1p(-x)
    }

    private static func atEnd(_ near: Double, other: Double) -> Double {
        near < 1 ? .infinity : near > 1 ? -.infinity : log(other)
    }

    package func cdf(_ x: Double) -> Double { x <= 0 ? 0 : x >= 1 ? 1 : regularizedBeta(x, alpha, beta) }

    package func survival(_ x: Double) -> Double {
        x <= 0 ? 1 : x >= 1 ? 0 : regularizedBeta(1 - x, complement: x, beta, alpha)
    }

    package func quantile(_ p: Double) -> Double { inverseRegularizedBeta(alpha, beta, lower: p).x }

    /// x with P(X > x) = q, exact for small q.
    package func upperQuantile(_ q: Double) -> Double {
        inverseRegularizedBeta(alpha, beta, lower: 1 - q, upper: q).x
    }

    /// Two gamma variables; where both underflow, as they do for α, β far below 1, by Jöhnk's method in logarithms.
    package func sample(using random: inout SplittableRandom) -> Double {
        let first = GammaDistribution(shape: alpha, rate: 1).sample(using: &random)
        let second = GammaDistribution(shape: beta, rate: 1).sample(using: &random)
        if first + second > 0 { return first / (first + second) }
        let left = log(1 - random.uniform()) / alpha
        let right = log(1 - random.uniform()) / beta
        return exp(left - logAddExp(left, right))
    }
}

/// Fisher's F distribution.
package struct FisherF: Sendable, Hashable, Codable {
    /// Degrees of freedom of the numerator, > 0.
    package let numerator: Double
    /// Degrees of freedom of the denominator, > 0.
    package let denominator: Double

    package init(numerator: Double, denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// F's place on the scale of the beta distribution, and one minus it.
    private func place(_ x: Double) -> (x: Double, complement: Double) {
        let ratio = numerator / denominator * x
        guard ratio.isFinite else { return (1, 0) }
        return (ratio / (1 + ratio), 1 / (1 + ratio))
    }

    package func density(_ x: Double) -> Double { exp(logDensity(x)) }

    package func logDensity(_ x: Double) -> Double {
        guard x >= 0 else { return -.infinity }
        if x == 0 { return numerator == 2 ? 0 : numerator < 2 ? .infinity : -.infinity }
        let place = place(x)
        return logBetaTerm(place.x, place.complement, numerator / 2, denominator / 2) - log(x)
    }

    package func cdf(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let place = place(x)
        return regularizedBeta(place.x, complement: place.complement, numerator / 2, denominator / 2)
    }

    package func survival(_ x: Double) -> Double {
        guard x > 0 else { return 1 }
        let place = place(x)
        return regularizedBeta(place.complement, complement: place.x, denominator / 2, numerator / 2)
    }

    package func quantile(_ p: Double) -> Double {
        let place = inverseRegularizedBeta(numerator / 2, denominator / 2, lower: p)
        return place.x / place.complement * denominator / numerator
    }

    /// x with P(X > x) = q, exact for small q.
    package func upperQuantile(_ q: Double) -> Double {
        let place = inverseRegularizedBeta(numerator / 2, denominator / 2, lower: 1 - q, upper: q)
        return place.x / place.complement * denominator / numerator
    }

    package func sample(using random: inout SplittableRandom) -> Double {
        let top = ChiSquared(degreesOfFreedom: numerator).sample(using: &random) / numerator
        return top / (ChiSquared(degreesOfFreedom: denominator).sample(using: &random) / denominator)
    }
}

/// Student's t distribution; the normal distribution where the degrees of freedom are infinite.
package struct StudentT: Sendable, Hashable, Codable {
    /// ν > 0.
    package let degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    package func density(_ t: Double) -> Double { exp(logDensity(t)) }

    package func logDensity(_ t: Double) -> Double {
        guard degreesOfFreedom.isFinite else { return Normal.standard.logDensity(t) }
        let half = degreesOfFreedom / 2
        return -logBeta(half, 0.5) - 0.5 * log(degreesOfFreedom) - (half + 0.5) * log1p(t * t / degreesOfFreedom)
    }

    package func cdf(_ t: Double) -> Double { t < 0 ? tail(-t) : 1 - tail(t) }

    /// P(T > t).
    package func survival(_ t: Double) -> Double { t > 0 ? tail(t) : 1 - tail(-t) }

    /// P(|T| > |t|).
    package func twoSided(_ t: Double) -> Double { min(1, 2 * tail(t.magnitude)) }

    /// P(T > t) for t ≥ 0.
    private func tail(_ t: Double) -> Double {
        guard degreesOfFreedom.isFinite else { return Normal.standard.survival(t) }
        let square = t * t
        guard square.isFinite else { return 0 }
        let sum = degreesOfFreedom + square
        return 0.5 * regularizedBeta(degreesOfFreedom / sum, complement: square / sum, degreesOfFreedom / 2, 0.5)
    }

    package func quantile(_ p: Double) -> Double { p <= 0.5 ? -upper(p) : upper(1 - p) }

    /// t with P(T > t) = q, exact for small q.
    package func upperQuantile(_ q: Double) -> Double { q <= 0.5 ? upper(q) : -upper(1 - q) }

    private func upper(_ q: Double) -> Double {
        guard degreesOfFreedom.isFinite else { return Normal.standard.upperQuantile(q) }
        let place = inverseRegularizedBeta(degreesOfFreedom / 2, 0.5, lower: 2 * q)
        return (degreesOfFreedom * place.complement / place.x).squareRoot()
    }

    package func sample(using random: inout SplittableRandom) -> Double {
        let z = Normal.standard.sample(using: &random)
        guard degreesOfFreedom.isFinite else { return z }
        let square = ChiSquared(degreesOfFreedom: degreesOfFreedom).sample(using: &random)
        return z / (square / degreesOfFreedom).squareRoot()
    }
}
