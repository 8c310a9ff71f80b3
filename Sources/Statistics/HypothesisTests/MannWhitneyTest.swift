/// The Mann–Whitney U test (Wilcoxon's rank sum): whether values of one sample tend to be larger than those of another.
///
/// The normal approximation with the variance corrected for ties and half a unit for continuity, as R's and scipy's
/// asymptotic method.
package struct MannWhitneyTest: Sendable, Hashable, Codable {
    /// U of the first sample: pairs in which it is larger, ties counted half.
    package let statistic: Double
    /// Two-sided.
    package let pValue: Double
    /// U / (n₁ n₂): the probability that a value of the first sample is larger.
    package let probabilityLarger: Double

    /// - Returns: `nil` where a sample is empty or all values are equal. Missing values (not-a-number) are left out.
    /// - Complexity: O(*n* log *n*).
    package init?(_ first: [Double], _ second: [Double]) {
        let one = first.filter { !$0.isNaN }
        let two = second.filter { !$0.isNaN }
        guard !one.isEmpty, !two.isEmpty else { return nil }
        let ranked = rankedWithTies(one + two)
        let (n, m) = (Double(one.count), Double(two.count))
        let total = n + m
        let variance = n * m / 12 * (total + 1 - ranked.tieSum / (total * (total - 1)))
        guard variance > 0 else { return nil }
        statistic = ranked.ranks.prefix(one.count).reduce(0, +) - n * (n + 1) / 2
        let distance = max(0, (statistic - n * m / 2).magnitude - 0.5)
        pValue = min(1, 2 * Normal.standard.survival(distance / variance.squareRoot()))
        probabilityLarger = statistic / (n * m)
    }
}
