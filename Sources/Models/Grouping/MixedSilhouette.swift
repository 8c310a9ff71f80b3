import Statistics

extension MixedRows {
    /// Silhouettes of several groupings by the square root of the dissimilarity, of a sample of the rows.
    ///
    /// The work grows with the number of categories too, so that a sample is smaller where there are many.
    package func silhouettes(_ groupings: [[Int]], gamma: Double, seed: UInt64) -> [Silhouette] {
        guard !groupings.isEmpty else { return [] }
        let embeddedWidth = width + levels.reduce(0) { $0 + $1.count }
        let share = (16 / Double(max(16, embeddedWidth))).squareRoot()
        let size = Int(Double(Silhouette.largestExact) * share)
        let rows = Array(CanonicalOrder(combined, seed: seed).rows.prefix(size))
        let sample = selecting(rows).embedded(gamma: gamma)
        let labels = groupings.map { grouping in rows.map { grouping[$0] } }
        return Silhouette.measure(sample, groupings: labels, seed: seed).map { silhouette in
            var result = silhouette
            result.rows = silhouette.rows.map { rows[$0] }
            return result
        }
    }
}
