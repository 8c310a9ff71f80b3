import Foundation
import Statistics

/// Firth's penalised log-likelihood ℓ + ½ ln |I| with its first and second derivatives.
///
/// With w = π(1−π), c = w(1−2π), q = zᵀI⁻¹z and h = w·q (z with its 1 for the intercept): the score is
/// Σ (y − π + h(½ − π))·z, and the second derivatives are
/// −I + ½ Σ h(1−6w)·zzᵀ − ½ tr(I⁻¹I_r I⁻¹I_s), I_r = ∂I/∂θ_r = Σ c·z_r·zzᵀ.
struct FirthCurvature: Sendable {
    var likelihood: LogisticLikelihood

    struct Point {
        /// ℓ, without the penalty.
        var logLikelihood: Double
        var penalised: Double
        var score: [Double]
        var information: Matrix
        /// Σ w(1+h)·zzᵀ.
        var augmentedInformation: Matrix
        fileprivate var factor: Cholesky
    }

    /// Multiplications of the second derivatives, about.
    var work: Double {
        let size = Double(likelihood.size)
        return Double(likelihood.design.rows) * size * size * size / 2
    }

    /// - Returns: `nil` where the information is not of full rank in double precision.
    /// - Complexity: O(*n* *p*²), on all cores.
    func evaluate(_ theta: [Double]) -> Point? {
        let point = likelihood.evaluate(theta)
        guard let factor = Cholesky(point.information) else { return nil }
        let size = likelihood.size
        let sums = sumOverRows(theta, factor, length: size + size * size) { row, sums in
            let residual = row.target - row.probability + row.leverage * (0.5 - row.probability)
            let weight = row.weight * (1 + row.leverage)
            for left in 0..<size {
                sums[left] += residual * row.z[left]
                let scaled = weight * row.z[left]
                for right in 0...left { sums[size + left * size + right] += scaled * row.z[right] }
            }
        }
        return Point(
            logLikelihood: point.logLikelihood,
            penalised: point.logLikelihood + 0.5 * factor.logDeterminant,
            score: Array(sums.prefix(size)),
            information: point.information,
            augmentedInformation: Self.symmetric(sums, from: size, size),
            factor: factor
        )
    }

    /// The second derivatives of the penalised log-likelihood, with the sign turned.
    ///
    /// The last of them is ⟨B_r, B_s⟩ with B_r = L⁻¹I_rL⁻ᵀ = Σ c·z_r·uuᵀ, u = L⁻¹z, for I = L·Lᵀ.
    ///
    /// - Complexity: O(*n* *p*³), on all cores.
    func negativeHessian(_ theta: [Double], _ point: Point) -> Matrix {
        let size = likelihood.size
        // The lower triangle of uuᵀ, with √2 off the diagonal, so that ⟨B_r, B_s⟩ is a product of two rows.
        let width = size * (size + 1) / 2
        let root = 2.0.squareRoot()
        let sums = sumOverRows(theta, point.factor, length: size * size + size * width) { row, sums in
            let diagonal = row.leverage * (1 - 6 * row.weight) / 2
            let change = row.weight * (1 - 2 * row.probability)
            for left in 0..<size {
                let scaled = diagonal * row.z[left]
                for right in 0...left { sums[left * size + right] += scaled * row.z[right] }
                let factor = change * row.z[left]
                var next = size * size + left * width
                for first in 0..<size {
                    let outer = factor * row.u[first] * root
                    for second in 0..<first { sums[next + second] += outer * row.u[second] }
                    sums[next + first] += factor * row.u[first] * row.u[first]
                    next += first + 1
                }
            }
        }
        var result = point.information
        for left in 0..<size {
            for right in 0...left {
                var product = 0.0
                let (one, other) = (size * size + left * width, size * size + right * width)
                for index in 0..<width { product += sums[one + index] * sums[other + index] }
                result[left, right] += product / 2 - sums[left * size + right]
                result[right, left] = result[left, right]
            }
        }
        return result
    }

    /// One row of the data beside what it is predicted.
    private struct Row {
        var target = 0.0
        var probability = 0.0
        /// π(1−π).
        var weight = 0.0
        /// h, the diagonal of W^½Z(ZᵀWZ)⁻¹ZᵀW^½.
        var leverage = 0.0
        /// The row's standardised columns, with 1 for the intercept before them.
        var z: UnsafeMutableBufferPointer<Double>
        /// L⁻¹z.
        var u: UnsafeMutableBufferPointer<Double>
    }

    /// Sums over all rows, on all cores.
    private func sumOverRows(
        _ theta: [Double],
        _ factor: Cholesky,
        length: Int,
        _ add: @Sendable (Row, UnsafeMutableBufferPointer<Double>) -> Void
    ) -> [Double] {
        let lower = factor.lower.elements
        return ParallelChunks.sum(likelihood.design.rows, length: length) { rows in
            var sums = [Double](repeating: 0, count: length)
            var work = [Double](repeating: 1, count: 2 * theta.count)
            // Unchecked: the loop that the fit spends its time in; indices are those of the design and the sums.
            sums.withUnsafeMutableBufferPointer { sums in
                work.withUnsafeMutableBufferPointer { work in
                    lower.withUnsafeBufferPointer { lower in
                        var row = Row(
                            z: UnsafeMutableBufferPointer(rebasing: work[..<theta.count]),
                            u: UnsafeMutableBufferPointer(rebasing: work[theta.count...])
                        )
                        for index in rows {
                            fill(&row, index, theta, lower)
                            add(row, sums)
                        }
                    }
                }
            }
            return sums
        }
    }

    private func fill(_ row: inout Row, _ index: Int, _ theta: [Double], _ lower: UnsafeBufferPointer<Double>) {
        let size = theta.count
        var eta = theta[0]
        likelihood.design.elements.withUnsafeBufferPointer { source in
            for column in 1..<max(1, size) {
                row.z[column] = source[index * (size - 1) + column - 1]
                eta += row.z[column] * theta[column]
            }
        }
        var length = 0.0
        for left in 0..<size {
            var sum = row.z[left]
            for right in 0..<left { sum -= lower[left * size + right] * row.u[right] }
            row.u[left] = sum / lower[left * size + left]
            length += row.u[left] * row.u[left]
        }
        row.target = likelihood.target[index]
        row.probability = LogisticLikelihood.probability(eta)
        row.weight = row.probability * (1 - row.probability)
        row.leverage = row.weight * length
    }

    /// A symmetric matrix from its lower triangle.
    private static func symmetric(_ sums: [Double], from start: Int, _ size: Int) -> Matrix {
        var result = Matrix(rows: size, columns: size)
        for left in 0..<size {
            for right in 0...left {
                result[left, right] = sums[start + left * size + right]
                result[right, left] = result[left, right]
            }
        }
        return result
    }
}
