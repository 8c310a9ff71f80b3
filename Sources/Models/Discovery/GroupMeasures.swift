import Statistics

/// Measures what speaks for candidates, on parts of the sample.
struct GroupMeasures: Sendable {
    let sample: SearchSample
    let seed: UInt64

    /// The mean silhouette of each grouping; distances are measured once for all.
    func silhouettes(_ assignments: [[Int]], groups: [Int]) -> [Double] {
        let part = sample.first(GroupSearch.measuredRows)
        let labels = assignments.map { Array($0.prefix(part.count)) }
        return Silhouette.measure(part.matrix, groupings: labels, seed: seed).map(\.mean)
    }

    /// The mean over the groups of the share that a tree of three levels finds.
    func treeRecall(_ assignments: [Int], groups: Int) -> Double {
        let columns = sample.firstColumns(GroupSearch.measuredRows)
        let labels = Array(assignments.prefix(columns.first?.count ?? 0))
        return ExplainingTree(columns, labels, groups: groups)?.recall ?? 0
    }

    /// For each method and size the mean adjusted Rand index of groupings of bootstrap samples with the grouping.
    func stabilities(_ entries: [GroupSearch.Entry], _ sizes: ClosedRange<Int>, resamples: Int)
        -> [GroupingMethod: [Int: Double]]
    {
        let base = sample.first(GroupSearch.resampledRows)
        let random = SplittableRandom(seed: seed)
        let methods = GroupingMethod.allCases.filter { method in entries.contains { $0.candidate.method == method } }
        var result: [GroupingMethod: [Int: Double]] = [:]
        for method in methods {
            let own = entries.filter { $0.candidate.method == method }
            let labels = own.map { $0.fitted.assign(base).groups }
            let wanted = own.map(\.candidate.groups)
            let range = wanted.min()!...wanted.max()!
            let indices = ParallelChunks.map(resamples, chunk: 1) { part -> [Double?] in
                var stream = random.split(part.lowerBound)
                let drawn = (0..<base.count).map { _ in stream.index(below: base.count) }
                let fits = method.fit(base.selecting(rows: drawn), sizes: range, seed: seed, .quick)
                return zip(wanted, labels).map { size, labels in
                    fits[size].map { adjustedRandIndex(labels, $0.assign(base).groups) }
                }
            }
            for (place, size) in wanted.enumerated() {
                let known = indices.compactMap { $0[place] }
                // A sample in which groups cannot be found again speaks against them.
                result[method, default: [:]][size] = known.reduce(0, +) / Double(max(1, resamples))
            }
        }
        return result
    }
}
