import Foundation

/// Least squares by Householder reflections: min ‖y − X·b‖² without forming XᵀX, so that no digits are lost by squaring.
///
/// Golub and Van Loan, Matrix Computations, 4th edition, sections 5.2 and 5.3. Rows are reduced in chunks to one
/// triangle each and the triangles to one (Demmel, Grigori, Hoemmen and Langou, "Communication-optimal parallel and
/// sequential QR and LU", 2012), which is as stable as one reduction and uses all cores.
///
/// A column that the columns before it explain is left out, as R's `lm` does.
package struct LeastSquares: Sendable {
    /// The columns that are used, in their order; the others are linear combinations of those before them.
    package let kept: [Int]
    /// The upper triangle R with Xᵀ·X = Rᵀ·R over the kept columns.
    package let triangle: Matrix
    /// One number for each kept column.
    package let solution: [Double]
    /// ‖y − X·b‖².
    package let residualSumOfSquares: Double

    /// - Parameters:
    ///   - design: a row for each observation.
    ///   - target: as many numbers as rows.
    ///   - tolerance: a column is left out where what is left of its length beside the columns before it is a smaller
    ///     share than this. 1e-7 is R's own.
    /// - Complexity: O(*n* *p*²), on all cores.
    package init(_ design: Matrix, _ target: [Double], tolerance: Double = 1e-7) {
        precondition(design.rows == target.count)
        let width = design.columns + 1
        let parts = ParallelChunks.map(design.rows, chunk: max(2_048, 4 * width)) { rows in
            Self.triangle(of: rows, design, target)
        }
        var stacked = Self.stack(parts, width: width)
        let height = stacked.count / width
        kept = Self.reduce(&stacked, height: height, columns: width - 1, of: width, tolerance: tolerance)
        let rank = kept.count
        var triangle = Matrix(rows: rank, columns: rank)
        for (column, source) in kept.enumerated() {
            for row in 0...column { triangle[row, column] = stacked[source * height + row] }
        }
        self.triangle = triangle
        let projected = stacked[(width - 1) * height..<width * height]
        solution = Self.solve(triangle, Array(projected.prefix(rank)))
        residualSumOfSquares = projected.dropFirst(rank).reduce(0) { $0 + $1 * $1 }
    }

    /// (Xᵀ·X)⁻¹ over the kept columns.
    package var inverseGram: Matrix {
        let size = kept.count
        var inverse = Matrix(rows: size, columns: size)
        for column in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[column] = 1
            for (row, value) in Self.solve(triangle, unit).enumerated() { inverse[row, column] = value }
        }
        var gram = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0..<size {
                var sum = 0.0
                for index in max(row, column)..<size { sum += inverse[row, index] * inverse[column, index] }
                gram[row, column] = sum
            }
        }
        return gram
    }

    /// b with R·b = z.
    private static func solve(_ triangle: Matrix, _ right: [Double]) -> [Double] {
        var solution = right
        for row in stride(from: right.count - 1, through: 0, by: -1) {
            for index in row + 1..<max(row + 1, right.count) { solution[row] -= triangle[row, index] * solution[index] }
            solution[row] /= triangle[row, row]
        }
        return solution
    }

    /// The triangle of some rows of [X | y], column by column.
    private static func triangle(of rows: Range<Int>, _ design: Matrix, _ target: [Double]) -> [Double] {
        let height = rows.count
        let width = design.columns + 1
        var work = [Double](repeating: 0, count: height * width)
        // Unchecked: both indices run within the matrix by construction, and this copy is as long as the data.
        design.elements.withUnsafeBufferPointer { source in
            work.withUnsafeMutableBufferPointer { work in
                for (index, row) in rows.enumerated() {
                    for column in 0..<width - 1 { work[column * height + index] = source[row * (width - 1) + column] }
                    work[(width - 1) * height + index] = target[row]
                }
            }
        }
        _ = reduce(&work, height: height, columns: width, of: width, tolerance: 0)
        let depth = min(height, width)
        return (0..<width).flatMap { column in
            (0..<depth).map { $0 <= column ? work[column * height + $0] : 0 }
        }
    }

    private static func stack(_ parts: [[Double]], width: Int) -> [Double] {
        (0..<width).flatMap { column in
            parts.flatMap { part in
                let depth = part.count / width
                return part[column * depth..<(column + 1) * depth]
            }
        }
    }

    /// Reflects the first `columns` columns to a triangle, in place, and says which were not explained by others.
    private static func reduce(
        _ work: inout [Double],
        height: Int,
        columns: Int,
        of width: Int,
        tolerance: Double
    ) -> [Int] {
        var kept: [Int] = []
        // Unchecked: the innermost loop of the fit; indices stay below height × width.
        work.withUnsafeMutableBufferPointer { work in
            for column in 0..<columns where kept.count < height {
                let top = kept.count
                let start = column * height
                let rest = norm(work, start + top, start + height)
                let whole = norm(work, start, start + height)
                guard tolerance == 0 || rest > tolerance * whole else { continue }
                kept.append(column)
                guard rest > 0 else { continue }
                reflect(work, height: height, top: top, column: column, of: width, length: rest)
            }
        }
        return kept
    }

    /// The reflection that takes a column to a multiple of the unit vector, applied to the columns from it on.
    private static func reflect(
        _ work: UnsafeMutableBufferPointer<Double>,
        height: Int,
        top: Int,
        column: Int,
        of width: Int,
        length: Double
    ) {
        let start = column * height
        let head = work[start + top]
        let end = head > 0 ? -length : length
        work[start + top] = head - end
        // vᵀ·v / 2, of the vector that now stands in the column.
        let scale = length * (length + head.magnitude)
        for other in column + 1..<max(column + 1, width) {
            let offset = other * height
            var sum = 0.0
            for row in top..<height { sum += work[start + row] * work[offset + row] }
            let factor = sum / scale
            for row in top..<height { work[offset + row] -= factor * work[start + row] }
        }
        work[start + top] = end
        for row in top + 1..<max(top + 1, height) { work[start + row] = 0 }
    }

    /// The length of a part of a column, safe for numbers whose squares would overflow.
    private static func norm(_ work: UnsafeMutableBufferPointer<Double>, _ from: Int, _ to: Int) -> Double {
        var largest = 0.0
        for index in from..<to { largest = max(largest, work[index].magnitude) }
        guard largest > 0 else { return 0 }
        var sum = 0.0
        for index in from..<to {
            let share = work[index] / largest
            sum += share * share
        }
        return largest * sum.squareRoot()
    }
}
