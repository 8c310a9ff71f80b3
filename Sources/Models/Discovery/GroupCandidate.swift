import Foundation

/// One way of grouping the customers, with what speaks for it.
///
/// The score is the geometric mean of four parts from 0 to 1, so that a grouping that fails in one of them cannot make up
/// for it in the others:
///
/// - **quality**: the mean silhouette by 0.7, at most 1. From 0.71 on Kaufman and Rousseeuw (Finding Groups in Data,
///   1990, table 4) call the structure strong;
/// - **stability**: the mean adjusted Rand index with the groups of bootstrap samples, at least 0;
/// - **size**: the smallest group's share by 5 %, at most 1: a group of one customer in twenty is worth an offer of its
///   own;
/// - **explainability**: the mean share of each group that a decision tree with three levels finds, less 1/k, by
///   1 − 1/k: 0 for guessing, 1 where a rule of at most three conditions says who is in.
package struct GroupCandidate: Sendable, Hashable, Codable {
    package var method: GroupingMethod
    package var groups: Int
    /// Share of the smallest group.
    package var smallestShare: Double
    /// The mean silhouette over the rows that were compared.
    package var silhouette: Double
    /// The mean adjusted Rand index; `nil` where it was not measured, since a group is too small.
    package var stability: Double?
    /// The mean share of each group that the tree finds.
    package var treeRecall: Double
    /// Why it cannot be chosen.
    package var isTooSmall: Bool

    package static let strongSilhouette = 0.7
    package static let fullShare = 0.05

    package var quality: Double { min(1, max(0, silhouette / Self.strongSilhouette)) }
    package var size: Double { min(1, smallestShare / Self.fullShare) }
    package var explainability: Double {
        let chance = 1 / Double(groups)
        return groups > 1 ? max(0, (treeRecall - chance) / (1 - chance)) : 0
    }

    /// 0 for one that cannot be chosen.
    package var score: Double {
        guard !isTooSmall, let stability else { return 0 }
        return pow(quality * max(0, stability) * size * explainability, 0.25)
    }
}
