import Foundation

/// Gauss's ₂F₁(a, b; c; z) for a, b, c > 0 and z < 1.
///
/// Not-a-number where an argument is out of range. +∞ where the value is beyond the largest double; use
/// `logHypergeometric2F1` there. Where z < 0, c < a and c < b, the function may be negative, and is summed with signs.
package func hypergeometric2F1(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
    if z < 0, c < a, c < b { return Hypergeometric.alternating(a, b, c, z) }
    return exp(logHypergeometric2F1(a, b, c, z))
}

/// ln ₂F₁(a, b; c; z) for a, b, c > 0 and z < 1, where z ≥ 0 or c ≥ min(a, b), so that the value is positive.
///
/// Gauss's series where it converges within some hundred terms, else Euler's integral (DLMF 15.6.1) by the trapezoidal
/// rule; z < 0 by Pfaff's transformation (DLMF 15.8.1). Large parameters and z → 1⁻ are dealt with in logarithms. The
/// error is about 1e-13, of the value or (where that is large) of its logarithm.
package func logHypergeometric2F1(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
    guard a > 0, b > 0, c > 0, z < 1, a.isFinite, b.isFinite, c.isFinite, z.isFinite else { return .nan }
    return Hypergeometric.logValue(a, b, c, z, complement: 1 - z)
}

/// As above, for callers who know 1 − z more exactly than by subtraction: Pareto/NBD's (α + t)⁻¹ (β + t).
package func logHypergeometric2F1(_ a: Double, _ b: Double, _ c: Double, _ z: Double, complement: Double) -> Double {
    guard a > 0, b > 0, c > 0, complement > 0, a.isFinite, b.isFinite, c.isFinite, z.isFinite else { return .nan }
    return Hypergeometric.logValue(a, b, c, z, complement: complement)
}

enum Hypergeometric {
    static func logValue(_ a: Double, _ b: Double, _ c: Double, _ z: Double, complement: Double) -> Double {
        if z == 0 { return 0 }
        // ₂F₁(a, b; b; z) = (1 − z)⁻ᵃ.
        if c == b { return -a * log(complement) }
        if c == a { return -b * log(complement) }
        if z < 0 { return pfaff(a, b, c, z, complement) }
        // Terms of the series fall like zⁿ in the end.
        if z < 0.95, let sum = series(a, b, c, z) { return sum }
        if c > a || c > b {
            // Either may play the integral's b; the larger gap c − b gives the smoother integrand.
            return c - b >= c - a
                ? EulerIntegral(a, b, c, z, complement: complement).logValue
                : EulerIntegral(b, a, c, z, complement: complement).logValue
        }
        return raised(a, b, c, z, complement)
    }

    /// DLMF 15.8.1: (1 − z)⁻ᵃ ₂F₁(a, c − b; c; z/(z − 1)), whose terms are positive where c > b.
    private static func pfaff(_ a: Double, _ b: Double, _ c: Double, _ z: Double, _ complement: Double) -> Double {
        let argument = -z / complement
        if c > b {
            return -a * log(complement) + logValue(a, c - b, c, argument, complement: 1 / complement)
        }
        guard c > a else { return .nan }
        return -b * log(complement) + logValue(b, c - a, c, argument, complement: 1 / complement)
    }

    /// Gauss's series of positive terms, or `nil` where 1,500 do not suffice.
    private static func series(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double? {
        var term = 1.0
        var sum = 1.0
        var scale = 0.0
        var n = 0.0
        while n < 1_500 {
            let ratio = (a + n) / (c + n) * ((b + n) / (n + 1)) * z
            term *= ratio
            sum += term
            if sum > 0x1p900 {
                term *= 0x1p-900
                sum *= 0x1p-900
                scale += 900 * M_LN2
            }
            // What is left is at most a geometric series with this ratio, or with z where the ratio still grows.
            let bound = max(ratio, z)
            if bound < 1, term * bound < 1e-17 * sum * (1 - bound) { return log(sum) + scale }
            n += 1
        }
        return nil
    }

    /// c < a and c < b near z = 1: from values with larger c, downwards by the contiguous relation DLMF 15.5.18, in
    /// whose direction the function grows.
    private static func raised(_ a: Double, _ b: Double, _ c: Double, _ z: Double, _ complement: Double) -> Double {
        var current = c + (min(a, b) - c).rounded(.down) + 1
        var above = logValue(a, b, current + 1, z, complement: complement)
        var value = logValue(a, b, current, z, complement: complement)
        while current > c + 0.5 {
            let lower = current - 1
            let weight = current * (lower - (2 * current - 1 - a - b) * z)
            let other = (current - a) * (current - b) * z * exp(above - value)
            (above, value) = (value, value + log((weight + other) / (current * lower * complement)))
            current = lower
        }
        return value
    }

    /// For z < 0, c < a, c < b: Pfaff's series, some terms of which are negative.
    static func alternating(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
        guard a > 0, b > 0, c > 0, z.isFinite else { return .nan }
        let argument = z / (z - 1)
        var term = 1.0
        var sum = 1.0
        var n = 0.0
        while n < 10_000_000 {
            term *= (a + n) / (c + n) * ((c - b + n) / (n + 1)) * argument
            sum += term
            if term.magnitude < 1e-17 * sum.magnitude * (1 - argument), n > b { break }
            n += 1
        }
        return exp(-a * log1p(-z)) * sum
    }
}
