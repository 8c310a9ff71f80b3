import Statistics

/// Mini-batch k-means: centroids move by the rows of one batch after another, each by the mean of what it has seen.
///
/// Sculley, "Web-scale k-means clustering", WWW 2010, algorithm 1, with a batch's rows taken at once. The canonical
/// order looks random, so a batch is the next rows of it.
struct MiniBatch: Sendable {
    var groups: Int
    var maximumPasses: Int
    /// 8,192: both cores have a chunk to do, and a batch's mean is within a hundredth of a standard deviation.
    var size = 2 * ParallelChunks.size
    /// Stops after this many batches without a better smoothed sum, as scikit-learn does.
    var patience = 10

    func run(_ data: CanonicalRows, from start: [Double]) -> Lloyd.Outcome {
        let width = data.width
        var centroids = start
        var seen = [Double](repeating: 0, count: groups)
        var (smoothed, best, waited, batches) = (Double?.none, Double.infinity, 0, 0)
        let perPass = (data.count + size - 1) / size
        while batches < maximumPasses * perPass, waited < patience {
            let first = batches % perPass * size
            let last = min(data.count, first + size)
            let sums = batch(data, first..<last, centroids)
            for group in 0..<groups where sums[group] > 0 {
                seen[group] += sums[group]
                for column in 0..<width {
                    let index = group * width + column
                    centroids[index] += (sums[groups + index] - sums[group] * centroids[index]) / seen[group]
                }
            }
            let mean = sums[sums.count - 1] / Double(last - first)
            smoothed = smoothed.map { 0.9 * $0 + 0.1 * mean } ?? mean
            if let smoothed, smoothed < best * (1 - 1e-6) { (best, waited) = (smoothed, 0) } else { waited += 1 }
            batches += 1
        }
        // One whole iteration makes the centroids the means of their groups, and fills a group that none is near.
        var outcome = Lloyd(maximumIterations: 1, tolerance: 0).run(data, rows: data.count, from: centroids)
        outcome.iterations = batches
        outcome.hasConverged = waited >= patience
        return outcome
    }

    /// Counts by group, sums by group and column, and the sum of squares.
    private func batch(_ data: CanonicalRows, _ rows: Range<Int>, _ centroids: [Double]) -> [Double] {
        let (groups, width) = (groups, data.width)
        let nearest = NearestCentroid(centroids: centroids, width: width)
        return ParallelChunks.sum(rows.count, length: groups * (width + 1) + 1) { range in
            var sums = [Double](repeating: 0, count: groups * (width + 1) + 1)
            data.values.withUnsafeBufferPointer { values in
                nearest.withTables { tables in
                    var guess = 0
                    for row in range {
                        let values = values.baseAddress! + (rows.lowerBound &+ row) &* width
                        let found = tables.nearest(to: values, guess: guess)
                        guess = found.group
                        sums[found.group] += 1
                        for column in 0..<width { sums[groups &+ found.group &* width &+ column] += values[column] }
                        sums[sums.count - 1] += found.square
                    }
                }
            }
            return sums
        }
    }
}
