import Statistics

/// How far a variable tells the groups of a grouping apart.
package struct GroupDifference: Sendable, Hashable, Codable {
    package enum Test: String, Sendable, Hashable, Codable {
        /// One-way analysis of variance, for numbers.
        case anova
        /// Pearson's χ², for categories.
        case chiSquared
    }

    package let variable: String
    package let test: Test
    /// F or χ².
    package let statistic: Double
    /// Of the numerator for F.
    package let degreesOfFreedom: Int
    package let pValue: Double
    /// η² for numbers, V² for categories: the share explained, 0…1, by which variables are ranked.
    package let explained: Double
    /// ω² for numbers, `nil` for categories.
    package let omegaSquared: Double?
    /// Cramér's V for categories, `nil` for numbers.
    package let cramersV: Double?
    /// By Benjamini and Hochberg over all variables.
    package private(set) var adjustedPValue: Double

    /// Variables by what they explain, the largest first; variables with one value only are left out.
    ///
    /// Where the groups were made from these very variables, they differ by construction: the order is to be read, and
    /// not the p-values.
    ///
    /// - Parameter groups: a code from 0 on for each row; rows below 0 are in no group and left out.
    /// - Throws: `ModelError` for fewer than two groups, an infinite value, or no variable.
    /// - Complexity: O(rows · variables), on all cores.
    package static func ranked(_ variables: [ProfileVariable], groups: [Int32]) throws(ModelError)
        -> [GroupDifference]
    {
        _ = try SegmentProfile.checked(variables, groups)
        var found = ParallelChunks.map(variables.count, chunk: 1) { range in
            GroupDifference(variables[range.lowerBound], groups)
        }.compactMap { $0 }
        let adjusted = AdjustedPValues.benjaminiHochberg(found.map(\.pValue))
        for index in found.indices { found[index].adjustedPValue = adjusted[index] }
        return found.sorted { ($1.explained, $0.variable) < ($0.explained, $1.variable) }
    }

    private init?(_ variable: ProfileVariable, _ groups: [Int32]) {
        self.variable = variable.name
        switch variable.values {
        case .numbers(let numbers):
            guard let anova = OneWayAnova(values: numbers, groups: groups) else { return nil }
            test = .anova
            statistic = anova.statistic
            degreesOfFreedom = anova.betweenDegrees
            pValue = anova.pValue
            explained = anova.etaSquared
            omegaSquared = anova.omegaSquared
            cramersV = nil
        case .categories(let codes, _):
            guard let table = ContingencyTest(rows: groups, columns: codes) else { return nil }
            test = .chiSquared
            statistic = table.statistic
            degreesOfFreedom = table.degreesOfFreedom
            pValue = table.pValue
            explained = table.cramersV * table.cramersV
            omegaSquared = nil
            cramersV = table.cramersV
        }
        adjustedPValue = pValue
    }
}
