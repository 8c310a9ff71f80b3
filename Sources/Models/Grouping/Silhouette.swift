package import Statistics

/// How well rows lie in their groups: (b − a) / max(a, b), with *a* the mean distance from the other rows of the own
/// group and *b* the mean distance from the rows of the nearest other one; from −1 to 1, and 0 for a row that is alone.
///
/// Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", Journal of
/// Computational and Applied Mathematics 20, 1987.
package struct Silhouette: Sendable, Hashable {
    /// The mean over the rows that were used.
    package var mean: Double
    /// The mean over the rows of each group; `nil` where the sample has none of it.
    package var byGroup: [Double?]
    /// The rows that were used, and the value of each.
    package var rows: [Int]
    package var values: [Double]

    /// Above this many rows a sample of as many is used: its mean is within about .005 of the whole table's, and the
    /// work grows with the square.
    package static let largestExact = 20_000

    /// Silhouettes of several groupings of the same rows, whose distances are measured once for each of `batches`.
    ///
    /// - Parameters:
    ///   - matrix: finite numbers.
    ///   - groupings: the group of each row, from 0; at least two groups in each.
    ///   - sampleSize: the most rows that are used, drawn by what they hold and the seed.
    /// - Complexity: O(sample² × (columns × batches + groupings)).
    package static func measure(
        _ matrix: Matrix,
        groupings: [[Int]],
        metric: Metric = .euclidean,
        sampleSize: Int = largestExact,
        seed: UInt64 = 1
    ) -> [Silhouette] {
        precondition(groupings.allSatisfy { $0.count == matrix.rows })
        let rows = Array(CanonicalOrder(matrix, seed: seed).rows.prefix(sampleSize))
        let sample = DistanceSums(matrix.selecting(rows: rows), metric: metric)
        let labels = groupings.map { grouping in rows.map { grouping[$0] } }
        let groups = labels.map { ($0.max() ?? 0) + 1 }
        return batches(groups).flatMap { batch in
            let sums = sample.sums(by: Array(labels[batch]), groups: Array(groups[batch]))
            var first = 0
            return batch.map { index in
                defer { first += groups[index] }
                return Silhouette(rows, labels[index], groups[index], sums, first)
            }
        }
    }

    /// Groupings whose distances are summed at once: of at most so many groups together, or one grouping. 256 columns
    /// of 20,000 rows are 41 MB; measuring the distances again for each batch costs less than adding them up.
    package static func batches(_ groups: [Int], most: Int = 256) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var (first, total) = (0, 0)
        for (index, count) in groups.enumerated() {
            if index > first, total + count > most {
                batches.append(first..<index)
                (first, total) = (index, 0)
            }
            total += count
        }
        if first < groups.count { batches.append(first..<groups.count) }
        return batches
    }

    /// - Parameter sums: of the distances from each row to those of each group.
    private init(_ rows: [Int], _ labels: [Int], _ groups: Int, _ sums: Matrix, _ first: Int) {
        var counts = [Double](repeating: 0, count: groups)
        for label in labels { counts[label] += 1 }
        self.rows = rows
        let values = labels.indices.map { row -> Double in
            let own = labels[row]
            guard counts[own] > 1 else { return 0 }
            var nearest = Double.infinity
            for group in 0..<groups where group != own && counts[group] > 0 {
                nearest = min(nearest, sums[row, first + group] / counts[group])
            }
            let inside = sums[row, first + own] / (counts[own] - 1)
            let larger = max(inside, nearest)
            // With one group only there is nothing to be nearer to; with nothing but equal rows nothing is apart.
            return nearest.isFinite && larger > 0 ? (nearest - inside) / larger : 0
        }
        self.values = values
        mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        var totals = [Double](repeating: 0, count: groups)
        for (row, label) in labels.enumerated() { totals[label] += values[row] }
        byGroup = zip(totals, counts).map { $1 > 0 ? $0 / $1 : nil }
    }
}
