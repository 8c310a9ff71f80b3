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

    /// Silhouettes of several groupings of the same rows, whose distances are measured once.
    ///
    /// - Parameters:
    ///   - matrix: finite numbers.
    ///   - groupings: the group of each row, from 0; at least two groups in each.
    ///   - sampleSize: the most rows that are used, drawn by what they hold and the seed.
    /// - Complexity: O(sample² × (columns + groupings)).
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
        let sums = sample.sums(by: labels, groups: groups)
        var first = 0
        return labels.indices.map { index in
            defer { first += groups[index] }
            return Silhouette(rows, labels[index], groups[index], sums, first)
        }
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
