import Domain
import Foundation
package import Statistics

/// Groups of any shape where rows lie densely, apart from rows that belong to none: HDBSCAN*.
///
/// Campello, Moulavi and Sander (2013); Campello, Moulavi, Zimek and Sander, ACM TKDD 10(1), 2015. Two rows are as far
/// apart as max(core(a), core(b), d(a, b)), where a row's core distance is that to its `neighbours`-th nearest row, itself
/// counted. The minimum spanning tree of these distances gives a hierarchy, of which parts with at least `leastSize`
/// rows are groups, and the most stable ones that do not overlap are taken.
package struct DensityModel: Sendable, Hashable, Codable {
    /// The smallest group, at least 2.
    package var leastSize: Int
    /// Rows of a neighbourhood, itself counted; as many as the smallest group has, as the authors propose, unless given.
    package var neighbours: Int
    /// Rows beyond which a random sample of as many is used, and others are assigned.
    package var largestTable: Int
    /// Of the sample.
    package var seed: UInt64
    /// Rows up to which every pair is looked at, which is quicker for few.
    package var pairsUpTo = 2_000

    /// In two columns 200,000 rows take nine seconds on two cores; the tree and the rows need some hundred bytes each.
    package static let largestTable = 500_000
    /// Of tables of many columns, where every pair of rows is looked at: some seconds on two cores.
    package static let largestTableOfManyColumns = 30_000
    /// Columns beyond which boxes tell little apart: in eight, all pairs of 20,000 rows are as quick.
    static let fewColumns = 4

    /// In a sample, as large a part of it as `size` is of the table: a group of 10,000 in a million has 300 rows of 30,000.
    static func scaled(_ size: Int, to sample: Int, of rows: Int, atLeast least: Int) -> Int {
        guard sample < rows else { return size }
        return max(least, Int((Double(size) * Double(sample) / Double(rows)).rounded(.up)))
    }

    /// One row in a hundred, and at least five: smaller groups are seldom worth a campaign of their own.
    package static func leastSize(ofRows rows: Int) -> Int { max(5, (rows + 99) / 100) }

    package init(leastSize: Int, neighbours: Int? = nil, largestTable: Int? = nil, seed: UInt64 = 1) {
        self.leastSize = leastSize
        self.neighbours = neighbours ?? leastSize
        self.largestTable = largestTable ?? Self.largestTable
        self.seed = seed
    }

    /// - Throws: `ModelError` where all rows are the same, a value is not finite, or a setting is out of range.
    package func fit(_ matrix: Matrix, names: [String]) throws(ModelError) -> FittedDensity {
        try check(matrix)
        let rows = try CanonicalRows(matrix, names: names, seed: seed)
        let isWide = rows.width > Self.fewColumns
        let count = min(rows.count, isWide ? min(largestTable, Self.largestTableOfManyColumns) : largestTable)
        guard rows.differentRows(among: count, upTo: 2) == 2 else { throw .allRowsEqual }
        let points = Array(rows.values[0..<count * rows.width])
        let index = KDTree(points, width: rows.width)
        let cores = index.coreDistances(Self.scaled(neighbours, to: count, of: rows.count, atLeast: 1))
        let edges =
            isWide || count <= pairsUpTo
            ? SpanningTree.edges(points, width: rows.width, cores: cores) : Boruvka(index, cores: cores).edges()
        let dendrogram = Dendrogram(
            leafCount: count,
            joins: SpanningTree.sorted(edges).map { ($0.left, $0.right, $0.length) }
        )
        let size = Self.scaled(leastSize, to: count, of: rows.count, atLeast: 2)
        let condensed = CondensedTree(dendrogram, leastSize: size)
        return FittedDensity(self, names, matrix, rows, condensed, cores: cores)
    }

    private func check(_ matrix: Matrix) throws(ModelError) {
        let expected = Bilingual(en: "at least 2 and at most the number of rows", zh: "应至少为 2，且不超过行数")
        guard matrix.rows >= 2 else { throw .tooFewRows(needed: 2, found: matrix.rows) }
        guard leastSize >= 2, leastSize <= matrix.rows else {
            throw .invalidSetting("min-size", value: "\(leastSize)", expected: expected)
        }
        guard neighbours >= 1, neighbours <= matrix.rows else {
            throw .invalidSetting(
                "neighbours",
                value: "\(neighbours)",
                expected: Bilingual(en: "at least 1 and at most the number of rows", zh: "应至少为 1，且不超过行数")
            )
        }
    }
}
