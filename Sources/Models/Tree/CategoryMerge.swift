import Foundation
import Statistics

/// Kass's merging of categories that do not differ (1980, section 2), and the adjusted p-value of what is left.
struct CategoryMerge {
    let isClasses: Bool
    /// Only neighbours merge, but for the category of missing values.
    let isOrdered: Bool
    let missing: Int?
    let significance: Double
    let minimumSize: Int

    struct Result: Sendable {
        /// The categories of each group, each ascending. Categories without rows are in none.
        var groups: [[Int]]
        /// The natural logarithm of the adjusted p-value, 0 at most.
        var logP: Double
    }

    /// - Returns: `nil` where nothing is left to tell apart.
    func merge(_ sums: [NodeSums]) -> Result? {
        let present = sums.indices.filter { sums[$0].count > 0 }
        guard present.count > 1 else { return nil }
        var groups = present.map { (categories: [$0], sums: sums[$0]) }
        func join(_ pair: (Int, Int)) {
            groups[pair.0].categories = (groups[pair.0].categories + groups[pair.1].categories).sorted()
            groups[pair.0].sums.add(groups[pair.1].sums)
            groups.remove(at: pair.1)
        }
        while groups.count > 2 {
            guard let pair = mostAlike(groups), pair.logP > log(significance) else { break }
            join((pair.first, pair.second))
        }
        // A group too small for a leaf joins the one most like it.
        while groups.count > 1,
            let small = groups.indices.filter({ groups[$0].sums.count < minimumSize })
                .min(by: { groups[$0].sums.count < groups[$1].sums.count })
        {
            guard let pair = mostAlike(groups, with: small) else { return nil }
            join((pair.first, pair.second))
        }
        guard groups.count > 1 else { return nil }
        let logP = logP(groups.map(\.sums)) + logMultiplier(present, groups.count)
        return Result(groups: groups.map(\.categories), logP: min(0, logP))
    }

    private typealias Group = (categories: [Int], sums: NodeSums)

    /// The pair, of those that may merge, that differs least; the first of equals.
    private func mostAlike(_ groups: [Group], with one: Int? = nil) -> (first: Int, second: Int, logP: Double)? {
        var best: (first: Int, second: Int, logP: Double)?
        for first in groups.indices {
            for second in groups.indices.dropFirst(first + 1) {
                guard one == nil || one == first || one == second, mayMerge(groups, first, second) else { continue }
                let logP = logP([groups[first].sums, groups[second].sums])
                if logP > (best?.logP ?? -.infinity) || best == nil { best = (first, second, logP) }
            }
        }
        return best
    }

    private func mayMerge(_ groups: [Group], _ first: Int, _ second: Int) -> Bool {
        guard isOrdered else { return true }
        func isMissingAlone(_ group: Int) -> Bool { groups[group].categories == [missing].compactMap { $0 } }
        if isMissingAlone(first) || isMissingAlone(second) { return true }
        // Neighbours have no group of values between them. Groups stand in the order of their values.
        let between = groups.indices.filter { $0 > first && $0 < second && !isMissingAlone($0) }
        return between.isEmpty
    }

    /// ln of the p-value that the groups do not differ.
    private func logP(_ groups: [NodeSums]) -> Double {
        isClasses ? Self.logChiSquaredP(groups) : Self.logVarianceP(groups)
    }

    /// Pearson's χ² of the table of groups by classes, of which those without a row are left out.
    private static func logChiSquaredP(_ groups: [NodeSums]) -> Double {
        var totals = NodeSums(width: groups[0].sums.count)
        for group in groups { totals.add(group) }
        let all = Double(totals.count)
        var statistic = 0.0
        for group in groups {
            for (value, total) in zip(group.sums, totals.sums) where total > 0 {
                let expected = Double(group.count) * total / all
                statistic += (value - expected) * (value - expected) / expected
            }
        }
        let classes = totals.sums.count { $0 > 0 }
        guard classes > 1 else { return 0 }
        return LogTail.chiSquared(statistic, degreesOfFreedom: Double((groups.count - 1) * (classes - 1)))
    }

    /// The F test of one-way analysis of variance.
    private static func logVarianceP(_ groups: [NodeSums]) -> Double {
        var totals = NodeSums(width: 2)
        for group in groups { totals.add(group) }
        let rest = totals.count - groups.count
        guard rest > 0 else { return 0 }
        let base = totals.score(isClasses: false)
        let between = max(0, groups.reduce(-base) { $0 + $1.score(isClasses: false) })
        let within = max(0, totals.sums[1] - base - between)
        guard between > 1e-14 * totals.sums[1] else { return 0 }
        // No variance within: as certain as can be said in a double.
        let floor = 1e-14 * totals.sums[1]
        let statistic = between / Double(groups.count - 1) / (max(within, floor) / Double(rest))
        return LogTail.fisherF(statistic, numerator: Double(groups.count - 1), denominator: Double(rest))
    }

    /// ln of the number of ways to merge the categories into so many groups (Kass 1980, section 3).
    private func logMultiplier(_ present: [Int], _ groups: Int) -> Double {
        let categories = present.count
        guard groups < categories || !isOrdered else { return 0 }
        if !isOrdered { return Self.logStirling(categories, groups) }
        guard let missing, present.contains(missing) else {
            return Self.logBinomial(categories - 1, groups - 1)
        }
        // "Floating": C(c−2, r−2) + r·C(c−2, r−1).
        let alone = groups >= 2 ? exp(Self.logBinomial(categories - 2, groups - 2)) : 0
        let joined = groups <= categories - 1 ? Double(groups) * exp(Self.logBinomial(categories - 2, groups - 1)) : 0
        return log(alone + joined)
    }

    /// ln S(c, r): partitions of c into r parts, by S(c, r) = r·S(c−1, r) + S(c−1, r−1), which has no cancellation.
    static func logStirling(_ categories: Int, _ groups: Int) -> Double {
        // 64 categories at most: S(64, r) is below 10⁶⁰.
        var row = [Double](repeating: 0, count: groups + 1)
        row[0] = 1
        for _ in 0..<categories {
            for part in stride(from: groups, through: 1, by: -1) {
                row[part] = Double(part) * row[part] + row[part - 1]
            }
            row[0] = 0
        }
        return log(row[groups])
    }

    private static func logBinomial(_ total: Int, _ chosen: Int) -> Double {
        lgamma(Double(total) + 1) - lgamma(Double(chosen) + 1) - lgamma(Double(total - chosen) + 1)
    }
}
