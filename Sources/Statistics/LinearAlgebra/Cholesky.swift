import Foundation

/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ.
///
/// Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
package struct Cholesky: Sendable {
    package let lower: Matrix

    /// - Returns: `nil` where the matrix is not positive definite in double precision.
    /// - Complexity: O(*n*³).
    package init?(_ matrix: Matrix) {
        precondition(matrix.rows == matrix.columns)
        let size = matrix.rows
        var lower = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column]
                for index in 0..<column { sum -= lower[row, index] * lower[column, index] }
                if row == column {
                    // What rounding leaves of a zero is not taken for a number.
                    guard sum > matrix[row, row].magnitude * 1e-14, sum.isFinite else { return nil }
                    lower[row, row] = sum.squareRoot()
                } else {
                    lower[row, column] = sum / lower[column, column]
                }
            }
        }
        self.lower = lower
    }

    /// The natural logarithm of A's determinant.
    package var logDeterminant: Double {
        var sum = 0.0
        for index in 0..<lower.rows { sum += log(lower[index, index]) }
        return 2 * sum
    }

    /// x with A·x = b.
    package func solve(_ right: [Double]) -> [Double] {
        var solution = solveLower(right)
        for row in stride(from: lower.rows - 1, through: 0, by: -1) {
            for index in row + 1..<max(row + 1, lower.rows) { solution[row] -= lower[index, row] * solution[index] }
            solution[row] /= lower[row, row]
        }
        return solution
    }

    /// z with L·z = b, so that z·z = bᵀ·A⁻¹·b.
    package func solveLower(_ right: [Double]) -> [Double] {
        precondition(right.count == lower.rows)
        var solution = right
        for row in 0..<lower.rows {
            for index in 0..<row { solution[row] -= lower[row, index] * solution[index] }
            solution[row] /= lower[row, row]
        }
        return solution
    }

    /// A⁻¹.
    package var inverse: Matrix {
        let size = lower.rows
        var result = Matrix(rows: size, columns: size)
        for column in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[column] = 1
            for (row, value) in solve(unit).enumerated() { result[row, column] = value }
        }
        return result
    }
}
