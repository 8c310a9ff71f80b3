import Foundation
import Statistics

/// Probabilities from log-odds by a logistic curve, p = 1/(1+e^−(slope·s + offset)): order is kept and no probability
/// becomes 0 or 1.
///
/// Platt, "Probabilistic outputs for support vector machines", 1999, with its targets (N₊+1)/(N₊+2) and 1/(N₋+2), by
/// the Newton method of Lin, Lin and Weng, Machine Learning 68 (2007).
package struct PlattCalibration: Sendable, Hashable, Codable {
    package var slope: Double
    package var offset: Double

    package init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }

    /// - Complexity: O(*n*) for each of about ten iterations.
    package init(_ scores: [Double], _ outcomes: [Bool]) {
        let positives = Double(outcomes.count { $0 })
        let negatives = Double(outcomes.count) - positives
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        let targets = outcomes.map { $0 ? high : low }
        var slope = 0.0
        var offset = log((positives + 1) / (negatives + 1))
        var value = Self.loss(scores, targets, slope, offset)
        // Lin, Lin and Weng's limit; it settles in about ten.
        for _ in 0..<100 {
            let (gradient, hessian) = Self.derivatives(scores, targets, slope, offset)
            let determinant = hessian.0 * hessian.2 - hessian.1 * hessian.1
            guard max(gradient.0.magnitude, gradient.1.magnitude) > 1e-10, determinant > 0 else { break }
            let stepSlope = -(hessian.2 * gradient.0 - hessian.1 * gradient.1) / determinant
            let stepOffset = -(hessian.0 * gradient.1 - hessian.1 * gradient.0) / determinant
            var share = 1.0
            var moved = false
            while share > 1e-10 {
                let next = Self.loss(scores, targets, slope + share * stepSlope, offset + share * stepOffset)
                if next < value {
                    slope += share * stepSlope
                    offset += share * stepOffset
                    value = next
                    moved = true
                    break
                }
                share /= 2
            }
            guard moved else { break }
        }
        self.slope = slope
        self.offset = offset
    }

    package func callAsFunction(_ score: Double) -> Double {
        LogisticLikelihood.probability(slope * score + offset)
    }

    private static func loss(_ scores: [Double], _ targets: [Double], _ slope: Double, _ offset: Double) -> Double {
        var sum = 0.0
        for (score, target) in zip(scores, targets) {
            let eta = slope * score + offset
            sum += (eta > 0 ? eta + log1p(exp(-eta)) : log1p(exp(eta))) - target * eta
        }
        return sum
    }

    /// The gradient, and the Hessian with 1e-12 on its diagonal, as the paper has it against scores that are all one.
    private static func derivatives(_ scores: [Double], _ targets: [Double], _ slope: Double, _ offset: Double)
        -> (gradient: (Double, Double), hessian: (Double, Double, Double))
    {
        var gradient = (0.0, 0.0)
        var hessian = (1e-12, 0.0, 1e-12)
        for (score, target) in zip(scores, targets) {
            let probability = LogisticLikelihood.probability(slope * score + offset)
            let residual = probability - target
            let weight = probability * (1 - probability)
            gradient.0 += residual * score
            gradient.1 += residual
            hessian.0 += weight * score * score
            hessian.1 += weight * score
            hessian.2 += weight
        }
        return (gradient, hessian)
    }
}
