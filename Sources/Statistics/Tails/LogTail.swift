import Foundation

/// Logarithms of upper tails, which stay finite where the tails themselves are below the least double: to compare how
/// strongly two tables differ when both p-values would be zero.
///
/// Continued fractions by the modified Lentz algorithm (Press, Teukolsky, Vetterling and Flannery, Numerical Recipes,
/// 3rd edition, sections 6.2 and 6.4).
package enum LogTail {
    /// ln P(X > x) for X of χ² with `degreesOfFreedom` (above 0); 0 for x ≤ 0.
    package static func chiSquared(_ x: Double, degreesOfFreedom: Double) -> Double {
        guard x > 0 else { return 0 }
        return upperGamma(degreesOfFreedom / 2, x / 2)
    }

    /// ln P(X > x) for X of F with these degrees of freedom (above 0); 0 for x ≤ 0.
    package static func fisherF(_ x: Double, numerator: Double, denominator: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x.isFinite else { return -.infinity }
        // P(X > x) = I_z(d₂/2, d₁/2) with z = d₂ / (d₂ + d₁·x).
        let scaled = numerator * x
        return incompleteBeta(
            denominator / (denominator + scaled),
            scaled / (denominator + scaled),
            denominator / 2,
            numerator / 2
        )
    }

    /// ln Q(a, x).
    private static func upperGamma(_ a: Double, _ x: Double) -> Double {
        guard x.isFinite else { return -.infinity }
        let front = a * log(x) - x - lgamma(a)
        if x < a + 1 {
            var (term, sum, step) = (1 / a, 1 / a, a)
            while term > sum * 1e-17 {
                step += 1
                term *= x / step
                sum += term
            }
            return log1p(-min(1, exp(front) * sum))
        }
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var fraction = d
        for step in 1...10_000 {
            let factor = -Double(step) * (Double(step) - a)
            b += 2
            d = 1 / nonzero(factor * d + b)
            c = nonzero(b + factor / c)
            fraction *= c * d
            if (c * d - 1).magnitude < 1e-15 { break }
        }
        return front + log(fraction)
    }

    /// ln I_z(a, b); `rest` is 1 − z, given since it may be small.
    private static func incompleteBeta(_ z: Double, _ rest: Double, _ a: Double, _ b: Double) -> Double {
        guard z > 0 else { return -.infinity }
        guard rest > 0 else { return 0 }
        if z > (a + 1) / (a + b + 2) { return log1p(-min(1, exp(incompleteBeta(rest, z, b, a)))) }
        let front = a * log(z) + b * log(rest) - (lgamma(a) + lgamma(b) - lgamma(a + b)) - log(a)
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * z / (a + 1))
        var fraction = d
        for step in 1...10_000 {
            let m = Double(step)
            var factor = m * (b - m) * z / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + factor * d)
            c = nonzero(1 + factor / c)
            fraction *= c * d
            factor = -(a + m) * (a + b + m) * z / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + factor * d)
            c = nonzero(1 + factor / c)
            fraction *= c * d
            if (c * d - 1).magnitude < 1e-15 { break }
        }
        return front + log(fraction)
    }

    private static let tiny = 1e-300
    private static func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
}
