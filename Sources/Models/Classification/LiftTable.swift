import Foundation

/// Customers in equal groups from the highest score down: how many of the outcomes the first tenth holds, and how much
/// better that is than a tenth taken blindly.
package struct LiftTable: Sendable, Hashable, Codable {
    package struct Group: Sendable, Hashable, Codable {
        /// From 1, the highest scores first.
        package var group: Int
        package var count: Int
        /// Customers with the outcome; a fraction where a run of equal scores is cut, since its members share alike.
        package var positives: Double
        /// positives / count.
        package var rate: Double
        /// rate / overall rate.
        package var lift: Double
        /// The share of all outcomes in this group and those before it.
        package var cumulativeGain: Double
        /// cumulativeGain / share of customers so far.
        package var cumulativeLift: Double
    }

    package var groups: [Group]

    /// - Parameter count: of groups. Ten, the usual deciles; fewer where there are fewer rows.
    /// - Complexity: O(*n* log *n*).
    package init(_ scores: [Double], _ outcomes: [Bool], count: Int = 10) {
        let sorted = ScoreBlocks(scores, outcomes)
        let groupCount = min(count, scores.count)
        groups = []
        guard sorted.positives > 0, groupCount > 0 else { return }
        let overall = Double(sorted.positives) / Double(scores.count)
        var block = 0
        var taken = 0
        var found = 0.0
        for group in 1...groupCount {
            let start = (group - 1) * scores.count / groupCount
            let end = group * scores.count / groupCount
            var positives = 0.0
            var position = start
            while position < end {
                let part = sorted.blocks[block]
                let used = min(end - position, part.count - taken)
                positives += Double(part.positives) * Double(used) / Double(part.count)
                taken += used
                position += used
                if taken == part.count { (block, taken) = (block + 1, 0) }
            }
            found += positives
            let gain = found / Double(sorted.positives)
            groups.append(
                Group(
                    group: group,
                    count: end - start,
                    positives: positives,
                    rate: positives / Double(end - start),
                    lift: positives / Double(end - start) / overall,
                    cumulativeGain: gain,
                    cumulativeLift: gain * Double(scores.count) / Double(end)
                )
            )
        }
    }
}
