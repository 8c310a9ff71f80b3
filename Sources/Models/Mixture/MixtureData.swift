import Domain
import Foundation
import Statistics

/// Rows made ready for the EM algorithm: in their canonical order, columns centred and scaled, sixty-four rows together.
///
/// Columns are divided by their standard deviations, so that what is called singular does not depend on units; mixtures
/// of all forms but the spherical one are the same in any units, and for that one all columns are divided by one number.
struct MixtureData: Sendable {
    typealias Lanes = SIMD8<Double>
    /// Vectors of eight rows in a block and column: a block of some columns stays in the nearest cache.
    static let vectors = 8
    static let blockRows = 64

    let rows: Int
    let width: Int
    let centre: [Double]
    let scale: [Double]
    /// Block by block, in a block column by column; rows beyond the last are zero.
    let blocks: [Lanes]

    /// The log-likelihood of the scaled rows, less this, is that of the rows.
    var logScale: Double { Double(rows) * scale.reduce(0) { $0 + log($1) } }

    /// - Parameters:
    ///   - order: the rows to take, in this order.
    ///   - isUniform: whether all columns are divided by one number.
    init(_ matrix: Matrix, order: some Collection<Int>, names: [String], isUniform: Bool) throws(ModelError) {
        rows = order.count
        width = matrix.columns
        let (centre, deviations) = Self.moments(matrix, Array(order))
        for (column, deviation) in deviations.enumerated() {
            // Rounding of a mean near 1e12 is not variation.
            guard deviation > centre[column].magnitude * 1e-14 else { throw .constantColumn(names[column]) }
        }
        let common = exp(deviations.reduce(0) { $0 + log($1) } / Double(max(1, deviations.count)))
        scale = isUniform ? deviations.map { _ in common } : deviations
        self.centre = centre
        blocks = Self.blocks(matrix, Array(order), centre, scale)
    }

    private static func moments(_ matrix: Matrix, _ order: [Int]) -> (centre: [Double], deviations: [Double]) {
        let width = matrix.columns
        let count = Double(order.count)
        let centre = ParallelChunks.sum(order.count, length: width) { range in
            var sums = [Double](repeating: 0, count: width)
            for index in range {
                for column in 0..<width { sums[column] += matrix.elements[order[index] * width + column] / count }
            }
            return sums
        }
        let squares = ParallelChunks.sum(order.count, length: width) { range in
            var sums = [Double](repeating: 0, count: width)
            for index in range {
                for column in 0..<width {
                    let difference = matrix.elements[order[index] * width + column] - centre[column]
                    sums[column] += difference * difference / count
                }
            }
            return sums
        }
        return (centre, squares.map { $0.squareRoot() })
    }

    private static func blocks(_ matrix: Matrix, _ order: [Int], _ centre: [Double], _ scale: [Double]) -> [Lanes] {
        let width = matrix.columns
        let count = (order.count + blockRows - 1) / blockRows
        var values = [Lanes](repeating: .zero, count: count * width * vectors)
        values.withUnsafeMutableBufferPointer { buffer in
            let target = UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: Double.self)
            for (position, row) in order.enumerated() {
                let (block, lane) = (position / blockRows, position % blockRows)
                for column in 0..<width {
                    let value = (matrix.elements[row * width + column] - centre[column]) / scale[column]
                    target[(block * width + column) * blockRows + lane] = value
                }
            }
        }
        return values
    }

    /// One scaled value; the row is by position in the order.
    func value(_ row: Int, _ column: Int) -> Double {
        let block = row / Self.blockRows
        let lane = row % Self.blockRows
        return blocks[(block * width + column) * Self.vectors + lane / 8][lane % 8]
    }
}
