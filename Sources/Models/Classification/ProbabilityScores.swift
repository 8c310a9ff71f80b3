import Foundation

/// How close probabilities are to what happened. Both are proper: they are least, on average, for the true ones.
package enum ProbabilityScores {
    /// The mean of (p − y)² (Brier, Monthly Weather Review 78, 1950). `nil` for no rows.
    package static func brier(_ probabilities: [Double], _ outcomes: [Bool]) -> Double? {
        guard !probabilities.isEmpty else { return nil }
        var sum = 0.0
        for (probability, outcome) in zip(probabilities, outcomes) {
            let error = probability - (outcome ? 1 : 0)
            sum += error * error
        }
        return sum / Double(probabilities.count)
    }

    /// The mean of −ln of the probability of what happened, in nats. Probabilities are kept 2⁻⁵² away from 0 and 1, as
    /// scikit-learn does, so that one certain error does not make it infinite. `nil` for no rows.
    package static func logLoss(_ probabilities: [Double], _ outcomes: [Bool]) -> Double? {
        guard !probabilities.isEmpty else { return nil }
        let margin = Double.ulpOfOne
        var sum = 0.0
        for (probability, outcome) in zip(probabilities, outcomes) {
            let kept = min(max(probability, margin), 1 - margin)
            sum -= outcome ? log(kept) : log1p(-kept)
        }
        return sum / Double(probabilities.count)
    }
}
