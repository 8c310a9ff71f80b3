import Foundation

/// P(a, x) = γ(a, x) / Γ(a), the distribution function of the gamma distribution with shape a > 0 and rate 1.
///
/// Series, continued fraction, or for large a near x Temme's expansion; relative error about 1e-13 in both tails.
/// Not-a-number where a ≤ 0 or x < 0.
package func regularizedGammaP(_ a: Double, _ x: Double) -> Double {
    incompleteGamma(a, x).lower
}

/// Q(a, x) = 1 − P(a, x), exact in its own tail.
package func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
    incompleteGamma(a, x).upper
}

/// Both tails, each to its own relative precision.
package func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard a > 0, x >= 0, a.isFinite else { return (.nan, .nan) }
    guard x > 0 else { return (0, 1) }
    guard x.isFinite else { return (1, 0) }
    if a > 200, (x - a).magnitude < 0.3 * a { return TemmeExpansion.incompleteGamma(a, x) }
    if a < 1, x < 1.1 {
        let upper = upperGammaOfSmallShape(a, x)
        return (lowerGammaSeries(a, x), upper)
    }
    if x < a + 1 {
        let lower = lowerGammaSeries(a, x)
        return (lower, 1 - lower)
    }
    let upper = upperGammaFraction(a, x)
    return (1 - upper, upper)
}

/// ln(xᵃ e⁻ˣ / Γ(a + 1)), by Loader's saddle-point form.
package func logPoissonTerm(_ a: Double, mean x: Double) -> Double {
    guard a > 0 else { return -x }
    return -stirlingError(a) - poissonDeviance(a, mean: x) - halfLogTwoPi - 0.5 * log(a)
}

/// xᵃ e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a + 1) … (a + n)): DLMF 8.11.4.
private func lowerGammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = 1.0
    while term > sum * 1e-17 {
        term *= x / (a + n)
        sum += term
        n += 1
    }
    return min(1, exp(logPoissonTerm(a, mean: x)) * sum)
}

/// Legendre's continued fraction (DLMF 8.9.2) by Lentz's method.
private func upperGammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    var i = 1.0
    while i < 100_000 {
        let an = -i * (i - a)
        b += 2
        d = an * d + b
        if d.magnitude < tiny { d = tiny }
        c = b + an / c
        if c.magnitude < tiny { c = tiny }
        d = 1 / d
        let change = d * c
        h *= change
        if (change - 1).magnitude < 1e-16 { break }
        i += 1
    }
    return min(1, exp(logPoissonTerm(a, mean: x) + log(a)) * h)
}

/// Q for a < 1 and small x, where 1 − P would cancel: P = xᵃ/Γ(1+a) · (1 + a Σ (−x)ⁿ / ((a + n) n!)).
private func upperGammaOfSmallShape(_ a: Double, _ x: Double) -> Double {
    let grown = expm1(a * log(x) - logGammaOnePlus(a))
    var power = 1.0
    var sum = 0.0
    var n = 1.0
    while n < 60 {
        power *= -x / n
        let term = power / (a + n)
        sum += term
        if term.magnitude < sum.magnitude * 1e-18 { break }
        n += 1
    }
    return min(1, max(0, -grown - (1 + grown) * a * sum))
}

/// x with P(a, x) = p.
///
/// - Parameters:
///   - p: the lower tail.
///   - upper: the upper tail, 1 − p, for callers who know it more exactly.
package func inverseRegularizedGamma(_ a: Double, lower p: Double, upper: Double? = nil) -> Double {
    let q = upper ?? 1 - p
    guard a > 0, p >= 0, q >= 0 else { return .nan }
    guard p > 0 else { return 0 }
    guard q > 0 else { return .infinity }
    // The lower tail's logarithm against ln x, or the upper's: both concave and monotone, where Newton is safe.
    let root = MonotoneRoot(lowerBound: -1e4, upperBound: 710) { logX in
        let x = exp(logX)
        let tails = incompleteGamma(a, x)
        let logSlope = logPoissonTerm(a, mean: x) + log(a)
        if p <= 0.5 {
            guard tails.lower > 0 else { return (a * logX - x - logGamma(a + 1) - log(p), a - x) }
            let value = log(tails.lower)
            return (value - log(p), exp(logSlope - value))
        }
        let value = log(tails.upper)
        return (log(q) - value, exp(logSlope - value))
    }
    return exp(root.find(from: inverseGammaGuess(a, p, q)))
}

/// Wilson and Hilferty's cube (1931), or the series' first term for a small shape or tail; as ln x.
private func inverseGammaGuess(_ a: Double, _ p: Double, _ q: Double) -> Double {
    let small = (log(p) + logGamma(a + 1)) / a
    let normal = p <= 0.5 ? Normal.standard.quantile(p) : -Normal.standard.quantile(q)
    let cube = 1 - 1 / (9 * a) + normal / (3 * a.squareRoot())
    guard a > 0.5, cube > 0.2 else { return min(small, log(a + 40)) }
    return log(a) + 3 * log(cube)
}
