import Foundation
import Statistics

/// Whether groups leave at the same rate: the log-rank test (Mantel, Cancer Chemotherapy Reports 50, 1966; Peto and
/// Peto, 1972), with the hypergeometric variance for ties. χ² with groups − 1 degrees of freedom.
package struct LogRankTest: Sendable, Hashable, Codable {
    package var statistic: Double
    package var degreesOfFreedom: Int
    package var pValue: Double
    /// Who left in each group.
    package var observed: [Int]
    /// Who would have left if all groups were alike.
    package var expected: [Double]

    /// - Parameter groups: a number from 0 for each row.
    /// - Returns: `nil` for fewer than two groups, or where nobody left while two groups were there.
    /// - Complexity: O(*n* log *n* + *times* · *groups*²).
    package init?(_ data: SurvivalTimes, groups: [Int], count: Int) {
        precondition(groups.count == data.count)
        guard count > 1 else { return nil }
        var atRisk = [Double](repeating: 0, count: count)
        for group in groups { atRisk[group] += 1 }
        var observed = [Int](repeating: 0, count: count)
        var expected = [Double](repeating: 0, count: count)
        var variance = Matrix(rows: count, columns: count)
        let order = data.order
        var position = 0
        while position < order.count {
            let time = data.times[order[position]]
            let total = Double(order.count - position)
            var gone = [Double](repeating: 0, count: count)
            var left = 0.0
            while position < order.count, data.times[order[position]] == time {
                let row = order[position]
                gone[groups[row]] += 1
                if data.events[row] {
                    left += 1
                    observed[groups[row]] += 1
                }
                position += 1
            }
            if left > 0 {
                let factor = total > 1 ? left * (total - left) / (total - 1) : 0
                for group in 0..<count {
                    let share = atRisk[group] / total
                    expected[group] += left * share
                    for other in 0..<count {
                        variance[group, other] += factor * share * ((group == other ? 1 : 0) - atRisk[other] / total)
                    }
                }
            }
            for group in 0..<count { atRisk[group] -= gone[group] }
        }
        // Groups whose members were never there when anybody left say nothing.
        let informative = (0..<count).filter { expected[$0] > 0 }
        guard informative.count > 1 else { return nil }
        let used = informative.dropLast()
        var part = Matrix(rows: used.count, columns: used.count)
        for (row, group) in used.enumerated() {
            for (column, other) in used.enumerated() { part[row, column] = variance[group, other] }
        }
        guard let factor = Cholesky(part) else { return nil }
        let z = factor.solveLower(used.map { Double(observed[$0]) - expected[$0] })
        statistic = z.reduce(0) { $0 + $1 * $1 }
        degreesOfFreedom = used.count
        pValue = ChiSquared(degreesOfFreedom: Double(used.count)).survival(statistic)
        self.observed = observed
        self.expected = expected
    }
}
