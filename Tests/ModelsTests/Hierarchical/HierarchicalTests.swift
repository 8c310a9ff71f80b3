import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct HierarchicalTests {
    private static let names = ["x", "y", "z"]

    /// Numbers that numpy makes in the same way: two groups apart.
    private static let points = Matrix(
        rows: (0..<60).map { i in
            (0..<3).map { j in
                let value = ((i + 1) * (i + 1) * (j + 3) * 7_919 + (i + 1) * 104_729) % 10_007
                return Double(value) / 10_007 + (i < 20 && j != 1 ? 2 : 0)
            }
        }
    )

    struct Expected: Sendable {
        var linkage: Linkage
        /// Of merges 0, 10, 30, 50, 55, 56, 57 and 58.
        var heights: [Double]
        var sum: Double
        var cophenetic: Double
        var sizes: [Int]
    }

    /// scipy 1.17.1: `linkage`, `cophenet`, and the sizes of `fcluster(Z, 4, "maxclust")`.
    static let expected = [
        Expected(
            linkage: .ward,
            heights: [
                0.0078341589, 0.1045333115, 0.2904128324, 0.9301711365, 1.9208651148, 2.0984518373, 2.3897492793,
                14.3862530871,
            ],
            sum: 41.96988277381597,
            cophenetic: 0.9629483313098326,
            sizes: [20, 20, 12, 8]
        ),
        Expected(
            linkage: .average,
            heights: [
                0.0078341589, 0.1015757366, 0.2614809582, 0.5656105798, 0.720065481, 0.76954532, 0.8244829538,
                2.8417964263,
            ],
            sum: 19.934618203158568,
            cophenetic: 0.9645065619899198,
            sizes: [30, 10, 10, 10]
        ),
        Expected(
            linkage: .complete,
            heights: [
                0.0078341589, 0.1063970206, 0.2955991995, 0.7273528042, 1.1676476568, 1.2958557166, 1.337941725,
                3.8600233557,
            ],
            sum: 25.54592103841733,
            cophenetic: 0.960946398068905,
            sizes: [21, 19, 10, 10]
        ),
        Expected(
            linkage: .single,
            heights: [
                0.0078341589, 0.1015757366, 0.189554291, 0.3987889998, 0.4116758302, 0.4181583138, 0.4315488739,
                1.8411719743,
            ],
            sum: 14.051708375417148,
            cophenetic: 0.9626562758943794,
            sizes: [39, 17, 3, 1]
        ),
    ]

    @Test(arguments: expected) func treesAreThoseOfScipy(_ expected: Expected) throws {
        let tree = try HierarchicalModel(linkage: expected.linkage).fit(Self.points, names: Self.names)
        let heights = tree.dendrogram.merges.map(\.height)
        for (index, height) in zip([0, 10, 30, 50, 55, 56, 57, 58], expected.heights) {
            #expect(abs(heights[index] - height) < 1e-9)
        }
        #expect(abs(heights.reduce(0, +) - expected.sum) < 1e-9)
        let leaves = Self.points.selecting(rows: tree.rows)
        let cophenetic = try #require(tree.dendrogram.copheneticCorrelation(leaves))
        #expect(abs(cophenetic - expected.cophenetic) < 1e-9)
        let (_, assignments) = try tree.cut(into: 4, Self.points)
        #expect((0..<4).map { group in assignments.groups.count { $0 == group } } == expected.sizes)
        let first = tree.mergesOfRows[0]
        #expect(first.left == 30 && first.right == 45 && first.size == 2)
    }

    /// The last heights of scipy's tree of iris by Ward, which has ties further down.
    @Test func wardsTreeOfIrisIsThatOfScipy() throws {
        let iris = try MixtureIrisTests.iris()
        let tree = try HierarchicalModel().fit(iris, names: MixtureIrisTests.names)
        for (merge, height) in zip(tree.dendrogram.merges.suffix(3), [6.39940682, 12.30039605, 32.447607]) {
            #expect(abs(merge.height - height) < 1e-6)
        }
        let (_, assignments) = try tree.cut(into: 3, iris)
        #expect((0..<3).map { group in assignments.groups.count { $0 == group } } == [64, 50, 36])
    }

    @Test(arguments: Linkage.allCases) func tiesDoNotDependOnTheOrderOfRowsOrColumns(_ linkage: Linkage) throws {
        // A grid: all nearest distances are the same.
        let grid = Matrix(rows: (0..<64).map { [Double($0 % 8), Double($0 / 8 + 100)] })
        let order = (0..<64).map { ($0 * 29) % 64 }
        let turned = Matrix(columns: [grid.selecting(rows: order).column(1), grid.selecting(rows: order).column(0)])
        let model = HierarchicalModel(linkage: linkage)
        let groups = try model.fit(grid, names: ["x", "y"]).cut(into: 5, grid).assignments.groups
        let again = try model.fit(turned, names: ["y", "x"]).cut(into: 5, turned).assignments.groups
        #expect(adjusted(order.map { groups[$0] }, again))
    }

    /// Whether two groupings are one but for the groups' numbers.
    private func adjusted(_ left: [Int], _ right: [Int]) -> Bool {
        let pairs = Set(zip(left, right).map { [$0, $1] })
        return pairs.count == Set(left).count && pairs.count == Set(right).count
    }

    @Test func aSampleStandsForALargeTable() throws {
        let rows = (0..<900).map { index -> [Double] in
            let (first, second) = ((index * 37) % 100, (index * 71) % 100)
            return [Double(index % 3 * 10) + Double(first) / 50, Double(second) / 50]
        }
        let matrix = Matrix(rows: rows)
        let tree = try HierarchicalModel(largestTable: 90).fit(matrix, names: ["x", "y"])
        #expect(tree.isSample && tree.rows.count == 90 && tree.mergesOfRows.isEmpty)
        let (fitted, assignments) = try tree.cut(into: 3, matrix)
        for row in 0..<900 { #expect(assignments.groups[row] == assignments.groups[row % 3]) }
        #expect(Set(assignments.groups).count == 3)
        #expect(fitted.assign(Matrix(rows: [[1e300, -1e300]])).distances[0].isFinite)
    }

    @Test(arguments: Linkage.allCases) func badInputIsSaidOrAnswered(_ linkage: Linkage) throws {
        let model = HierarchicalModel(linkage: linkage)
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 1)) {
            _ = try model.fit(Matrix(rows: [[1, 2]]), names: ["a", "b"])
        }
        #expect(throws: ModelError.notFinite(column: "b", row: 2)) {
            _ = try model.fit(Matrix(rows: [[1, 2], [1, .nan]]), names: ["a", "b"])
        }
        let same = Matrix(rows: [[1e12, 3], [1e12, 3], [1e12, 3], [1e12, 3]])
        let tree = try model.fit(same, names: ["a", "b"])
        #expect(tree.dendrogram.merges.map(\.height) == [0, 0, 0])
        #expect(tree.dendrogram.copheneticCorrelation(same) == nil)
        #expect(try tree.cut(into: 2, same).assignments.confidences.allSatisfy { $0.isFinite })
        #expect(throws: ModelError.moreGroupsThanRows(groups: 5, differentRows: 4)) { _ = try tree.cut(into: 5, same) }
    }
}
