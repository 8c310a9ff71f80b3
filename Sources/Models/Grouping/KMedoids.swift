import Domain
package import Statistics

/// k-medoids: groups around rows that stand for them, such that the sum of distances to them is as small as can be found.
///
/// A medoid is a customer that exists, and single extreme values move it less than they move a mean.
package struct KMedoids: Sendable, Hashable, Codable {
    /// The first start is BUILD's, the others are drawn. Ten: FasterPAM from random starts ends at most a per cent above
    /// the best known cost in the authors' comparison, and the best of ten closes that.
    package var starts: Int
    package var metric: Metric
    package var seed: UInt64

    /// Tables of more rows are sampled: the distances of 2,000 rows take 32 MB, and 2,000 rows place medoids to within a
    /// few per cent of a standard deviation.
    package static let largestExact = 2_000
    /// The distances of 4,000 rows take 128 MB.
    package static let largestSample = 4_000
    /// Of a table that is sampled: four rows for each medoid are the fewest that can place it.
    package static let mostSampledGroups = 1_000
    /// As CLARA (Kaufman and Rousseeuw 1990, chapter 3), whose samples are of 40 + 2k rows only.
    package static let samples = 5

    package init(starts: Int = 10, metric: Metric = .euclidean, seed: UInt64 = 1) {
        self.starts = starts
        self.metric = metric
        self.seed = seed
    }

    /// Medoids for each of these numbers of groups; distances are measured once.
    ///
    /// - Parameter matrix: a row for each customer, finite numbers.
    /// - Throws: `ModelError.moreGroupsThanRows`, `.notFinite`, `.tooFewRows`, `.invalidSetting`, `.unusable`.
    /// - Complexity: O(samples × sample² × (columns + groups × starts) + rows × groups × columns).
    package func fit(_ matrix: Matrix, groups range: ClosedRange<Int>, names: [String]? = nil) throws(ModelError)
        -> [FittedKMedoids]
    {
        let names = names ?? (1...max(1, matrix.columns)).map(String.init)
        guard range.lowerBound >= 1, starts >= 1 else {
            throw .invalidSetting(
                range.lowerBound < 1 ? "k" : "starts",
                value: String(min(range.lowerBound, starts)),
                expected: Bilingual(en: "it is at least 1", zh: "应不小于 1")
            )
        }
        if matrix.rows > Self.largestExact, range.upperBound > Self.mostSampledGroups {
            throw .invalidSetting(
                "k",
                value: "\(range.upperBound)",
                expected: Bilingual(
                    en: "with more than \(Self.largestExact) rows it is at most \(Self.mostSampledGroups)",
                    zh: "数据超过 \(Self.largestExact) 行时应不大于 \(Self.mostSampledGroups)"
                )
            )
        }
        try matrix.checkForDistances(names: names)
        let order = CanonicalOrder(matrix, seed: seed).rows
        let sorted = matrix.selecting(rows: order)
        let different = DifferentRows.count(sorted.rows, upTo: range.upperBound) { Array(sorted.row($0)) }
        guard different >= range.upperBound else {
            throw .moreGroupsThanRows(groups: range.upperBound, differentRows: different)
        }
        var best = [FittedKMedoids?](repeating: nil, count: range.count)
        for sample in samples(of: sorted, groups: range.upperBound) {
            let pam = FasterPAM(sorted.selecting(rows: sample), metric: metric)
            for (index, groups) in range.enumerated() {
                let found = self.best(pam, groups)
                let medoids = found.medoids.map { order[sample[$0]] }
                let fitted = FittedKMedoids(matrix, names: names, metric: metric, medoids: medoids, swaps: found.swaps)
                if best[index].map({ fitted.cost < $0.cost }) ?? true { best[index] = fitted }
            }
        }
        return best.compactMap { $0 }
    }

    private func best(_ pam: FasterPAM, _ groups: Int) -> FasterPAM.Outcome {
        let random = SplittableRandom(seed: seed)
        let outcomes = ParallelChunks.map(starts, chunk: 1) { range in
            guard range.lowerBound > 0 else { return pam.improve(pam.build(groups)) }
            var stream = random.split(range.lowerBound)
            return pam.improve(Self.draw(groups, of: pam.count, &stream))
        }
        return outcomes.min { $0.cost < $1.cost }!
    }

    /// The rows of each sample: ten for each group, if they are not too many to measure all distances of.
    package static func sampleSize(groups: Int) -> Int { min(largestSample, max(largestExact, 10 * groups)) }

    /// Rows of the canonical order, ascending: all, or some samples.
    private func samples(of matrix: Matrix, groups: Int) -> [[Int]] {
        let count = matrix.rows
        guard count > Self.largestExact else { return [Array(0..<count)] }
        let random = SplittableRandom(seed: seed ^ 0x5A4D_504C_4553)
        let size = Self.sampleSize(groups: groups)
        return (0..<Self.samples).map { index in
            guard index > 0 else { return Self.spread(matrix, size, groups) }
            var stream = random.split(index)
            return Self.draw(min(size, count), of: count, &stream).sorted()
        }
    }

    /// The first rows of the canonical order, and as many of other values as there are groups, so that a sample is never
    /// too uniform for them.
    private static func spread(_ matrix: Matrix, _ size: Int, _ groups: Int) -> [Int] {
        var rows = Array(0..<min(size, matrix.rows))
        var seen = Set(rows.map { Array(matrix.row($0)) })
        let most = rows.count + groups
        for row in rows.count..<matrix.rows where rows.count < most {
            if seen.insert(Array(matrix.row(row))).inserted { rows.append(row) }
        }
        return rows
    }

    /// Different numbers below `count`, by Floyd's algorithm (Bentley and Floyd 1987), in the order drawn.
    private static func draw(_ wanted: Int, of count: Int, _ random: inout SplittableRandom) -> [Int] {
        var drawn: Set<Int> = []
        var result: [Int] = []
        for limit in count - wanted..<count {
            let number = random.index(below: limit + 1)
            let new = drawn.insert(number).inserted ? number : limit
            drawn.insert(new)
            result.append(new)
        }
        return result
    }

    /// Whether the groups of this fit come out of other samples of its rows; at most 500, since each needs all distances.
    package func stability(of fit: FittedKMedoids, _ matrix: Matrix, resamples: Int = GroupStability.defaultResamples)
        -> GroupStability?
    {
        let rows = CanonicalOrder(matrix, seed: seed).rows.prefix(500)
        let sample = matrix.selecting(rows: Array(rows))
        var settings = self
        settings.starts = 1
        let model = settings
        let groups = fit.groups
        return GroupStability.measure(fit.assign(sample).groups, groups: groups, resamples: resamples, seed: seed) {
            drawn in
            let found = try? model.fit(sample.selecting(rows: drawn), groups: groups...groups, names: fit.columns)
            return found?.first?.assign(sample).groups
        }
    }
}
