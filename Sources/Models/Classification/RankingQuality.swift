import Foundation

/// How well scores put the customers with the outcome before those without.
package enum RankingQuality {
    /// The area under the receiver operating characteristic: the probability that one with the outcome scores above
    /// one without, ties counted half (Hanley and McNeil, Radiology 143, 1982). `nil` where one class is missing.
    ///
    /// - Complexity: O(*n* log *n*).
    package static func rocAUC(_ scores: [Double], _ outcomes: [Bool]) -> Double? {
        let blocks = ScoreBlocks(scores, outcomes)
        guard blocks.positives > 0, blocks.negatives > 0 else { return nil }
        var above = 0.0
        var sum = 0.0
        for block in blocks.blocks {
            sum += Double(block.count - block.positives) * (above + 0.5 * Double(block.positives))
            above += Double(block.positives)
        }
        return sum / (Double(blocks.positives) * Double(blocks.negatives))
    }

    /// Average precision, Σ (Rₖ − Rₖ₋₁)·Pₖ over the different scores from above: the area under the precision–recall
    /// curve without interpolation, as scikit-learn's `average_precision_score`. `nil` where nobody has the outcome.
    ///
    /// - Complexity: O(*n* log *n*).
    package static func averagePrecision(_ scores: [Double], _ outcomes: [Bool]) -> Double? {
        let blocks = ScoreBlocks(scores, outcomes)
        guard blocks.positives > 0 else { return nil }
        var seen = 0
        var found = 0
        var sum = 0.0
        for block in blocks.blocks {
            seen += block.count
            found += block.positives
            sum += Double(block.positives) * Double(found) / Double(seen)
        }
        return sum / Double(blocks.positives)
    }
}

/// Rows of one score each, from the highest score: what is computed from them cannot depend on the order of ties.
struct ScoreBlocks {
    var blocks: [(score: Double, count: Int, positives: Int)] = []
    var positives = 0
    var negatives = 0

    init(_ scores: [Double], _ outcomes: [Bool]) {
        precondition(scores.count == outcomes.count)
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        for index in order {
            let outcome = outcomes[index] ? 1 : 0
            positives += outcome
            negatives += 1 - outcome
            if let last = blocks.indices.last, blocks[last].score == scores[index] {
                blocks[last].count += 1
                blocks[last].positives += outcome
            } else {
                blocks.append((scores[index], 1, outcome))
            }
        }
    }
}
