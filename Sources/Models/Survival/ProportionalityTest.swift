import Foundation
import Statistics

/// Whether the effect of a column changes with time: scaled Schoenfeld residuals against the ranks of times.
///
/// Grambsch and Therneau, "Proportional hazards tests and diagnostics based on weighted residuals", Biometrika 81
/// (1994), with the approximation of equal variances: with g the ranks of event times less their mean and s* the scaled
/// residuals, (Σ g·s*)² / (d·V·Σ g²) is χ² with one degree of freedom.
package struct ProportionalityTest: Sendable, Hashable, Codable {
    package var name: String
    package var statistic: Double
    package var pValue: Double
    /// The correlation of the scaled residuals with the ranks of times: above zero, the effect grows with time.
    package var correlation: Double

    /// - Complexity: O(*n* *p* + *events* *p*²).
    static func all(_ likelihood: CoxLikelihood, theta: [Double], covariance: Matrix, names: [String])
        -> [ProportionalityTest]
    {
        let size = theta.count
        let (rows, residuals) = schoenfeld(likelihood, theta)
        guard rows.count > 1 else { return [] }
        let ranks = centredRanks(rows.map { likelihood.times[$0] })
        let rankSquares = ranks.reduce(0) { $0 + $1 * $1 }
        guard rankSquares > 0 else { return [] }
        var products = [Double](repeating: 0, count: size)
        var squares = [Double](repeating: 0, count: size)
        var sums = [Double](repeating: 0, count: size)
        for index in rows.indices {
            for left in 0..<size {
                var scaled = 0.0
                for right in 0..<size { scaled += covariance[left, right] * residuals[index * size + right] }
                scaled *= Double(rows.count)
                products[left] += ranks[index] * scaled
                squares[left] += scaled * scaled
                sums[left] += scaled
            }
        }
        let chi = ChiSquared(degreesOfFreedom: 1)
        return (0..<size).compactMap { column in
            let variance = squares[column] - sums[column] * sums[column] / Double(rows.count)
            let statistic =
                products[column] * products[column] / (Double(rows.count) * covariance[column, column] * rankSquares)
            guard statistic.isFinite, variance > 0 else { return nil }
            return ProportionalityTest(
                name: names[column],
                statistic: statistic,
                pValue: chi.survival(statistic),
                correlation: products[column] / (variance * rankSquares).squareRoot()
            )
        }
    }

    /// z − its mean over the risk set, Efron's means for ties, for each row that left.
    private static func schoenfeld(_ likelihood: CoxLikelihood, _ theta: [Double]) -> (rows: [Int], residuals: [Double])
    {
        let size = theta.count
        let design = likelihood.design
        let eta = design.multiplied(by: theta)
        let shift = eta.max() ?? 0
        var rows: [Int] = []
        var residuals: [Double] = []
        var zeroth = 0.0
        var first = [Double](repeating: 0, count: size)
        var start = 0
        while start < eta.count {
            var end = start
            var leavingZeroth = 0.0
            var leavingFirst = [Double](repeating: 0, count: size)
            while end < eta.count, likelihood.times[end] == likelihood.times[start] {
                let risk = exp(eta[end] - shift)
                zeroth += risk
                if likelihood.events[end] { leavingZeroth += risk }
                for column in 0..<size {
                    let value = risk * design[end, column]
                    first[column] += value
                    if likelihood.events[end] { leavingFirst[column] += value }
                }
                end += 1
            }
            let leaving = (start..<end).filter { likelihood.events[$0] }
            if !leaving.isEmpty {
                let mean = (0..<size).map { column in
                    (0..<leaving.count).reduce(0.0) { sum, index in
                        let share = likelihood.ties == .efron ? Double(index) / Double(leaving.count) : 0
                        return sum
                            + (first[column] - share * leavingFirst[column]) / (zeroth - share * leavingZeroth)
                    } / Double(leaving.count)
                }
                for row in leaving {
                    rows.append(row)
                    for column in 0..<size { residuals.append(design[row, column] - mean[column]) }
                }
            }
            start = end
        }
        return (rows, residuals)
    }

    /// Ranks of descending times as of ascending ones, ties sharing their mean, less the mean of all.
    private static func centredRanks(_ times: [Double]) -> [Double] {
        var ranks = [Double](repeating: 0, count: times.count)
        let middle = Double(times.count + 1) / 2
        var start = 0
        while start < times.count {
            var end = start
            while end < times.count, times[end] == times[start] { end += 1 }
            let rank = Double(times.count) - Double(start + end - 1) / 2
            for index in start..<end { ranks[index] = rank - middle }
            start = end
        }
        return ranks
    }
}
