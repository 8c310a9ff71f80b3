import Foundation
import Statistics

/// The log-likelihood of a logistic regression over standardised columns, with its derivatives.
///
/// η = θ₀ + z·θ, π = 1/(1+e^−η), ℓ = Σ y·η − ln(1+e^η), gradient Σ (y−π)·(1,z), information Σ π(1−π)·(1,z)(1,z)ᵀ.
struct LogisticLikelihood: Sendable {
    /// Without a column for the intercept.
    var design: Matrix
    /// 0 or 1.
    var target: [Double]
    /// Subtracts ½·penalty·Σθⱼ² over the slopes.
    var penalty: Double

    struct Point {
        /// ℓ without the penalty.
        var logLikelihood: Double
        var penalised: Double
        /// Of the penalised log-likelihood.
        var gradient: [Double]
        /// The information without the penalty.
        var information: Matrix
        var penalisedInformation: Matrix
    }

    var size: Int { design.columns + 1 }

    /// - Complexity: O(*n* *p*²), on all cores.
    func evaluate(_ theta: [Double]) -> Point {
        let size = size
        let sums = ParallelChunks.sum(design.rows, length: 1 + size + size * size) { rows in
            accumulate(rows, theta)
        }
        var information = Matrix(rows: size, columns: size)
        for row in 0..<size {
            for column in 0...row {
                information[row, column] = sums[1 + size + row * size + column]
                information[column, row] = information[row, column]
            }
        }
        var gradient = Array(sums[1...size])
        var penalised = sums[0]
        var penalisedInformation = information
        for index in 1..<max(1, size) {
            gradient[index] -= penalty * theta[index]
            penalised -= 0.5 * penalty * theta[index] * theta[index]
            penalisedInformation[index, index] += penalty
        }
        return Point(
            logLikelihood: sums[0],
            penalised: penalised,
            gradient: gradient,
            information: information,
            penalisedInformation: penalisedInformation
        )
    }

    private func accumulate(_ rows: Range<Int>, _ theta: [Double]) -> [Double] {
        let size = size
        var sums = [Double](repeating: 0, count: 1 + size + size * size)
        var z = [Double](repeating: 1, count: size)
        // Unchecked: the loop that the fit spends its time in; indices are those of the design.
        design.elements.withUnsafeBufferPointer { source in
            sums.withUnsafeMutableBufferPointer { sums in
                z.withUnsafeMutableBufferPointer { z in
                    for row in rows {
                        var eta = theta[0]
                        for column in 1..<max(1, size) {
                            z[column] = source[row * (size - 1) + column - 1]
                            eta += z[column] * theta[column]
                        }
                        let probability = Self.probability(eta)
                        sums[0] += Self.logLikelihood(eta, target[row])
                        let residual = target[row] - probability
                        let weight = probability * (1 - probability)
                        for left in 0..<size {
                            sums[1 + left] += residual * z[left]
                            let factor = weight * z[left]
                            let offset = 1 + size + left * size
                            for right in 0...left { sums[offset + right] += factor * z[right] }
                        }
                    }
                }
            }
        }
        return sums
    }

    /// 1/(1+e^−η), without overflow.
    static func probability(_ eta: Double) -> Double {
        guard eta < 0 else { return 1 / (1 + exp(-eta)) }
        let odds = exp(eta)
        return odds / (1 + odds)
    }

    /// y·η − ln(1+e^η), without overflow.
    static func logLikelihood(_ eta: Double, _ target: Double) -> Double {
        let signed = target > 0.5 ? eta : -eta
        return signed > 0 ? -log1p(exp(-signed)) : signed - log1p(exp(signed))
    }

    /// Whether going along a direction makes no row's outcome less likely and some rows' likelier for ever: a
    /// certificate that the data are separated (Albert and Anderson, Biometrika 71, 1984) and that no finite maximum
    /// exists.
    func isSeparating(_ direction: [Double]) -> Bool {
        var worst = 0.0
        var best = 0.0
        for row in 0..<design.rows {
            var sum = direction[0]
            for column in 1..<max(1, size) { sum += design.elements[row * (size - 1) + column - 1] * direction[column] }
            let margin = target[row] > 0.5 ? sum : -sum
            worst = min(worst, margin)
            best = max(best, margin)
        }
        // Rows on the boundary come to zero only in the limit; what is left of them at this stage is far below this.
        return best > 0.3 && worst > -1e-4 * best
    }
}
