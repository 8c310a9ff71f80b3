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

    /// The standard error of the area (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988): the variance over those with
    /// the outcome of the share without it that scores below each, divided by their number, plus the same the other way
    /// round. Rows are taken as independent. `nil` where a class has fewer than two rows.
    ///
    /// - Complexity: O(*n* log *n*).
    package static func rocAUCStandardError(_ scores: [Double], _ outcomes: [Bool]) -> Double? {
        let blocks = ScoreBlocks(scores, outcomes)
        guard blocks.positives > 1, blocks.negatives > 1 else { return nil }
        let positives = Double(blocks.positives)
        let negatives = Double(blocks.negatives)
        var seenPositives = 0.0
        var seenNegatives = 0.0
        // Sums and sums of squares of each row's share, over rows with the outcome and without it.
        var sums = (0.0, 0.0, 0.0, 0.0)
        for block in blocks.blocks {
            let with = Double(block.positives)
            let without = Double(block.count - block.positives)
            let below = (negatives - seenNegatives - 0.5 * without) / negatives
            let above = (seenPositives + 0.5 * with) / positives
            sums.0 += with * below
            sums.1 += with * below * below
            sums.2 += without * above
            sums.3 += without * above * above
            seenPositives += with
            seenNegatives += without
        }
        let first = (sums.1 - sums.0 * sums.0 / positives) / (positives - 1) / positives
        let second = (sums.3 - sums.2 * sums.2 / negatives) / (negatives - 1) / negatives
        return max(0, first + second).squareRoot()
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
