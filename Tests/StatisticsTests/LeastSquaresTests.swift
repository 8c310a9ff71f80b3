import Foundation
import Statistics
import Testing

@Suite struct LeastSquaresTests {
    private static func simulated(_ count: Int, _ columns: Int) -> (Matrix, [Double]) {
        var random = SplittableRandom(seed: 11)
        var matrix = Matrix(rows: count, columns: columns)
        var target = [Double](repeating: 0, count: count)
        for row in 0..<count {
            for column in 0..<columns {
                matrix[row, column] = random.uniform() - 0.5
                target[row] += Double(column + 1) * matrix[row, column]
            }
        }
        return (matrix, target)
    }

    @Test func coefficientsAreRecoveredOverSeveralChunks() {
        let (matrix, target) = Self.simulated(5_000, 4)
        let solved = LeastSquares(matrix, target)
        #expect(solved.kept == [0, 1, 2, 3])
        for (index, value) in solved.solution.enumerated() { #expect(abs(value - Double(index + 1)) < 1e-12) }
        #expect(solved.residualSumOfSquares < 1e-20)
    }

    /// The normal equations, which lose no digits to speak of on columns this far from collinear.
    @Test func theInverseGramIsThatOfTheNormalEquations() throws {
        let (matrix, target) = Self.simulated(300, 3)
        var gram = Matrix(rows: 3, columns: 3)
        for row in 0..<300 {
            for left in 0..<3 { for right in 0..<3 { gram[left, right] += matrix[row, left] * matrix[row, right] } }
        }
        let expected = try #require(Cholesky(gram)).inverse
        let found = LeastSquares(matrix, target).inverseGram
        for (left, right) in zip(expected.elements, found.elements) { #expect(abs(left - right) < 1e-14) }
    }

    @Test func aColumnThatOthersExplainIsLeftOut() {
        var (matrix, target) = Self.simulated(200, 4)
        for row in 0..<200 { matrix[row, 2] = matrix[row, 0] - 3 * matrix[row, 1] }
        for row in 0..<200 { target[row] = matrix[row, 0] + matrix[row, 3] }
        let solved = LeastSquares(matrix, target)
        #expect(solved.kept == [0, 1, 3])
        for (value, expected) in zip(solved.solution, [1, 0, 1.0]) { #expect(abs(value - expected) < 1e-12) }
    }

    @Test func moreColumnsThanRowsKeepAsManyAsThereAreRows() {
        let (matrix, target) = Self.simulated(3, 5)
        let solved = LeastSquares(matrix, target)
        #expect(solved.kept == [0, 1, 2])
        #expect(solved.residualSumOfSquares < 1e-20)
    }
}
