import Models
import Statistics
import TestSupport
import Testing

@Suite struct SilhouetteTests {
    /// `silhouette_score` of scikit-learn 1.9.1 on its k-means of iris.
    @Test func silhouettesOfIrisAreThosePublished() throws {
        let iris = try KMeansTests.iris()
        let groupings = try (2...5).map { try KMeans(groups: $0).fit(iris).assign(iris).groups }
        let means = Silhouette.measure(iris, groupings: groupings).map(\.mean)
        for (mean, expected) in zip(means, [0.681046, 0.552819, 0.498051, 0.488749]) {
            #expect(abs(mean - expected) < 1e-6)
        }
    }

    /// By hand: rows 0 and 1 in one group, 10 alone. s(0) = (10 − 1)/10, s(1) = (9 − 1)/9, and 0 for the one alone.
    @Test(arguments: Metric.allCases)
    func valuesFollowTheDefinition(metric: Metric) {
        let matrix = Matrix(columns: [[10, 0, 1]])
        let silhouette = Silhouette.measure(matrix, groupings: [[1, 0, 0]], metric: metric)[0]
        let byRow = Dictionary(uniqueKeysWithValues: zip(silhouette.rows, silhouette.values))
        #expect(byRow[0] == 0)
        #expect(abs(byRow[1]! - 0.9) < 1e-12)
        #expect(abs(byRow[2]! - 8.0 / 9) < 1e-12)
        #expect(silhouette.byGroup[1] == 0)
    }

    @Test func manhattanDistancesAddUpTheColumns() {
        // Within the first group |0 − 1| + |0 − 2| = 3; from (0, 0) to (10, −5) 15; from (1, 2) 16.
        let matrix = Matrix(rows: [[0, 0], [1, 2], [10, -5]])
        let silhouette = Silhouette.measure(matrix, groupings: [[0, 0, 1]], metric: .manhattan)[0]
        #expect(abs(silhouette.byGroup[0]! - ((1 - 3.0 / 15) + (1 - 3.0 / 16)) / 2) < 1e-12)
    }

    @Test func manyGroupsAreMeasuredInBatches() {
        #expect(Silhouette.batches([100, 100, 100, 300, 10]) == [0..<2, 2..<3, 3..<4, 4..<5])
        #expect(Silhouette.batches([]) == [] && Silhouette.batches([999]) == [0..<1])
        let matrix = Matrix(columns: [(0..<120).map { Double($0 * 37 % 120) }])
        let groupings = [2, 90, 100, 110, 3].map { groups in (0..<120).map { $0 % groups } }
        let together = Silhouette.measure(matrix, groupings: groupings)
        for (silhouette, grouping) in zip(together, groupings) {
            #expect(silhouette == Silhouette.measure(matrix, groupings: [grouping])[0])
        }
    }

    @Test func equalRowsHaveNoSilhouette() {
        let matrix = Matrix(columns: [[4, 4, 4, 4]])
        #expect(Silhouette.measure(matrix, groupings: [[0, 0, 1, 1]])[0].mean == 0)
    }

    @Test func aSampleIsTheSameForEveryOrderOfTheRows() {
        var random = SplittableRandom(seed: 3)
        let rows = (0..<300).map { _ in [random.uniform(), random.uniform()] }
        let order = Array(0..<300).shuffled(using: &random)
        let groups = rows.map { $0[0] > 0.5 ? 1 : 0 }
        let first = Silhouette.measure(Matrix(rows: rows), groupings: [groups], sampleSize: 80)[0]
        let second = Silhouette.measure(
            Matrix(rows: order.map { rows[$0] }),
            groupings: [order.map { groups[$0] }],
            sampleSize: 80
        )[0]
        #expect(first.rows.count == 80)
        #expect(first.values == second.values)
        #expect(first.rows == second.rows.map { order[$0] })
    }
}
