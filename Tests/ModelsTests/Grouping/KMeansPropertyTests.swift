import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct KMeansPropertyTests {
    /// Groups that overlap, rounded so that some rows are the same.
    static func blobs(_ rows: Int, _ columns: Int, seed: UInt64, spread: Double = 3) -> (matrix: Matrix, groups: [Int])
    {
        var random = SplittableRandom(seed: seed)
        let centres = (0..<4).map { _ in (0..<columns).map { _ in 10 * random.uniform() } }
        var groups: [Int] = []
        var values: [Double] = []
        for _ in 0..<rows {
            let group = random.index(below: 4)
            groups.append(group)
            for column in 0..<columns {
                let noise: Double = random.uniform() + random.uniform() - 1
                values.append(centres[group][column] + spread * noise)
            }
        }
        return (Matrix(rows: rows, columns: columns, elements: values.map { ($0 * 10).rounded() / 10 }), groups)
    }

    @Test(arguments: [KMeans.Method.lloyd, .minibatch])
    func aShuffleOfTheRowsChangesNothing(method: KMeans.Method) throws {
        let (matrix, _) = Self.blobs(400, 3, seed: 1)
        var random = SplittableRandom(seed: 2)
        let order = Array(0..<400).shuffled(using: &random)
        let model = KMeans(groups: 5, starts: 3, method: method, seed: 7)
        let fitted = try model.fit(matrix)
        let shuffled = matrix.selecting(rows: order)
        #expect(try model.fit(shuffled) == fitted)
        let groups = fitted.assign(matrix).groups
        #expect(fitted.assign(shuffled).groups == order.map { groups[$0] })
        #expect(
            model.stability(of: fitted, matrix, resamples: 3) == model.stability(of: fitted, shuffled, resamples: 3)
        )
    }

    @Test func anotherOrderOfColumnsChangesNothingButRounding() throws {
        let (matrix, _) = Self.blobs(300, 3, seed: 4)
        let turned = Matrix(columns: [2, 0, 1].map { matrix.column($0) })
        let model = KMeans(groups: 4, starts: 4, seed: 3)
        let (first, second) = (try model.fit(matrix), try model.fit(turned))
        let relative: Double = second.withinSumOfSquares / first.withinSumOfSquares - 1
        #expect(relative.magnitude < 1e-9)
        #expect(first.sizes == second.sizes)
    }

    @Test func rowsAreNearestToTheirOwnCentroidWhichIsTheirMean() throws {
        let (matrix, _) = Self.blobs(300, 2, seed: 9)
        let fitted = try KMeans(groups: 6, starts: 3).fit(matrix)
        let assigned = fitted.assign(matrix)
        var sums = Matrix(rows: 6, columns: 2)
        var within = 0.0
        for row in 0..<300 {
            for column in 0..<2 { sums[assigned.groups[row], column] += matrix[row, column] }
            within += assigned.distances[row] * assigned.distances[row]
        }
        for group in 0..<6 {
            for column in 0..<2 {
                let mean: Double = sums[group, column] / Double(fitted.sizes[group])
                let difference: Double = mean - fitted.centroids[group, column]
                #expect(difference.magnitude < 1e-9)
            }
        }
        #expect(abs(within - fitted.withinSumOfSquares) < 1e-8)
        #expect(fitted.sizes == fitted.sizes.sorted(by: >))
        #expect(fitted.hasConverged)
    }

    /// Single precision is used from 16,384 rows, and ends where double precision does.
    @Test func largeTablesEndInAMinimumOfDoublePrecision() throws {
        let (matrix, _) = Self.blobs(17_000, 2, seed: 5, spread: 0.5)
        let start = matrix.selecting(rows: [0, 1, 2, 3])
        let fitted = try KMeans(groups: 4).fit(matrix, from: start)
        let again = try KMeans(groups: 4).fit(matrix, from: fitted.centroids)
        #expect(fitted.hasConverged)
        let relative: Double = again.withinSumOfSquares / fitted.withinSumOfSquares - 1
        #expect(relative.magnitude < 1e-9)
    }

    @Test func groupsThatAreApartAreFoundAgain() throws {
        let (matrix, groups) = Self.blobs(500, 4, seed: 11, spread: 0.7)
        for method in KMeans.Method.allCases {
            let fitted = try KMeans(groups: 4, starts: 5, method: method).fit(matrix)
            let found = fitted.assign(matrix).groups
            let pairs = Set(zip(groups, found).map { [$0, $1] })
            #expect(pairs.count == 4, "\(method)")
        }
    }

    @Test func aLargeOffsetKeepsItsDigits() throws {
        let near = Matrix(columns: [[0, 1, 2, 100, 101, 102, 300, 301, 302]])
        let far = Matrix(columns: [near.elements.map { $0 + 1e12 }])
        let fitted = try KMeans(groups: 3).fit(far)
        #expect(abs(fitted.withinSumOfSquares - 6) < 1e-9)
        let expected: [Double] = [1_000_000_000_001, 1_000_000_000_101, 1_000_000_000_301]
        #expect(fitted.centroids.elements.sorted() == expected)
    }

    @Test func emptyGroupsAreFilled() throws {
        // Two starts in the same place: the second has no row to begin with.
        let matrix = Matrix(columns: [[0, 0, 0, 10, 10, 20]])
        let fitted = try KMeans(groups: 3).fit(matrix, from: Matrix(columns: [[0, 0, 0]]))
        #expect(fitted.withinSumOfSquares == 0)
        #expect(fitted.sizes == [3, 2, 1])
    }

    @Test func asManyGroupsAsDifferentRowsLeaveNothing() throws {
        let matrix = Matrix(columns: [[1, 2, 2, 7, 7, 7, 9]])
        #expect(try KMeans(groups: 4).fit(matrix).withinSumOfSquares == 0)
        #expect(throws: ModelError.moreGroupsThanRows(groups: 5, differentRows: 4)) {
            try KMeans(groups: 5).fit(matrix)
        }
    }

    @Test func settingsAndValuesOutOfRangeAreRefused() {
        let matrix = Matrix(columns: [[1, 2, 3]])
        #expect(throws: ModelError.self) { try KMeans(groups: 0).fit(matrix) }
        #expect(throws: ModelError.self) { try KMeans(groups: 2, starts: 0).fit(matrix) }
        #expect(throws: ModelError.notFinite(column: "a", row: 2)) {
            try KMeans(groups: 2).fit(Matrix(columns: [[1, .nan, 3]]), names: ["a"])
        }
        #expect(throws: ModelError.tooFewRows(needed: 1, found: 0)) {
            try KMeans(groups: 2).fit(Matrix(rows: 0, columns: 2))
        }
    }
}
