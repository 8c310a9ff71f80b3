/// One-way analysis of variance: whether groups differ in their means, and how much of the variance that explains.
///
/// Fisher's F with η² (the explained share of the sum of squares) and ω² (Hays 1963, nearly unbiased).
package struct OneWayAnova: Sendable, Hashable, Codable {
    package let statistic: Double
    /// Groups − 1.
    package let betweenDegrees: Int
    /// n − groups.
    package let withinDegrees: Int
    package let pValue: Double
    package let etaSquared: Double
    /// Cut off at 0.
    package let omegaSquared: Double

    /// - Parameters:
    ///   - values: not-a-number where missing.
    ///   - groups: codes from 0 on, below 0 where missing.
    /// - Returns: `nil` for fewer than two groups, no row to spare, or a variable that does not vary at all. Where it
    ///   varies between groups only, F is infinite: `statistic` is then the largest double and the p-value 0.
    /// - Complexity: O(*n*), in two passes, so that large numbers close together keep their digits.
    package init?(values: [Double], groups: [Int32]) {
        precondition(values.count == groups.count)
        let moments = GroupMoments(values: values, groups: groups)
        let filled = moments.counts.indices.filter { moments.counts[$0] > 0 }
        let total = filled.reduce(0.0) { $0 + moments.counts[$1] }
        guard filled.count > 1, Int(total) > filled.count else { return nil }
        var grand = 0.0
        for group in filled { grand += moments.counts[group] / total * moments.means[group] }
        var between = 0.0
        var within = 0.0
        for group in filled {
            let distance = moments.means[group] - grand
            between += moments.counts[group] * distance * distance
            within += moments.squares[group]
        }
        self.init(between: between, within: within, groups: filled.count, count: Int(total))
    }

    private init?(between: Double, within: Double, groups: Int, count: Int) {
        guard between + within > 0, (between + within).isFinite else { return nil }
        betweenDegrees = groups - 1
        withinDegrees = count - groups
        let noise = within / Double(withinDegrees)
        let ratio = between / Double(betweenDegrees) / noise
        statistic = ratio.isFinite ? ratio : .greatestFiniteMagnitude
        pValue =
            ratio.isFinite
            ? FisherF(numerator: Double(betweenDegrees), denominator: Double(withinDegrees)).survival(ratio) : 0
        etaSquared = between / (between + within)
        omegaSquared = max(0, (between - Double(betweenDegrees) * noise) / (between + within + noise))
    }
}

/// The count, mean and sum of squares about the mean of each group of values.
package struct GroupMoments: Sendable {
    package private(set) var counts: [Double]
    package private(set) var means: [Double]
    /// Σ (x − mean)².
    package private(set) var squares: [Double]

    /// - Parameters:
    ///   - values: not-a-number where missing.
    ///   - groups: codes from 0 on, below 0 where missing.
    package init(values: [Double], groups: [Int32]) {
        let size = max(0, Int(groups.max() ?? -1) + 1)
        var counts = [Double](repeating: 0, count: size)
        var means = counts
        var squares = counts
        for (value, group) in zip(values, groups) where group >= 0 && !value.isNaN {
            counts[Int(group)] += 1
            means[Int(group)] += value
        }
        for group in 0..<size where counts[group] > 0 { means[group] /= counts[group] }
        for (value, group) in zip(values, groups) where group >= 0 && !value.isNaN {
            let distance = value - means[Int(group)]
            squares[Int(group)] += distance * distance
        }
        self.counts = counts
        self.means = means
        self.squares = squares
    }

    /// The unbiased variance of a group; not-a-number below two values.
    package func variance(_ group: Int) -> Double {
        counts[group] > 1 ? squares[group] / (counts[group] - 1) : .nan
    }
}
