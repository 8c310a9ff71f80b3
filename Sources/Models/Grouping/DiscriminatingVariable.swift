import Statistics

/// How far a column tells groups apart: one-way analysis of variance for numbers, Pearson's χ² for categories.
///
/// Groups were made so as to differ, so the statistics are larger than chance would make them, and no test of whether
/// there are groups; they rank the columns.
package struct DiscriminatingVariable: Sendable, Codable, Hashable {
    package enum Test: String, Sendable, Codable, Hashable {
        case f = "F"
        case chiSquared = "chi-squared"
    }

    package var column: String
    package var test: Test
    /// F or χ²; `nil` where it is not finite or has no degree of freedom, as where nothing varies within the groups.
    package var statistic: Double?
    package var degrees: Int
    /// Of F.
    package var denominatorDegrees: Int?
    /// η², the share of the variance that the groups explain, for F; Cramér's V for χ². Both from 0 to 1.
    package var effect: Double
    /// The chance of as much or more without groups.
    package var p: Double?
    /// By Holm's method over all columns (Holm 1979).
    package var adjustedP: Double?

    /// η or V, which can be compared with each other.
    package var strength: Double { test == .f ? effect.squareRoot() : effect }

    /// - Parameters:
    ///   - values: finite numbers.
    ///   - groups: the group of each row, from 0 to `count` − 1.
    package init(_ column: String, _ values: [Double], groups: [Int], count: Int) {
        self.column = column
        test = .f
        degrees = count - 1
        denominatorDegrees = values.count - count
        let (between, within) = Self.squares(values, groups, count)
        effect = between + within > 0 ? between / (between + within) : 0
        guard within > 0, count > 1, values.count > count else { return }
        let (first, second) = (Double(count - 1), Double(values.count - count))
        let f = between / first / (within / second)
        guard f.isFinite else { return }
        statistic = f
        p = regularizedBeta(second / (second + first * f), second / 2, first / 2)
    }

    /// Sums of squares between and within groups, of values that were divided by the largest.
    private static func squares(_ values: [Double], _ groups: [Int], _ count: Int) -> (between: Double, within: Double)
    {
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        let scale = largest > 0 ? largest : 1
        var sizes = [Double](repeating: 0, count: count)
        var sums = sizes
        for (row, value) in values.enumerated() {
            sizes[groups[row]] += 1
            sums[groups[row]] += value / scale
        }
        let grand = sums.reduce(0, +) / Double(max(1, values.count))
        let means = zip(sums, sizes).map { $1 > 0 ? $0 / $1 : grand }
        var within = 0.0
        for (row, value) in values.enumerated() {
            let difference = value / scale - means[groups[row]]
            within += difference * difference
        }
        let between = zip(means, sizes).reduce(0.0) { $0 + $1.1 * ($1.0 - grand) * ($1.0 - grand) }
        return (between, within)
    }

    /// - Parameters:
    ///   - codes: of the categories, from 0 to `levels` − 1.
    ///   - groups: the group of each row, from 0 to `count` − 1.
    package init(_ column: String, codes: [Int], levels: Int, groups: [Int], count: Int) {
        self.column = column
        test = .chiSquared
        var table = [Double](repeating: 0, count: levels * count)
        var byLevel = [Double](repeating: 0, count: levels)
        var byGroup = [Double](repeating: 0, count: count)
        for (row, code) in codes.enumerated() {
            table[code * count + groups[row]] += 1
            byLevel[code] += 1
            byGroup[groups[row]] += 1
        }
        let rows = Double(codes.count)
        var sum = 0.0
        for level in 0..<levels {
            for group in 0..<count where byLevel[level] > 0 && byGroup[group] > 0 {
                let expected = byLevel[level] * byGroup[group] / rows
                let difference = table[level * count + group] - expected
                sum += difference * difference / expected
            }
        }
        let used = (byLevel.count { $0 > 0 } - 1, byGroup.count { $0 > 0 } - 1)
        degrees = max(0, used.0 * used.1)
        effect = degrees > 0 ? min(1, (sum / (rows * Double(min(used.0, used.1)))).squareRoot()) : 0
        guard degrees > 0 else { return }
        statistic = sum
        p = regularizedGammaQ(Double(degrees) / 2, sum / 2)
    }

    /// Holm's adjusted p of all columns together.
    package static func adjusted(_ variables: [DiscriminatingVariable]) -> [DiscriminatingVariable] {
        var result = variables
        let order = variables.indices.filter { variables[$0].p != nil }.sorted { variables[$0].p! < variables[$1].p! }
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, Double(order.count - rank) * variables[index].p!))
            result[index].adjustedP = largest
        }
        return result
    }
}
