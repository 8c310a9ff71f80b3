package import Statistics

/// The groups that k-means found, in the order of `GroupNumbering`.
package struct FittedKMeans: Sendable, Codable, Hashable {
    package var columns: [String]
    /// A row for each group, in the units of the table.
    package var centroids: Matrix
    package var sizes: [Int]
    /// Σ‖x − c‖² over the rows of each group.
    package var withinByGroup: [Double]
    /// Σ‖x − c‖² over all rows: what k-means makes small.
    package var withinSumOfSquares: Double
    /// Σ‖x − x̄‖² over all rows.
    package var totalSumOfSquares: Double
    /// Of the start that was kept.
    package var iterations: Int
    /// Whether the last iteration moved no row, or centroids by less than the tolerance.
    package var hasConverged: Bool

    package var groups: Int { sizes.count }
    /// What the groups explain.
    package var betweenSumOfSquares: Double { max(0, totalSumOfSquares - withinSumOfSquares) }

    init(_ outcome: Lloyd.Outcome, _ data: CanonicalRows, names: [String]) {
        let width = data.width
        let groups = outcome.centroids.count / width
        var sizes = [Int](repeating: 0, count: groups)
        var within = [Double](repeating: 0, count: groups)
        data.values.withUnsafeBufferPointer { values in
            NearestCentroid(centroids: outcome.centroids, width: width).withTables { tables in
                for (row, label) in outcome.labels.enumerated() {
                    sizes[Int(label)] += 1
                    within[Int(label)] += tables.square(values.baseAddress! + row * width, Int(label))
                }
            }
        }
        let centroids = data.original(outcome.centroids)
        let order = GroupNumbering.order(sizes, centroids, columns: names)
        columns = names
        self.centroids = centroids.selecting(rows: order)
        self.sizes = order.map { sizes[$0] }
        let square = data.scale * data.scale
        withinByGroup = order.map { within[$0] * square }
        withinSumOfSquares = outcome.withinSumOfSquares * square
        totalSumOfSquares = data.totalSumOfSquares * square
        iterations = outcome.iterations
        hasConverged = outcome.hasConverged
    }

    /// The nearest group of each row.
    ///
    /// - Precondition: `matrix` has the columns of the fit, and no missing value.
    /// - Complexity: O(rows × groups × columns).
    package func assign(_ matrix: Matrix) -> GroupAssignments {
        precondition(matrix.columns == centroids.columns)
        let width = centroids.columns
        let nearest = NearestCentroid(centroids: centroids.elements, width: width)
        let parts = ParallelChunks.map(matrix.rows) { range in
            matrix.elements.withUnsafeBufferPointer { values in
                nearest.withTables { tables in
                    range.map { row in
                        GroupAssignments.Nearest(groups: tables.groups) {
                            tables.square(values.baseAddress! + row &* width, $0)
                        }
                    }
                }
            }
        }
        return GroupAssignments(parts.flatMap { $0 }, isSquared: true)
    }
}
