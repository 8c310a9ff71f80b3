import Foundation
import Statistics

/// A table made ready for groups: rows in the canonical order, columns less their means, all divided by one power of
/// two, so that the largest value is at most 1.
///
/// Centring keeps the digits of amounts such as 1e12 + 3; a power of two divides without rounding; one divisor for all
/// columns leaves the distances in proportion.
struct CanonicalRows: Sendable {
    let count: Int
    let width: Int
    /// `count × width`, row by row.
    let values: [Double]
    /// The row of the given table that each row is.
    let order: [Int]
    let centre: [Double]
    let scale: Double
    /// Σ‖x − x̄‖², in these units.
    let totalSumOfSquares: Double

    /// - Throws: `ModelError.notFinite`, `.unusable` for values beyond 1e100, `.tooFewRows` where there is none.
    init(_ matrix: Matrix, names: [String], seed: UInt64) throws(ModelError) {
        try matrix.checkForDistances(names: names)
        let (rows, columns) = (matrix.rows, matrix.columns)
        order = CanonicalOrder(matrix, seed: seed).rows
        let largest = matrix.elements.reduce(0) { max($0, $1.magnitude) }
        let first = Self.powerOfTwo(atLeast: largest)
        let order = self.order
        // Means in the canonical order, so that they are the same for every order of the file.
        let centre = ParallelChunks.sum(rows, length: columns) { range in
            var sums = [Double](repeating: 0, count: columns)
            for index in range {
                let start = order[index] * columns
                for column in 0..<columns { sums[column] += matrix.elements[start + column] / first }
            }
            return sums
        }.map { $0 / Double(rows) }
        var values = Self.centred(matrix, order, centre, first)
        let second = Self.powerOfTwo(atLeast: values.reduce(0) { max($0, $1.magnitude) })
        if second != 1 { for index in values.indices { values[index] /= second } }
        count = rows
        width = columns
        self.centre = centre.map { $0 * first }
        scale = first * second
        let finished = values
        self.values = finished
        totalSumOfSquares =
            ParallelChunks.sum(values.count, length: 1, chunk: 65_536) { range in
                var sum = 0.0
                for index in range { sum += finished[index] * finished[index] }
                return [sum]
            }[0]
    }

    private static func centred(_ matrix: Matrix, _ order: [Int], _ centre: [Double], _ scale: Double) -> [Double] {
        let columns = matrix.columns
        return [Double](unsafeUninitializedCapacity: matrix.elements.count) { buffer, filled in
            // One thread writes each row.
            nonisolated(unsafe) let target = buffer
            _ = ParallelChunks.map(matrix.rows) { range in
                for index in range {
                    let start = order[index] * columns
                    for column in 0..<columns {
                        target[index * columns + column] = matrix.elements[start + column] / scale - centre[column]
                    }
                }
            }
            filled = matrix.elements.count
        }
    }

    /// 1 for zero, so that a table of zeros is left as it is.
    private static func powerOfTwo(atLeast value: Double) -> Double {
        guard value > 0 else { return 1 }
        return Double(sign: .plus, exponent: Int(value.exponent) + 1, significand: 1)
    }

    /// The number of different rows among the first ones, counted up to `limit`.
    func differentRows(among rows: Int, upTo limit: Int) -> Int {
        DifferentRows.count(rows, upTo: limit) { Array(values[$0 * width..<($0 + 1) * width]) }
    }

    /// Back to the units of the table.
    func original(_ centroids: [Double]) -> Matrix {
        let back = centroids.enumerated().map { $1 * scale + centre[$0 % width] }
        return Matrix(rows: centroids.count / width, columns: width, elements: back)
    }

    /// From the units of the table.
    func prepared(_ centroids: Matrix) -> [Double] {
        centroids.elements.enumerated().map { ($1 - centre[$0 % width]) / scale }
    }
}
