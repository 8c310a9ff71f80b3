import Foundation
import Statistics

/// I = ∫ (α+τ)^−(r+x)·(β+τ)^−(s+1) dτ over t_x…T, and its logarithmic derivatives: what Fader and Hardie's A₀ stands for,
/// as s·A₀/(r+s+x) = s·I.
///
/// With m = min(α, β) and v = ln(m + τ) the integrand is analytic within |Im v| < π, and it is log-concave, so
/// sixteen Gauss–Legendre nodes on panels over which it falls by at most e⁻⁸ give twelve digits. What lies more than
/// forty e-folds below the first point is left off. The largest value is taken out, so that no power overflows.
struct ParetoNBDIntegral {
    /// ln I; −∞ where t_x = T.
    private(set) var logValue = -Double.infinity
    /// The means of ln(α+τ), 1/(α+τ), ln(β+τ) and 1/(β+τ) under the integrand as a density.
    private(set) var meanLogAlpha = 0.0
    private(set) var meanInverseAlpha = 0.0
    private(set) var meanLogBeta = 0.0
    private(set) var meanInverseBeta = 0.0

    init(_ model: ParetoNBD, x: Double, from start: Double, to end: Double) {
        guard end > start else { return }
        let (first, second) = (model.r + x, model.s + 1)
        let unit = min(model.alpha, model.beta)
        let begin = log(unit + start)
        let length = log1p((end - start) / (unit + start))
        // How fast the integrand, with dτ = (m+τ) dv, falls at the first point and at most.
        let slope = first * (unit + start) / (model.alpha + start) + second * (unit + start) / (model.beta + start) - 1
        let steepest = first + second - 1
        let span = slope > 0 ? min(length, 40 / slope) : length
        let panels = 1 + Int(max(span / 2, min(steepest * span, 40 + 4 * span) / 8))
        let top = -first * log(model.alpha + start) - second * log(model.beta + start) + begin
        let half = span / Double(2 * panels)
        var sum = 0.0
        let rule = GaussLegendre.sixteen
        for panel in 0..<panels {
            let centre = half * Double(2 * panel + 1)
            // Without bounds checks: a likelihood takes these few lines millions of times.
            rule.nodes.withUnsafeBufferPointer { nodes in
                rule.weights.withUnsafeBufferPointer { weights in
                    for node in 0..<16 {
                        let place = centre + half * nodes[node]
                        let time = start + (unit + start) * expm1(place)
                        let (alpha, beta) = (model.alpha + time, model.beta + time)
                        let (logAlpha, logBeta) = (log(alpha), log(beta))
                        let density = weights[node] * exp(begin + place - first * logAlpha - second * logBeta - top)
                        sum += density
                        meanLogAlpha += density * logAlpha
                        meanInverseAlpha += density / alpha
                        meanLogBeta += density * logBeta
                        meanInverseBeta += density / beta
                    }
                }
            }
        }
        logValue = top + log(sum * half)
        meanLogAlpha /= sum
        meanInverseAlpha /= sum
        meanLogBeta /= sum
        meanInverseBeta /= sum
    }
}
