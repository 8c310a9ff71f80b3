import Foundation

/// How far a distribution has moved from a reference: Σ (qᵢ − pᵢ) ln(qᵢ / pᵢ) over bins, Jeffreys's divergence.
///
/// Credit scoring's rule of thumb (Siddiqi, Credit Risk Scorecards, 2006): below 0.1 stable, 0.1–0.25 some shift, above
/// 0.25 a shift to act upon.
package struct PopulationStabilityIndex: Sendable, Hashable, Codable {
    package let value: Double
    /// Upper bounds of the bins but the last; a value at a bound is in the bin below.
    package let bounds: [Double]
    /// Shares of the reference and of the new rows in each bin, before an empty bin is made up for.
    package let reference: [Double]
    package let current: [Double]

    /// - Parameters:
    ///   - bins: ten by default, as is customary; they are deciles of the reference, fewer where values tie.
    /// - Returns: `nil` where either is empty. Missing values (not-a-number) are left out.
    package init?(reference: [Double], current: [Double], bins: Int = 10) {
        let sorted = reference.filter { !$0.isNaN }.sorted()
        let values = current.filter { !$0.isNaN }
        guard !sorted.isEmpty, !values.isEmpty, bins > 1 else { return nil }
        var bounds: [Double] = []
        for bin in 1..<bins {
            let bound = sorted[(bin * sorted.count - 1) / bins]
            if bounds.last != bound, bound < sorted[sorted.count - 1] { bounds.append(bound) }
        }
        self.init(
            bounds: bounds,
            reference: Self.counts(sorted, bounds),
            current: Self.counts(values, bounds)
        )
    }

    /// From counts in categories that are the same in both.
    package init?(referenceCounts: [Double], currentCounts: [Double]) {
        precondition(referenceCounts.count == currentCounts.count)
        guard referenceCounts.contains(where: { $0 > 0 }), currentCounts.contains(where: { $0 > 0 }) else {
            return nil
        }
        self.init(bounds: [], reference: referenceCounts, current: currentCounts)
    }

    /// Half a row stands in an empty bin, so that the logarithm is finite.
    private init(bounds: [Double], reference: [Double], current: [Double]) {
        let (n, m) = (reference.reduce(0, +), current.reduce(0, +))
        var sum = 0.0
        for (before, after) in zip(reference, current) where before > 0 || after > 0 {
            let p = max(before, 0.5) / n
            let q = max(after, 0.5) / m
            sum += (q - p) * log(q / p)
        }
        value = sum
        self.bounds = bounds
        self.reference = reference.map { $0 / n }
        self.current = current.map { $0 / m }
    }

    private static func counts(_ values: [Double], _ bounds: [Double]) -> [Double] {
        var counts = [Double](repeating: 0, count: bounds.count + 1)
        for value in values { counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1 }
        return counts
    }
}
