package import Statistics

/// Customers in equal groups from the highest predicted uplift down, each with the uplift that it showed.
package struct UpliftGroups: Sendable, Hashable, Codable {
    package struct Group: Sendable, Hashable, Codable {
        /// From 1, the highest predictions first.
        package let group: Int
        package let treated: Int
        package let control: Int
        /// Outcomes among the treated, and among the others.
        package let treatedOutcomes: Int
        package let controlOutcomes: Int
        /// The mean of the predictions.
        package let predicted: Double
        /// Rate of the treated − rate of the others with Newcombe's interval; `nil` where either is nobody.
        package let observed: TwoProportionTest?
    }

    package let groups: [Group]

    /// - Parameters:
    ///   - keys: what decides between rows of equal score (`ContentOrder.keys`), so that the order of rows does not.
    ///   - count: ten by default, the usual deciles; fewer where there are fewer rows.
    /// - Complexity: O(*n* log *n*).
    package init(
        scores: [Double],
        treated: [Bool],
        outcomes: [Bool],
        keys: [UInt64],
        count: Int = 10,
        level: Double = 0.95
    ) {
        let rows = ScoredRows(scores: scores, treated: treated, outcomes: outcomes, keys: keys)
        let wanted = min(count, scores.count)
        groups = (0..<wanted).map { group in
            let range = group * scores.count / wanted..<(group + 1) * scores.count / wanted
            var counts = [0, 0, 0, 0]
            var sum = 0.0
            for index in range {
                counts[Int(rows.kinds[index])] += 1
                sum += scores[rows.order[index]]
            }
            let treated = counts[2] + counts[3]
            let control = counts[0] + counts[1]
            return Group(
                group: group + 1,
                treated: treated,
                control: control,
                treatedOutcomes: counts[3],
                controlOutcomes: counts[1],
                predicted: sum / Double(range.count),
                observed: TwoProportionTest(
                    successes: (Double(counts[3]), Double(counts[1])),
                    trials: (Double(treated), Double(control)),
                    level: level
                )
            )
        }
    }
}
