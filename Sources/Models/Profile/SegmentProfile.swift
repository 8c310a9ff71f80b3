import Domain
import Statistics

/// What sets the members of a group apart from everybody else, the largest differences first.
///
/// Variables that made the groups differ by construction: for those, p-values say nothing, and the effect is what to
/// read.
package struct SegmentProfile: Sendable, Hashable, Codable {
    /// Rows of the group.
    package let size: Int
    /// By |effect|, the largest first; then by name, so that nothing depends on the order of variables.
    package let traits: [SegmentTrait]

    /// The profile of those who are members against the others.
    ///
    /// - Throws: `ModelError` where nobody or everybody is a member, for an infinite value, or for no variable.
    package init(_ variables: [ProfileVariable], isMember: [Bool], level: Double = 0.95) throws(ModelError) {
        self = try Self.profiles(variables, groups: isMember.map { $0 ? 0 : 1 }, level: level)[0]
    }

    private init(size: Int, traits: [SegmentTrait]) {
        let adjusted = AdjustedPValues.benjaminiHochberg(traits.map(\.pValue))
        var traits = traits
        for index in traits.indices { traits[index].adjustedPValue = adjusted[index] }
        self.size = size
        self.traits = traits.sorted { left, right in
            if left.effect.magnitude != right.effect.magnitude {
                return left.effect.magnitude > right.effect.magnitude
            }
            return (left.variable, left.category ?? "") < (right.variable, right.category ?? "")
        }
    }

    /// The profile of each group against all the others.
    ///
    /// - Parameters:
    ///   - groups: a code from 0 on for each row; rows below 0 are in no group and left out.
    ///   - level: of the intervals; 0.95 is what readers expect.
    /// - Returns: one profile for each code up to the largest; one of a group of nobody has no traits.
    /// - Throws: as above.
    /// - Complexity: O(rows · variables), one pass over each variable whatever the number of groups, on all cores.
    package static func profiles(_ variables: [ProfileVariable], groups: [Int32], level: Double = 0.95)
        throws(ModelError) -> [SegmentProfile]
    {
        let sizes = try checked(variables, groups)
        let summaries = ParallelChunks.map(variables.count, chunk: 1) { range in
            VariableSummary(variables[range.lowerBound], groups, count: sizes.count)
        }
        return sizes.indices.map { group in
            SegmentProfile(
                size: sizes[group],
                traits: zip(variables, summaries).flatMap { $1.traits($0.name, group: group, level: level) }
            )
        }
    }

    /// The size of each group.
    static func checked(_ variables: [ProfileVariable], _ groups: [Int32]) throws(ModelError) -> [Int] {
        guard !variables.isEmpty else {
            throw .unusable(
                Bilingual(en: "There is no variable to describe groups by.", zh: "没有可用于描述各组的变量。"),
                advice: nil
            )
        }
        var sizes = [Int](repeating: 0, count: max(0, Int(groups.max() ?? -1) + 1))
        for group in groups where group >= 0 { sizes[Int(group)] += 1 }
        guard sizes.count(where: { $0 > 0 }) > 1 else {
            throw .unusable(
                Bilingual(
                    en: "All rows are in one group, so there is nothing to compare it with.",
                    zh: "所有行都在同一组，没有可以比较的对象。"
                ),
                advice: nil
            )
        }
        for variable in variables {
            precondition(variable.count == groups.count, "Variables and groups are of one length.")
            guard case .numbers(let numbers) = variable.values else { continue }
            if let row = numbers.firstIndex(where: \.isInfinite) {
                throw .notFinite(column: variable.name, row: row + 1)
            }
        }
        return sizes
    }
}

/// All that a profile needs of a variable: moments or counts of each group.
private enum VariableSummary: Sendable {
    case moments(GroupMoments)
    /// A row of counts for each group.
    case counts([[Double]], levels: [String])

    init(_ variable: ProfileVariable, _ groups: [Int32], count: Int) {
        switch variable.values {
        case .numbers(let numbers): self = .moments(GroupMoments(values: numbers, groups: groups))
        case .categories(let codes, let levels):
            var counts = [[Double]](repeating: [Double](repeating: 0, count: levels.count), count: count)
            for (code, group) in zip(codes, groups) where code >= 0 && group >= 0 {
                counts[Int(group)][Int(code)] += 1
            }
            self = .counts(counts, levels: levels)
        }
    }

    func traits(_ name: String, group: Int, level: Double) -> [SegmentTrait] {
        switch self {
        case .moments(let moments):
            return [
                SegmentTrait(name, Self.joined(moments, [group]), Self.joined(moments, others(group)), level: level)
            ].compactMap { $0 }
        case .counts(let counts, let levels):
            let member = counts[group]
            var other = [Double](repeating: 0, count: levels.count)
            for row in others(group) {
                for index in levels.indices { other[index] += counts[row][index] }
            }
            let (count, rest) = (member.reduce(0, +), other.reduce(0, +))
            return levels.indices.compactMap { index in
                SegmentTrait(
                    name,
                    category: levels[index],
                    (member[index], count),
                    (other[index], rest),
                    level: level
                )
            }
        }
    }

    private func others(_ group: Int) -> [Int] {
        let count =
            switch self {
            case .moments(let moments): moments.counts.count
            case .counts(let counts, _): counts.count
            }
        return (0..<count).filter { $0 != group }
    }

    private static func joined(_ moments: GroupMoments, _ groups: [Int]) -> SampleMoments {
        let count = groups.reduce(0) { $0 + moments.counts[$1] }
        guard count > 0 else { return SampleMoments(count: 0, mean: 0, variance: 0) }
        let mean = groups.reduce(0) { $0 + moments.counts[$1] / count * moments.means[$1] }
        let square = groups.reduce(0) { sum, group in
            let distance = moments.means[group] - mean
            return sum + moments.squares[group] + moments.counts[group] * distance * distance
        }
        return SampleMoments(count: count, mean: mean, variance: count > 1 ? square / (count - 1) : 0)
    }
}
