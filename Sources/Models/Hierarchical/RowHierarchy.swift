import Domain
import Foundation
package import Statistics

/// The tree of a table's rows, or of a sample of them.
package struct RowHierarchy: Sendable, Hashable {
    package let columns: [String]
    package let linkage: Linkage
    /// The row of the table that each leaf of the tree is.
    package let rows: [Int]
    package let tableRows: Int
    package let dendrogram: Dendrogram

    package var isSample: Bool { rows.count < tableRows }

    /// The merges with the table's row numbers, from 0, in place of the leaves' own; only of a whole table.
    package var mergesOfRows: [Dendrogram.Merge] {
        guard !isSample else { return [] }
        return dendrogram.merges.map { merge in
            let left = merge.left < rows.count ? rows[merge.left] : merge.left
            let right = merge.right < rows.count ? rows[merge.right] : merge.right
            return Dendrogram.Merge(
                left: min(left, right),
                right: max(left, right),
                height: merge.height,
                size: merge.size
            )
        }
    }

    /// The height of the merge that leaves one group less than this; 0 for one group.
    package func heightBelow(groups: Int) -> Double {
        let merge = rows.count - groups
        return dendrogram.merges.indices.contains(merge) ? dendrogram.merges[merge].height : 0
    }

    /// Groups at one level of the tree, in the order of `GroupNumbering`.
    ///
    /// Rows that are not in the tree go to the group with the nearest centroid.
    ///
    /// - Throws: `ModelError.moreGroupsThanRows`.
    package func cut(into groups: Int, _ matrix: Matrix) throws(ModelError) -> (
        fitted: FittedHierarchy, assignments: GroupAssignments
    ) {
        guard groups >= 1 else {
            throw .invalidSetting("k", value: "\(groups)", expected: Bilingual(en: "at least 1", zh: "至少为 1"))
        }
        guard groups <= rows.count else { throw .moreGroupsThanRows(groups: groups, differentRows: rows.count) }
        let cut = dendrogram.cut(into: groups)
        let width = matrix.columns
        var counts = [Int](repeating: 0, count: groups)
        var means = Matrix(rows: groups, columns: width)
        for group in cut { counts[group] += 1 }
        for (leaf, group) in cut.enumerated() {
            for column in 0..<width { means[group, column] += matrix[rows[leaf], column] / Double(counts[group]) }
        }
        let order = GroupNumbering.order(counts, means, columns: columns)
        var number = [Int](repeating: 0, count: groups)
        for (new, old) in order.enumerated() { number[old] = new }
        let fitted = FittedHierarchy(columns: columns, linkage: linkage, centroids: means.selecting(rows: order))
        var assignments = fitted.assign(matrix)
        for (leaf, group) in cut.enumerated() where number[group] != assignments.groups[rows[leaf]] {
            // In another group than that of the nearest centroid, as the tree has it: at the edge.
            let row = rows[leaf]
            assignments.groups[row] = number[group]
            assignments.distances[row] = fitted.distance(matrix, row: row, group: number[group])
            assignments.confidences[row] = 0
        }
        return (fitted, assignments)
    }
}

/// Groups of a tree by their centroids, to which new rows are assigned.
package struct FittedHierarchy: Codable, Sendable, Hashable {
    package let columns: [String]
    package let linkage: Linkage
    /// Groups by columns, the largest group first.
    package let centroids: Matrix

    /// The group with the nearest centroid for each row.
    package func assign(_ matrix: Matrix) -> GroupAssignments {
        let nearest = ParallelChunks.map(matrix.rows) { range in
            range.map { row in
                GroupAssignments.Nearest(groups: centroids.rows) { distance(matrix, row: row, group: $0) }
            }
        }
        return GroupAssignments(nearest.flatMap { $0 }, isSquared: false)
    }

    func distance(_ matrix: Matrix, row: Int, group: Int) -> Double {
        var sum = 0.0
        for column in 0..<matrix.columns {
            let difference = matrix[row, column] - centroids[group, column]
            sum += difference * difference
        }
        // Finite for rows of any size.
        return min(sum, .greatestFiniteMagnitude).squareRoot()
    }
}
