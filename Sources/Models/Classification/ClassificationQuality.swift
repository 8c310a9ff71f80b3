import Foundation
import Statistics

/// All that is said of probabilities beside what happened.
package struct ClassificationQuality: Sendable, Hashable, Codable {
    package var n: Int
    package var positives: Int
    /// `nil` where one class is missing, as for the next.
    package var auc: Double?
    package var averagePrecision: Double?
    /// DeLong's; `nil` where a class has fewer than two rows.
    package var aucStandardError: Double?
    package var brier: Double
    package var logLoss: Double
    package var reliability: ReliabilityTable
    package var lift: LiftTable

    /// - Precondition: there is a row.
    /// - Complexity: O(*n* log *n*).
    package init(_ probabilities: [Double], _ outcomes: [Bool]) {
        precondition(!probabilities.isEmpty)
        n = outcomes.count
        positives = outcomes.count { $0 }
        auc = RankingQuality.rocAUC(probabilities, outcomes)
        aucStandardError = RankingQuality.rocAUCStandardError(probabilities, outcomes)
        averagePrecision = RankingQuality.averagePrecision(probabilities, outcomes)
        brier = ProbabilityScores.brier(probabilities, outcomes) ?? 0
        logLoss = ProbabilityScores.logLoss(probabilities, outcomes) ?? 0
        reliability = ReliabilityTable(probabilities, outcomes)
        lift = LiftTable(probabilities, outcomes)
    }

    /// The 95 % interval of the area under the curve, symmetric in its log-odds, so that it stays between 0 and 1. `nil`
    /// where there is no standard error, and for a perfect ranking, whose standard error of zero says nothing.
    package var aucInterval: (low: Double, high: Double)? {
        guard let auc, let error = aucStandardError, auc > 0, auc < 1, error > 0 else { return nil }
        let margin = Normal.standard.quantile(0.975) * error / (auc * (1 - auc))
        let odds = log(auc / (1 - auc))
        return (LogisticLikelihood.probability(odds - margin), LogisticLikelihood.probability(odds + margin))
    }
}
