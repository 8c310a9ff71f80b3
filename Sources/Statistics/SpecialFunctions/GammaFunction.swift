import Foundation

/// ln |Γ(x)|, from the C library, whose error is a few units in the last place. +∞ at 0, −1, −2, …
package func logGamma(_ x: Double) -> Double {
    lgamma(x).0
}

/// ln Γ(1 + x), to full relative precision near x = 0 too.
///
/// For |x| ≤ ½: −ln(1 + x) + (1 − γ) x + Σ (−1)ᵏ (ζ(k) − 1) xᵏ / k (Abramowitz and Stegun 6.1.33).
package func logGammaOnePlus(_ x: Double) -> Double {
    guard x.magnitude <= 0.5 else { return logGamma(1 + x) }
    var sum = 0.0
    for coefficient in zetaCoefficients.reversed() { sum = sum * x + coefficient }
    return x * (0.422_784_335_098_467_139_39 + x * sum) - log1p(x)
}

/// (−1)ᵏ (ζ(k) − 1) / k for k = 2, 3, …; ζ by the Euler–Maclaurin formula from 20 on.
private let zetaCoefficients: [Double] = (2..<32).map { order in
    let k = Double(order)
    let n = 20.0
    var sum = 0.0
    for m in stride(from: 19.0, through: 2, by: -1) { sum += pow(m, -k) }
    let last = pow(n, -k)
    sum += last * n / (k - 1) + last / 2 + k * last / (12 * n)
    sum -= k * (k + 1) * (k + 2) * last / (720 * n * n * n)
    return (order.isMultiple(of: 2) ? sum : -sum) / k
}

/// ψ(x) = d ln Γ(x) / dx.
///
/// Recurrence ψ(x) = ψ(x + 1) − 1/x up to x ≥ 12, then the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18);
/// reflection (6.3.7) for x < 0. Not-a-number at 0, −1, −2, … The error is 1e-14 of |ψ| or of 1, whichever is larger
/// (ψ has a zero at 1.4616…).
package func digamma(_ x: Double) -> Double {
    if x <= 0 {
        guard x != x.rounded() else { return .nan }
        return digamma(1 - x) - .pi / tan(.pi * x)
    }
    var argument = x
    var result = 0.0
    while argument < 12 {
        result -= 1 / argument
        argument += 1
    }
    guard argument.isFinite else { return argument }
    let inverse = 1 / (argument * argument)
    // Bernoulli numbers B₂ₖ / 2k.
    let series =
        inverse
        * (1.0 / 12 - inverse
            * (1.0 / 120 - inverse
                * (1.0 / 252 - inverse * (1.0 / 240 - inverse * (1.0 / 132 - inverse * (691.0 / 32_760 - inverse / 12))))))
    return result + log(argument) - 0.5 / argument - series
}

/// ψ′(x), the derivative of `digamma`.
///
/// As there, with Abramowitz and Stegun 6.4.6, 6.4.7 and 6.4.12. +∞ at 0, −1, −2, …
package func trigamma(_ x: Double) -> Double {
    if x <= 0 {
        guard x != x.rounded() else { return .infinity }
        let sine = sin(.pi * x)
        return .pi * .pi / (sine * sine) - trigamma(1 - x)
    }
    var argument = x
    var result = 0.0
    while argument < 12 {
        result += 1 / (argument * argument)
        argument += 1
    }
    guard argument.isFinite else { return 0 }
    let inverse = 1 / (argument * argument)
    // Bernoulli numbers B₂ₖ.
    let series =
        inverse
        * (1.0 / 6 - inverse
            * (1.0 / 30 - inverse
                * (1.0 / 42 - inverse * (1.0 / 30 - inverse * (5.0 / 66 - inverse * (691.0 / 2_730 - inverse * 7 / 6))))))
    return result + 1 / argument + 0.5 * inverse + series / argument
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b > 0, without the cancellation of large arguments.
///
/// The forms of R's `lbeta`: Stirling's series for each argument from 10 on.
package func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    let share = small / (small + large)
    if small >= 10 {
        let correction = stirlingError(small) + stirlingError(large) - stirlingError(small + large)
        return -0.5 * log(large) + halfLogTwoPi + correction + (small - 0.5) * log(share) + large * log1p(-share)
    }
    if large >= 10 {
        let correction = stirlingError(large) - stirlingError(small + large)
        return logGamma(small) + correction + small - small * log(small + large) + (large - 0.5) * log1p(-share)
    }
    return logGamma(small) + logGamma(large) - logGamma(small + large)
}

/// ½ ln 2π.
package let halfLogTwoPi = 0.918_938_533_204_672_741_78

/// δ(x) = ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, what Stirling's formula leaves, for x > 0.
///
/// Loader, "Fast and accurate computation of binomial probabilities" (2000), section 2.
package func stirlingError(_ x: Double) -> Double {
    guard x >= 10 else { return logGamma(x + 1) - (x + 0.5) * log(x) + x - halfLogTwoPi }
    let inverse = 1 / (x * x)
    let series =
        1.0 / 1_260 - inverse
        * (1.0 / 1_680 - inverse
            * (1.0 / 1_188 - inverse * (691.0 / 360_360 - inverse * (1.0 / 156 - inverse * 3_617 / 122_400))))
    return (1.0 / 12 - inverse * (1.0 / 360 - inverse * series)) / x
}

/// D(x; m) = x ln(x / m) + m − x ≥ 0, Poisson's half deviance, exact where x is near m.
///
/// Loader's `bd0`, by way of ln(1 + d) − d.
package func poissonDeviance(_ x: Double, mean: Double) -> Double {
    guard x > 0 else { return mean }
    let difference = (mean - x) / x
    guard difference > -0.4, difference < 0.6 else {
        // The quotient over- or underflows only where x and the mean are hundreds of powers of ten apart.
        let ratio = x / mean
        return x * (ratio.isNormal ? log(ratio) : log(x) - log(mean)) + mean - x
    }
    return -x * logOnePlusMinus(difference)
}
