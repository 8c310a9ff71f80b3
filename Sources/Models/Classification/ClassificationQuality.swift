import Foundation

/// All that is said of probabilities beside what happened.
package struct ClassificationQuality: Sendable, Hashable, Codable {
    package var n: Int
    package var positives: Int
    /// `nil` where one class is missing, as for the next.
    package var auc: Double?
    package var averagePrecision: Double?
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
        averagePrecision = RankingQuality.averagePrecision(probabilities, outcomes)
        brier = ProbabilityScores.brier(probabilities, outcomes) ?? 0
        logLoss = ProbabilityScores.logLoss(probabilities, outcomes) ?? 0
        reliability = ReliabilityTable(probabilities, outcomes)
        lift = LiftTable(probabilities, outcomes)
    }
}
