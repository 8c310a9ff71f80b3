import Foundation
package import Statistics

/// Centres and spreads of columns: regressions work with (x − mean)/spread, so that a column in millions and one in
/// shares weigh alike and no digits are lost, and give their results in the columns' own units.
package struct ColumnScale: Sendable, Hashable, Codable {
    package var means: [Double]
    /// The standard deviation with divisor *n*; 0 where a column has one value only.
    package var spreads: [Double]

    /// - Complexity: O(*n* *p*), on all cores.
    package init(_ matrix: Matrix) {
        let columns = matrix.columns
        let count = Double(max(1, matrix.rows))
        let first = Self.moments(matrix, around: [Double](repeating: 0, count: columns))
        var means = (0..<columns).map { first[$0] / count }
        // The mean of what is left corrects the rounding of the first sum.
        let second = Self.moments(matrix, around: means)
        for column in 0..<columns { means[column] += second[column] / count }
        let extremes = Self.extremes(matrix)
        self.means = means
        spreads = (0..<columns).map { column in
            guard matrix.rows > 1, extremes.low[column] < extremes.high[column] else { return 0 }
            return (second[columns + column] / count).squareRoot()
        }
    }

    /// The columns that have more than one value, standardised, in one matrix.
    package func standardised(_ matrix: Matrix, columns: [Int]) -> Matrix {
        var result = Matrix(rows: matrix.rows, columns: columns.count)
        let width = matrix.columns
        // Unchecked: a pass over all data; indices are those of the two matrices.
        matrix.elements.withUnsafeBufferPointer { source in
            result.elements.withUnsafeMutableBufferPointer { result in
                var next = 0
                for row in 0..<matrix.rows {
                    for column in columns {
                        result[next] = (source[row * width + column] - means[column]) / spreads[column]
                        next += 1
                    }
                }
            }
        }
        return result
    }

    /// Sums and sums of squares of each column around a centre.
    private static func moments(_ matrix: Matrix, around centre: [Double]) -> [Double] {
        let columns = matrix.columns
        return ParallelChunks.sum(matrix.rows, length: 2 * columns) { rows in
            var sums = [Double](repeating: 0, count: 2 * columns)
            // Unchecked: a pass over all data.
            matrix.elements.withUnsafeBufferPointer { source in
                for row in rows {
                    for column in 0..<columns {
                        let value = source[row * columns + column] - centre[column]
                        sums[column] += value
                        sums[columns + column] += value * value
                    }
                }
            }
            return sums
        }
    }

    private static func extremes(_ matrix: Matrix) -> (low: [Double], high: [Double]) {
        var low = [Double](repeating: .infinity, count: matrix.columns)
        var high = [Double](repeating: -.infinity, count: matrix.columns)
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns {
                let value = matrix.elements[row * matrix.columns + column]
                low[column] = min(low[column], value)
                high[column] = max(high[column], value)
            }
        }
        return (low, high)
    }
}
