import Foundation
package import Statistics

/// A Gaussian mixture with its parameters in the units of the table, the component with the largest weight first.
package struct FittedMixture: Codable, Sendable, Hashable {
    package let columns: [String]
    package let form: CovarianceForm
    package let weights: [Double]
    /// Components by columns.
    package let means: Matrix
    /// One symmetric matrix for each component, whatever the form.
    package let covariances: [Matrix]
    package let logLikelihood: Double
    package let rows: Int
    package let steps: Int
    package let hasConverged: Bool
    /// Whether a ridge was added to the variances, since all starts ended in a singular covariance.
    package let isRegularised: Bool

    package var components: Int { weights.count }

    /// Weights, means and what the form leaves free of the covariances.
    package var parameterCount: Int {
        let (k, d) = (weights.count, columns.count)
        return k - 1 + k * d + form.parameterCount(k: k, d: d)
    }

    package var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
    /// −2 ℓ + p ln n, less being better.
    package var bic: Double { -2 * logLikelihood + Double(parameterCount) * log(Double(rows)) }
    /// The same with the sign that mclust prints, more being better.
    package var bicMclust: Double { -bic }

    init(
        _ columns: [String],
        _ data: MixtureData,
        _ form: CovarianceForm,
        _ run: MixtureRun,
        logLikelihood: Double,
        isRegularised: Bool
    ) {
        let d = data.width
        let parameters = run.parameters
        let scaledMeans = parameters.weights.indices.map { Array(parameters.means[$0 * d..<($0 + 1) * d]) }
        let order = GroupNumbering.order(parameters.weights, Matrix(rows: scaledMeans), columns: columns)
        self.columns = columns
        self.form = form
        weights = order.map { parameters.weights[$0] }
        means = Matrix(rows: order.map { k in (0..<d).map { data.centre[$0] + data.scale[$0] * scaledMeans[k][$0] } })
        covariances = order.map { Self.covariance(parameters, $0, form, data) }
        self.logLikelihood = logLikelihood
        rows = data.rows
        steps = run.steps
        hasConverged = run.hasConverged
        self.isRegularised = isRegularised
    }

    private static func covariance(
        _ parameters: MixtureParameters,
        _ k: Int,
        _ form: CovarianceForm,
        _ data: MixtureData
    )
        -> Matrix
    {
        let d = data.width
        var result = Matrix(rows: d, columns: d)
        let size = form.isTriangular ? d * (d + 1) / 2 : d
        var index = k * size
        for row in 0..<d {
            for column in (form.isTriangular ? 0 : row)...row {
                let value = parameters.covariances[index] * data.scale[row] * data.scale[column]
                result[row, column] = value
                result[column, row] = value
                index += 1
            }
        }
        return result
    }

    /// The posterior probability of each component for each row: rows by components.
    ///
    /// - Parameter matrix: finite numbers in the fitted columns. What is absurdly far from every component is given to
    ///   the one whose density falls off most slowly there, without overflow.
    package func posteriors(_ matrix: Matrix) -> Matrix {
        precondition(matrix.columns == columns.count)
        let d = columns.count
        // In units of standard deviations, so that Cholesky's test for singularity does not depend on the columns' units.
        let scales = (0..<d).map { column in covariances.map { $0[column, column] }.max()!.squareRoot() }
        let factors = covariances.map { Self.factor($0, scales) }
        let constants = zip(weights, factors).map { log(max($0, .leastNormalMagnitude)) - $1.logDeterminant / 2 }
        let parts = ParallelChunks.map(matrix.rows, chunk: 4_096) { range in
            var result: [Double] = []
            var z = [Double](repeating: 0, count: d)
            for row in range {
                let logs = factors.indices.map { k in
                    for column in 0..<d {
                        let difference = (matrix[row, column] - means[k, column]) / scales[column]
                        z[column] = min(1e100, max(-1e100, difference))
                    }
                    return constants[k] - factors[k].square(of: &z) / 2
                }
                let largest = logs.max()!
                let shares = logs.map { exp($0 - largest) }
                let sum = shares.reduce(0, +)
                result += shares.map { $0 / sum }
            }
            return result
        }
        return Matrix(rows: matrix.rows, columns: components, elements: parts.flatMap { $0 })
    }

    private struct Factor: Sendable {
        var lower: [Double]
        var logDeterminant: Double
        var width: Int

        /// zᵀ Σ⁻¹ z; `z` is used up.
        func square(of z: inout [Double]) -> Double {
            var sum = 0.0
            for row in 0..<width {
                for column in 0..<row { z[row] -= lower[row * width + column] * z[column] }
                z[row] /= lower[row * width + row]
                sum += z[row] * z[row]
            }
            return sum
        }
    }

    private static func factor(_ covariance: Matrix, _ scales: [Double]) -> Factor {
        let d = scales.count
        var lower = [Double](repeating: 0, count: d * d)
        var logDeterminant = 0.0
        for row in 0..<d {
            for column in 0...row {
                var sum = covariance[row, column] / (scales[row] * scales[column])
                for index in 0..<column { sum -= lower[row * d + index] * lower[column * d + index] }
                if row == column {
                    // The fit keeps variances above its floor; rounding in going back to units may not.
                    let pivot = max(sum, 1e-14)
                    lower[row * d + column] = pivot.squareRoot()
                    logDeterminant += log(pivot)
                } else {
                    lower[row * d + column] = sum / lower[column * d + column]
                }
            }
        }
        return Factor(lower: lower, logDeterminant: logDeterminant, width: d)
    }
}
