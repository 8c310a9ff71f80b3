import Foundation
import Statistics

/// Weights, means and covariances while they are fitted, in scaled units.
struct MixtureParameters: Sendable {
    var weights: [Double]
    /// Component by component.
    var means: [Double]
    /// Lower triangles row by row, component by component; of diagonal forms the variances alone.
    var covariances: [Double]

    /// What the steps over the rows need: the inverse of the covariance's Cholesky factor, and ln of what stands before
    /// the exponential.
    struct Densities: Sendable {
        var constants: [Double]
        var inverses: [Double]
    }

    /// - Returns: `nil` where a covariance is singular: a variance, given the columns before, below `least`.
    func densities(_ form: CovarianceForm, width d: Int, least: Double) -> Densities? {
        let size = form.isTriangular ? d * (d + 1) / 2 : d
        var result = Densities(constants: [], inverses: [])
        for component in weights.indices {
            let part = Array(covariances[component * size..<(component + 1) * size])
            guard
                let (inverse, logDeterminant) = form.isTriangular
                    ? Self.triangularInverse(part, d, least) : Self.diagonalInverse(part, least)
            else { return nil }
            result.inverses += inverse
            result.constants.append(
                log(max(weights[component], .leastNormalMagnitude)) - 0.5 * Double(d) * log(2 * .pi)
                    - 0.5 * logDeterminant
            )
        }
        return result
    }

    private static func diagonalInverse(_ variances: [Double], _ least: Double) -> ([Double], Double)? {
        guard variances.allSatisfy({ $0 > least && $0.isFinite }) else { return nil }
        return (variances.map { 1 / $0.squareRoot() }, variances.reduce(0) { $0 + log($1) })
    }

    /// L⁻¹ of A = L·Lᵀ, in packed lower triangles.
    private static func triangularInverse(_ a: [Double], _ d: Int, _ least: Double) -> ([Double], Double)? {
        var lower = a
        var logDeterminant = 0.0
        for row in 0..<d {
            let start = row * (row + 1) / 2
            for column in 0...row {
                let other = column * (column + 1) / 2
                var sum = a[start + column]
                for index in 0..<column { sum -= lower[start + index] * lower[other + index] }
                if row == column {
                    guard sum > least, sum.isFinite else { return nil }
                    lower[start + column] = sum.squareRoot()
                    logDeterminant += log(sum)
                } else {
                    lower[start + column] = sum / lower[other + column]
                }
            }
        }
        var inverse = lower
        for column in 0..<d {
            inverse[column * (column + 1) / 2 + column] = 1 / lower[column * (column + 1) / 2 + column]
            for row in column + 1..<max(d, column + 1) {
                let start = row * (row + 1) / 2
                var sum = 0.0
                for index in column..<row { sum -= lower[start + index] * inverse[index * (index + 1) / 2 + column] }
                inverse[start + column] = sum / lower[start + row]
            }
        }
        return (inverse, logDeterminant)
    }
}
