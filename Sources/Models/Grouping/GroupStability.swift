import Statistics

/// Whether the same groups come out of other samples of the same customers.
///
/// Rows are drawn with replacement, groups are found in what was drawn, all rows are assigned to them, and the two
/// groupings are compared (Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics and Data
/// Analysis 52, 2007; Fang and Wang 2012).
package struct GroupStability: Sendable, Codable, Hashable {
    /// Samples in which groups could be found.
    package var resamples: Int
    /// Rows that were compared.
    package var rows: Int
    /// The mean of the adjusted Rand index (Hubert and Arabie 1985): 1 for the same groups, 0 for chance.
    package var adjustedRandIndex: Double
    /// The index that one sample in twenty stays below.
    package var lowAdjustedRandIndex: Double
    /// The mean over the samples of the largest Jaccard similarity of each group with a found one. Hennig calls 0.75
    /// stable, and less than 0.6 not to be trusted.
    package var byGroup: [Double]

    /// 50 samples: the standard error of a mean is then a seventh of the spread between samples.
    package static let defaultResamples = 50
    /// The most rows that are drawn from and compared: with more, samples agree that would differ in a smaller base, and
    /// the question is answered already.
    package static let largestSample = 5_000

    /// - Parameters:
    ///   - grouping: the group of each row of the sample.
    ///   - groups: how many there are.
    ///   - refit: finds groups in the rows that are drawn, given by their positions in the sample, and assigns all rows of
    ///     the sample to them; `nil` where there are too few different rows.
    /// - Returns: `nil` where there are less than two groups, or no sample had groups.
    package static func measure(
        _ grouping: [Int],
        groups: Int,
        resamples: Int = defaultResamples,
        seed: UInt64,
        refit: @Sendable ([Int]) -> [Int]?
    ) -> GroupStability? {
        guard groups > 1, !grouping.isEmpty else { return nil }
        let random = SplittableRandom(seed: seed)
        let agreements = ParallelChunks.map(resamples, chunk: 1) { range -> Agreement? in
            var stream = random.split(range.lowerBound)
            let drawn = grouping.map { _ in stream.index(below: grouping.count) }
            return refit(drawn).map { Agreement(grouping, $0, groups: groups) }
        }.compactMap { $0 }
        guard !agreements.isEmpty else { return nil }
        let count = Double(agreements.count)
        let indices = agreements.map(\.adjustedRandIndex).sorted()
        return GroupStability(
            resamples: agreements.count,
            rows: grouping.count,
            adjustedRandIndex: indices.reduce(0, +) / count,
            lowAdjustedRandIndex: indices[agreements.count / 20],
            byGroup: (0..<groups).map { group in agreements.reduce(0) { $0 + $1.jaccard[group] } / count }
        )
    }

    /// Two groupings of the same rows.
    private struct Agreement: Sendable {
        let adjustedRandIndex: Double
        /// Of each group of the first with the most similar of the second.
        let jaccard: [Double]

        init(_ first: [Int], _ second: [Int], groups: Int) {
            let others = (second.max() ?? 0) + 1
            var table = [Double](repeating: 0, count: groups * others)
            for (row, group) in first.enumerated() { table[group * others + second[row]] += 1 }
            let rowSums = (0..<groups).map { group in (0..<others).reduce(0.0) { $0 + table[group * others + $1] } }
            let columnSums = (0..<others).map { other in (0..<groups).reduce(0.0) { $0 + table[$1 * others + other] } }
            jaccard = (0..<groups).map { group in
                (0..<others).reduce(0.0) { best, other in
                    let both = table[group * others + other]
                    let either = rowSums[group] + columnSums[other] - both
                    return either > 0 ? max(best, both / either) : best
                }
            }
            adjustedRandIndex = Statistics.adjustedRandIndex(first, second)
        }
    }
}
