import Foundation
import Models
import Statistics
import Testing

@Suite struct DensityTests {
    private static let names = ["x", "y"]

    /// Two half moons of 135 rows each and 30 rows scattered around them; numpy makes the same.
    static let moons = Matrix(
        rows: (0..<300).map { i -> [Double] in
            if i % 10 == 9 { return [6 * draw(i, 0) - 2.5, 4 * draw(i, 1) - 2] }
            let t = Double.pi * draw(i, 2)
            let (r, q) = (0.12 * (draw(i, 3) - 0.5), 0.12 * (draw(i, 4) - 0.5))
            return i % 2 == 0 ? [cos(t) + r, sin(t) + q] : [1 - cos(t) + r, 0.5 - sin(t) + q]
        }
    )

    private static func draw(_ i: Int, _ j: Int) -> Double {
        let value = (i + 1) * (i + 1) * (j + 3) * 7_919 + (i + 1) * 104_729 * (j + 1)
        return Double(value % 10_007) / 10_007
    }

    struct Expected: Sendable {
        var leastSize: Int
        var neighbours: Int
        var noise: Int
        var sizes: [Int]
        /// The sum of `probabilities_`.
        var strength: Double
    }

    /// scikit-learn 1.9.1, HDBSCAN with `min_cluster_size` and `min_samples`, where no two reachabilities are the same.
    @Test(arguments: [
        Expected(leastSize: 25, neighbours: 1, noise: 27, sizes: [151, 122], strength: 264.21410401806907),
        Expected(
            leastSize: 15,
            neighbours: 2,
            noise: 28,
            sizes: [122, 54, 31, 31, 18, 16],
            strength: 261.03393680035794
        ),
        Expected(
            leastSize: 10,
            neighbours: 2,
            noise: 54,
            sizes: [54, 31, 31, 24, 20, 18, 16, 15, 14, 13, 10],
            strength: 227.05914679486654
        ),
    ])
    func groupsAreThoseOfScikitLearn(_ expected: Expected) throws {
        let model = DensityModel(leastSize: expected.leastSize, neighbours: expected.neighbours)
        let fitted = try model.fit(Self.moons, names: Self.names)
        #expect(fitted.groups.count { $0 < 0 } == expected.noise)
        #expect((0..<fitted.groupCount).map { group in fitted.groups.count { $0 == group } } == expected.sizes)
        #expect(abs(fitted.strengths.reduce(0, +) - expected.strength) < 1e-8)
    }

    /// Where many reachabilities are one row's core distance, scikit-learn and hdbscan 0.8.44, with its several
    /// algorithms, differ from each other by a row or so.
    @Test(arguments: [
        Expected(leastSize: 10, neighbours: 10, noise: 34, sizes: [150, 95, 21], strength: 257.45236383823806),
        Expected(leastSize: 5, neighbours: 5, noise: 15, sizes: [151, 122, 7, 5], strength: 282.16543238552987),
        Expected(leastSize: 15, neighbours: 3, noise: 27, sizes: [151, 122], strength: 271.4259434164925),
        Expected(leastSize: 25, neighbours: 10, noise: 28, sizes: [150, 122], strength: 248.8734768656784),
    ])
    func groupsAreThoseOfScikitLearnButForTies(_ expected: Expected) throws {
        let model = DensityModel(leastSize: expected.leastSize, neighbours: expected.neighbours)
        let fitted = try model.fit(Self.moons, names: Self.names)
        #expect(abs(fitted.groups.count { $0 < 0 } - expected.noise) <= 1)
        let sizes = (0..<fitted.groupCount).map { group in fitted.groups.count { $0 == group } }
        #expect(sizes.count == expected.sizes.count)
        for (size, expected) in zip(sizes, expected.sizes) { #expect(abs(size - expected) <= 1) }
        #expect(abs(fitted.strengths.reduce(0, +) - expected.strength) < 1)
    }

    @Test func rowsOfTheFitAreAssignedAsInTheFitAndOthersByTheirNeighbours() throws {
        let fitted = try DensityModel(leastSize: 15, neighbours: 3).fit(Self.moons, names: Self.names)
        let (groups, strengths) = fitted.assign(Self.moons)
        for (index, row) in fitted.rows.enumerated() {
            #expect(groups[row] == fitted.groups[index] && strengths[row] == fitted.strengths[index])
        }
        let upper = groups[0]
        let (new, _) = fitted.assign(Matrix(rows: [[0, 1.01], [1, -0.51], [50, 50], [1e300, 0]]))
        #expect(new == [upper, 1 - upper, -1, -1])
    }

    @Test func neitherOrderNorUnitsMatter() throws {
        let model = DensityModel(leastSize: 10)
        let order = (0..<300).map { ($0 * 77 + 5) % 300 }
        let moved = order.map { [Self.moons[$0, 1] * 1e6, Self.moons[$0, 0] * 1e6] }
        let groups = try model.fit(Self.moons, names: Self.names).assign(Self.moons).groups
        let turned = Matrix(rows: moved)
        let again = try model.fit(turned, names: ["y", "x"]).assign(turned).groups
        #expect(again == order.map { groups[$0] })
    }

    /// Prim's and Borůvka's algorithms have nothing in common but the answer.
    @Test(arguments: [2, 5]) func boxesAndAllPairsGiveTheSameGroups(_ neighbours: Int) throws {
        // With some rows more than once.
        let matrix = Self.moons.selecting(rows: Array(0..<300) + Array(stride(from: 0, to: 300, by: 6)))
        var model = DensityModel(leastSize: 12, neighbours: neighbours)
        let pairs = try model.fit(matrix, names: Self.names)
        model.pairsUpTo = 0
        let boxes = try model.fit(matrix, names: Self.names)
        #expect(boxes.groups == pairs.groups)
        for (left, right) in zip(boxes.strengths, pairs.strengths) { #expect(abs(left - right) < 1e-9) }
    }

    /// A tenth of the rows is drawn, and what must be a third of the table must be a third of the sample.
    @Test func theSmallestGroupIsOfTheTableAndNotOfTheSample() throws {
        var random = SplittableRandom(seed: 8)
        let rows = (0..<3_000).map { row in
            [0, 1].map { _ in (row % 3 == 0 ? 0 : row % 3 == 1 ? 40 : 80) + Normal.standard.sample(using: &random) }
        }
        let matrix = Matrix(rows: rows)
        let fitted = try DensityModel(leastSize: 600, largestTable: 300).fit(matrix, names: Self.names)
        #expect(fitted.isSample && fitted.leastSizeOfTree == 60 && fitted.neighboursOfTree == 60)
        #expect(fitted.groupCount == 3)
        let groups = fitted.assign(matrix).groups
        #expect(adjustedRandIndex(groups, rows.indices.map { $0 % 3 }) > 0.9)
    }

    @Test func equalRowsAreAGroupAndStayFinite() throws {
        let rows = (0..<40).map { index -> [Double] in
            if index < 15 { return [0, 0] }
            return index < 30 ? [5, 5] : [Double(index), Double(index * index)]
        }
        let fitted = try DensityModel(leastSize: 5).fit(Matrix(rows: rows), names: Self.names)
        #expect(fitted.groupCount >= 2)
        let finite = (fitted.strengths + fitted.stabilities).allSatisfy { $0.isFinite }
        #expect(finite)
        let groups = fitted.assign(Matrix(rows: rows)).groups
        #expect(Set(groups[0..<15]).count == 1 && Set(groups[15..<30]).count == 1 && groups[0] != groups[15])
    }

    @Test func whatCannotBeFittedIsSaid() {
        func fit(_ rows: [[Double]], _ size: Int = 2) throws -> FittedDensity {
            try DensityModel(leastSize: size).fit(Matrix(rows: rows), names: Self.names)
        }
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 0)) { _ = try fit([]) }
        #expect(throws: ModelError.allRowsEqual) {
            _ = try fit([[1, 2], [1, 2], [1, 2]])
        }
        #expect(throws: ModelError.notFinite(column: "x", row: 1)) { _ = try fit([[.infinity, 2], [1, 2], [1, 2]]) }
        #expect(throws: ModelError.self) { _ = try fit([[1, 2], [1, 3]], 3) }
        #expect(throws: ModelError.self) { _ = try fit([[1, 2], [1, 3]], 1) }
    }
}
