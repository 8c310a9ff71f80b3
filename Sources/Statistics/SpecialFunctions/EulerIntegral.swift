import Foundation

/// ₂F₁(a, b; c; z) = B(b, c − b)⁻¹ ∫₀¹ tᵇ⁻¹ (1 − t)ᶜ⁻ᵇ⁻¹ (1 − zt)⁻ᵃ dt for c > b > 0 (DLMF 15.6.1).
///
/// With t = 1 / (1 + e⁻ᵘ) the integrand is one positive hump over the real line, analytic for |Im u| < π, so that the
/// trapezoidal rule converges geometrically (Trefethen and Weideman, "The exponentially convergent trapezoidal rule",
/// SIAM Review 56, 2014). The hump's peak is a root of a quadratic. All in logarithms, relative to the peak.
struct EulerIntegral {
    private let a: Double
    private let b: Double
    /// c − b.
    private let rest: Double
    private let complement: Double

    init(_ a: Double, _ b: Double, _ c: Double, _ z: Double, complement: Double) {
        self.a = a
        self.b = b
        rest = c - b
        self.complement = complement
        self.z = z
    }

    private let z: Double

    var logValue: Double {
        let peak = peakLogit
        let top = terms(peak)
        let t = 1 / (1 + exp(-peak))
        let y = 1 / (1 + exp(peak))
        // The density of t at the peak, exact for large b and c.
        let logTop = logBetaTerm(t, y, b, rest) - a * top.logFactor
        let step = self.step(at: t, y)
        var sum = 1.0
        for direction in [-1.0, 1.0] {
            var index = 1.0
            while index < 200_000 {
                let point = terms(peak + direction * index * step)
                let exponent =
                    b * (point.logT - top.logT) + rest * (point.logY - top.logY) - a * (point.logFactor - top.logFactor)
                let value = exp(exponent)
                sum += value
                if value < 1e-18 * sum { break }
                index += 1
            }
        }
        return logTop + log(sum * step)
    }

    /// ln t, ln(1 − t) and ln(1 − zt).
    private func terms(_ u: Double) -> (logT: Double, logY: Double, logFactor: Double) {
        let logT = u > 0 ? -log1p(exp(-u)) : u - log1p(exp(u))
        let logY = logT - u
        // 1 − zt = (1 − z) + z·(1 − t), in the form that does not cancel.
        let factor = u > 0 ? log(complement + z * exp(logY)) : log1p(-z * exp(logT))
        return (logT, logY, factor)
    }

    /// Where b(1 − t) − (c − b)t + a z t(1 − t)/(1 − zt) = 0, found by bisection in u, since the root may lie at either
    /// end to many digits.
    private var peakLogit: Double {
        var (low, high) = (-745.0, 745.0)
        for _ in 0..<70 {
            let middle = (low + high) / 2
            let t = 1 / (1 + exp(-middle))
            let y = 1 / (1 + exp(middle))
            let slope = b * y - rest * t + a * z * t * y / (complement + z * y)
            if slope > 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// A third of the hump's standard deviation, and no more than keeps e^(−2π²/h) below 1e-18.
    private func step(at t: Double, _ y: Double) -> Double {
        let factor = complement + z * y
        let ratio = a * z * t * y / factor
        // Minus the second derivative of the logarithm by u.
        let curvature = (b + rest) * t * y - ratio * (y - t) - ratio * z * t * y / factor
        return min(0.4, curvature > 0 ? 0.33 / curvature.squareRoot() : 0.4)
    }
}
