import Foundation

/// How far a distribution has moved: the population stability index Σ (qᵢ − pᵢ) ln(qᵢ / pᵢ) over bins, which is Jeffreys's
/// divergence.
///
/// Credit scoring's rule of thumb (Siddiqi, Credit Risk Scorecards, 2006, chapter 9): below 0.1 stable, 0.1–0.25 some
/// shift, above 0.25 a shift to act upon.
package enum PopulationStabilityIndex {
    /// Stands for a share of nothing, as is usual, so that the logarithm is finite.
    package static let leastShare = 0.0001

    /// - Parameters:
    ///   - expected: p, the shares of the bins then.
    ///   - actual: q, those of the same bins now.
    package static func of(expected: [Double], actual: [Double]) -> Double {
        precondition(expected.count == actual.count)
        return zip(actual, expected).reduce(0.0) { sum, pair in
            let (now, then) = (max(pair.0, leastShare), max(pair.1, leastShare))
            return sum + (now - then) * log(now / then)
        }
    }
}
