import Foundation

/// Probabilities from scores by the nondecreasing step function of least squares: the pool-adjacent-violators
/// algorithm (Ayer and others, Annals of Mathematical Statistics 26, 1955; Zadrozny and Elkan, KDD 2002).
///
/// Between the scores that were seen it is interpolated, outside of them it is level, as scikit-learn's
/// `IsotonicRegression(out_of_bounds="clip")`.
package struct IsotonicCalibration: Sendable, Hashable, Codable {
    /// Increasing.
    package var scores: [Double]
    package var probabilities: [Double]

    /// - Precondition: there is a row.
    /// - Complexity: O(*n* log *n*).
    package init(_ scores: [Double], _ outcomes: [Bool]) {
        precondition(!scores.isEmpty)
        let sorted = ScoreBlocks(scores, outcomes).blocks.reversed()
        var pools: [(low: Double, high: Double, count: Int, positives: Int)] = []
        for block in sorted {
            pools.append((block.score, block.score, block.count, block.positives))
            // In whole numbers, so that equal shares are equal.
            while pools.count > 1 {
                let last = pools[pools.count - 1]
                let previous = pools[pools.count - 2]
                guard previous.positives * last.count >= last.positives * previous.count else { break }
                pools.removeLast()
                pools[pools.count - 1] = (
                    previous.low, last.high, previous.count + last.count, previous.positives + last.positives
                )
            }
        }
        self.scores = []
        probabilities = []
        for pool in pools {
            let share = Double(pool.positives) / Double(pool.count)
            self.scores.append(pool.low)
            probabilities.append(share)
            if pool.high > pool.low {
                self.scores.append(pool.high)
                probabilities.append(share)
            }
        }
    }

    /// - Complexity: O(log *steps*).
    package func callAsFunction(_ score: Double) -> Double {
        var low = 0
        var high = scores.count
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] <= score { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return probabilities[0] }
        if low == scores.count { return probabilities[low - 1] }
        let share = (score - scores[low - 1]) / (scores[low] - scores[low - 1])
        return probabilities[low - 1] + share * (probabilities[low] - probabilities[low - 1])
    }
}
