package import Statistics

/// The groups that k-medoids found, in the order of `GroupNumbering`.
package struct FittedKMedoids: Sendable, Codable, Hashable {
    package var columns: [String]
    package var metric: Metric
    /// A row for each group: the values of the customer that stands for it.
    package var medoids: Matrix
    /// The rows of the fitted table that these are, from 0.
    package var medoidRows: [Int]
    package var sizes: [Int]
    /// Sum of distances to the nearest medoid over all rows; R's `pam` gives it divided by the rows.
    package var cost: Double
    package var swaps: Int

    package var groups: Int { sizes.count }

    init(_ matrix: Matrix, names: [String], metric: Metric, medoids rows: [Int], swaps: Int) {
        columns = names
        self.metric = metric
        self.swaps = swaps
        // First in any order, to count; then in that of their sizes.
        medoids = matrix.selecting(rows: rows)
        medoidRows = rows
        sizes = []
        cost = 0
        let assignments = assign(matrix)
        var counts = [Int](repeating: 0, count: rows.count)
        for group in assignments.groups { counts[group] += 1 }
        // In the order of size, so that the order of rows changes no digit.
        cost = assignments.distances.sorted().reduce(0, +)
        let order = GroupNumbering.order(counts, medoids, columns: names)
        medoids = medoids.selecting(rows: order)
        medoidRows = order.map { rows[$0] }
        sizes = order.map { counts[$0] }
    }

    /// The group of the nearest medoid of each row.
    ///
    /// - Precondition: `matrix` has the columns of the fit, and no missing value.
    package func assign(_ matrix: Matrix) -> GroupAssignments {
        precondition(matrix.columns == medoids.columns)
        let medoids = medoids
        let (metric, width, groups) = (metric, medoids.columns, medoids.rows)
        let parts = ParallelChunks.map(matrix.rows) { range in
            matrix.elements.withUnsafeBufferPointer { values in
                medoids.elements.withUnsafeBufferPointer { medoids in
                    range.map { row in
                        let own = values.baseAddress! + row &* width
                        return GroupAssignments.Nearest(groups: groups) {
                            metric.distance(own, medoids.baseAddress! + $0 &* width, width)
                        }
                    }
                }
            }
        }
        return GroupAssignments(parts.flatMap { $0 }, isSquared: false)
    }
}
