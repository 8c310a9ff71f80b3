import Domain
import Foundation
package import Statistics

/// Agglomerative clustering: rows join into groups and groups into larger ones, the nearest first.
///
/// Euclidean distances. Rows are taken in their canonical order, so that ties do not depend on the order of the table.
package struct HierarchicalModel: Sendable, Hashable, Codable {
    package var linkage: Linkage
    /// Rows beyond which the tree is that of a random sample of as many.
    package var largestTable: Int
    /// Of the sample.
    package var seed: UInt64

    package init(linkage: Linkage = .ward, largestTable: Int? = nil, seed: UInt64 = 1) {
        self.linkage = linkage
        self.largestTable = largestTable ?? linkage.largestTable
        self.seed = seed
    }

    /// - Throws: `ModelError` where there are fewer than two rows, a value is not finite or beyond 1e100.
    package func fit(_ matrix: Matrix, names: [String]) throws(ModelError) -> RowHierarchy {
        guard matrix.rows >= 2 else { throw .tooFewRows(needed: 2, found: matrix.rows) }
        guard largestTable >= 2 else {
            throw .invalidSetting(
                "largestTable",
                value: "\(largestTable)",
                expected: Bilingual(en: "at least 2", zh: "至少为 2")
            )
        }
        // Columns by name, so that distances have the same last digits, and ties the same outcome, in any order of them.
        let places = GroupNumbering.byName(names)
        let byName = matrix.selecting(columns: places)
        let rows = try CanonicalRows(byName, names: places.map { names[$0] }, seed: seed)
        let count = min(rows.count, largestTable)
        let points = Array(rows.values[0..<count * rows.width])
        let joins = linkage.joins(points, width: rows.width).map { ($0.left, $0.right, $0.height * rows.scale) }
        return RowHierarchy(
            columns: names,
            linkage: linkage,
            rows: Array(rows.order[0..<count]),
            tableRows: matrix.rows,
            dendrogram: Dendrogram(leafCount: count, joins: joins)
        )
    }
}

extension Linkage {
    /// The joins of a tree over points, row by row.
    func joins(_ points: [Double], width: Int) -> [(left: Int, right: Int, height: Double)] {
        switch self {
        case .ward: WardChain.joins(points, width: width)
        case .average, .complete: DistanceChain.joins(points, width: width, self)
        case .single: SpanningTree.edges(points, width: width).map { ($0.left, $0.right, $0.length) }
        }
    }
}
