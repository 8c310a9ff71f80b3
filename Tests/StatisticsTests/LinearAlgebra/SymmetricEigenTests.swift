import Statistics
import Testing

@Suite struct SymmetricEigenTests {
    /// The second differences matrix of size n has the eigenvalues 2 − 2 cos(kπ/(n+1)).
    @Test func eigenvaluesOfSecondDifferencesAreThoseOfTheFormula() throws {
        let matrix = Matrix(rows: [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]])
        let values = try #require(SymmetricEigen(matrix)).values
        for (value, expected) in zip(
            values,
            [0.3819660112501051, 1.381966011250105, 2.618033988749895, 3.618033988749895]
        ) {
            #expect(abs(value - expected) < 1e-12)
        }
    }

    @Test func theMatrixIsThatOfItsVectorsAndValues() throws {
        var random = SplittableRandom(seed: 2)
        let size = 12
        var matrix = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0...row {
                matrix[row, column] = random.uniform() - 0.5
                matrix[column, row] = matrix[row, column]
            }
        }
        let eigen = try #require(SymmetricEigen(matrix))
        for row in 0..<size {
            for column in 0..<size {
                let sum = (0..<size).reduce(0.0) {
                    $0 + eigen.values[$1] * eigen.vectors[row, $1] * eigen.vectors[column, $1]
                }
                #expect(abs(sum - matrix[row, column]) < 1e-12)
            }
        }
    }

    @Test func thePseudoInverseOfASingularMatrixIsThatOfMoorePenrose() throws {
        // u·uᵀ with u = (1, 2, 2) has the pseudo-inverse u·uᵀ / 81.
        let matrix = Matrix(rows: [[1, 2, 2], [2, 4, 4], [2, 4, 4]])
        let inverse = try #require(SymmetricEigen(matrix)).pseudoInverse(tolerance: 1e-10)
        for index in 0..<9 { #expect(abs(inverse.elements[index] - matrix.elements[index] / 81) < 1e-12) }
        #expect(SymmetricEigen(Matrix(rows: [[.nan]])) == nil)
    }
}
