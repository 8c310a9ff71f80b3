import Foundation

/// I_x(a, b), the distribution function of the beta distribution with a, b > 0, for 0 ≤ x ≤ 1.
///
/// The continued fraction of DiDonato and Morris, "Significant digit computation of the incomplete beta function
/// ratios", ACM TOMS 18 (1992), on the side of the mean where it converges fast: O(√max(a, b)) steps.
package func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    regularizedBeta(x, complement: 1 - x, a, b)
}

/// As above, for callers who know 1 − x more exactly than by subtraction.
package func regularizedBeta(_ x: Double, complement y: Double, _ a: Double, _ b: Double) -> Double {
    incompleteBeta(x, complement: y, a, b).lower
}

/// I_x(a, b) and 1 − I_x(a, b), the one that is below a half or so to its own relative precision.
package func incompleteBeta(_ x: Double, complement y: Double, _ a: Double, _ b: Double) -> (
    lower: Double, upper: Double
) {
    guard a > 0, b > 0, x >= 0, y >= 0, a.isFinite, b.isFinite else { return (.nan, .nan) }
    guard x > 0 else { return (0, 1) }
    guard y > 0 else { return (1, 0) }
    if a * y >= b * x {
        let lower = betaSide(x, y, a, b)
        return (lower, 1 - lower)
    }
    let upper = betaSide(y, x, b, a)
    return (1 - upper, upper)
}

/// ln(xᵃ yᵇ / B(a, b)) for x + y = 1, by Loader's saddle-point form, exact for large a and b too.
package func logBetaTerm(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let binomial =
        stirlingError(n) - stirlingError(a) - stirlingError(b) - poissonDeviance(a, mean: n * x)
        - poissonDeviance(b, mean: n * y) + 0.5 * (log(n / a) - log(b)) - halfLogTwoPi
    return binomial + log(a / n) + log(b)
}

/// The lower tail for x at or below the mean.
private func betaSide(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let logTerm = logBetaTerm(x, y, a, b)
    if b * x <= 1, x <= 0.7 { return min(1, exp(logTerm - b * log1p(-x)) * betaSeries(x, a, b)) }
    return min(1, exp(logTerm) * betaFraction(x, y, a, b))
}

/// Σ for I_x = xᵃ / B(a, b) · (1/a + Σ (1 − b)(2 − b)…(n − b) xⁿ / (n! (a + n))).
private func betaSeries(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var sum = 1 / a
    var term = 1.0
    var n = 1.0
    while n < 500 {
        term *= (n - b) / n * x
        let addend = term / (a + n)
        sum += addend
        if addend.magnitude < sum.magnitude * 1e-17 { break }
        n += 1
    }
    return sum
}

/// The continued fraction of DiDonato and Morris (their equation 9), forward with rescaling by the last denominator.
private func betaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let lambda = a > b ? (a + b) * y - b : a - (a + b) * x
    let c = 1 + lambda
    let c0 = b / a
    let c1 = 1 + 1 / a
    let yp1 = y + 1
    var (n, p, s) = (0.0, 1.0, a + 1)
    var (an, bn, anp1) = (0.0, 1.0, 1.0)
    var bnp1 = c / c1
    var r = c1 / c
    while n < 1_000_000 {
        n += 1
        let t = n / a
        let w = n * (b - n) * x
        var e = a / s
        let alpha = p * (p + c0) * e * e * (w * x)
        e = (1 + t) / (c1 + t + t)
        let beta = n + w / s + e * (c + n * yp1)
        p = 1 + t
        s += 2
        (an, anp1) = (anp1, alpha * an + beta * anp1)
        (bn, bnp1) = (bnp1, alpha * bn + beta * bnp1)
        let before = r
        r = anp1 / bnp1
        if (r - before).magnitude <= 1e-16 * r { break }
        an /= bnp1
        bn /= bnp1
        anp1 = r
        bnp1 = 1
    }
    return r
}

/// x, and 1 − x, with I_x(a, b) = p.
///
/// - Parameters:
///   - p: the lower tail.
///   - upper: the upper tail, 1 − p, for callers who know it more exactly.
package func inverseRegularizedBeta(_ a: Double, _ b: Double, lower p: Double, upper: Double? = nil) -> (
    x: Double, complement: Double
) {
    let q = upper ?? 1 - p
    guard a > 0, b > 0, p >= 0, q >= 0 else { return (.nan, .nan) }
    guard p > 0 else { return (0, 1) }
    guard q > 0 else { return (1, 0) }
    // In ln(x / (1 − x)), in which both ends keep their digits.
    let root = MonotoneRoot(lowerBound: -1e4, upperBound: 1e4) { logit in
        let x = 1 / (1 + exp(-logit))
        let y = 1 / (1 + exp(logit))
        let tails = incompleteBeta(x, complement: y, a, b)
        let logSlope = logBetaTerm(x, y, a, b)
        if p <= 0.5 {
            // Below the smallest double, the first term of the tail's series stands for it, and its slope.
            guard tails.lower > 0 else { return (min(-700, logTail(logit, a, b) - log(a)) - log(p), a * y - b * x) }
            let value = log(tails.lower)
            return (value - log(p), exp(logSlope - value))
        }
        guard tails.upper > 0 else { return (log(q) - min(-700, logTail(logit, a, b) - log(b)), b * x - a * y) }
        let value = log(tails.upper)
        return (log(q) - value, exp(logSlope - value))
    }
    let logit = root.find(from: inverseBetaGuess(a, b, p, q))
    return (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
}

/// ln(xᵃ yᵇ / B(a, b)) by the logit of x.
private func logTail(_ logit: Double, _ a: Double, _ b: Double) -> Double {
    -a * softplus(-logit) - b * softplus(logit) - logBeta(a, b)
}

/// ln(1 + eˣ).
private func softplus(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
}

/// The first terms of the tails' series where they are small, else the mean on the scale of the logit.
private func inverseBetaGuess(_ a: Double, _ b: Double, _ p: Double, _ q: Double) -> Double {
    let logB = logBeta(a, b)
    let left = (log(p) + log(a) + logB) / a
    let right = (log(q) + log(b) + logB) / b
    if left < -2 { return left }
    if right < -2 { return -right }
    let normal = p <= 0.5 ? Normal.standard.quantile(p) : -Normal.standard.quantile(q)
    return log(a / b) + normal * (1 / a + 1 / b).squareRoot()
}
