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
        // By the largest, whose square might be too large, or nothing.
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        let scaled = largest > 0 ? values.map { $0 / largest } : values
        guard let anova = OneWayAnova(values: scaled, groups: groups.map(Int32.init)) else {
            // Where each row is a group, the groups explain all there is.
            effect = count > 1 && values.count <= count && values.contains { $0 != values[0] } ? 1 : 0
            return
        }
        effect = anova.etaSquared
        guard anova.statistic < .greatestFiniteMagnitude else { return }
        statistic = anova.statistic
        p = anova.pValue
    }

    /// - Parameters:
    ///   - codes: of the categories, from 0.
    ///   - groups: the group of each row, from 0.
    package init(_ column: String, codes: [Int], groups: [Int]) {
        self.column = column
        test = .chiSquared
        guard let table = ContingencyTest(rows: codes.map(Int32.init), columns: groups.map(Int32.init)) else {
            (degrees, effect) = (0, 0)
            return
        }
        degrees = table.degreesOfFreedom
        effect = table.cramersV
        statistic = table.statistic
        p = table.pValue
    }

    /// Holm's adjusted p of all columns together.
    package static func adjusted(_ variables: [DiscriminatingVariable]) -> [DiscriminatingVariable] {
        var result = variables
        let tested = variables.indices.filter { variables[$0].p != nil }
        let adjusted = AdjustedPValues.holm(tested.map { variables[$0].p! })
        for (index, p) in zip(tested, adjusted) { result[index].adjustedP = p }
        return result
    }
}
