import Domain
import Foundation
import Statistics

/// Looks for groups by several methods and in several numbers, scores them, and takes the finest that are no worse.
///
/// Rows are taken in an order that depends on what they hold alone, so that the order of the table changes nothing.
package struct GroupSearch: Sendable {
    /// *k*. Two to eight by default: more segments than that are seldom treated differently.
    package var sizes: ClosedRange<Int>
    /// The smallest share of a group. 2 % by default: fewer customers are not worth an offer of their own, and their
    /// figures are uncertain.
    package var leastShare: Double
    /// `nil`: every method that takes the columns.
    package var methods: [GroupingMethod]?
    /// Bootstrap samples: the standard error of the mean index is then a quarter of the spread between samples, less
    /// than the differences that decide.
    package var resamples: Int
    package var seed: UInt64

    /// Rows that candidates are fitted to; the chosen one is then fitted to all.
    package static let mostRows = 20_000
    /// Rows that silhouettes and trees are measured on: the mean silhouette is then within 0.01 of the whole table's.
    package static let measuredRows = 4_000
    /// Rows that samples are drawn from. With more, samples agree that would differ in a smaller base.
    package static let resampledRows = 1_000

    package init(
        sizes: ClosedRange<Int> = 2...8,
        leastShare: Double = 0.02,
        methods: [GroupingMethod]? = nil,
        resamples: Int = 16,
        seed: UInt64 = 1
    ) {
        self.sizes = sizes
        self.leastShare = leastShare
        self.methods = methods
        self.resamples = resamples
        self.seed = seed
    }

    /// - Parameter columns: of any order; the preparation of the same columns says which are used.
    /// - Throws: `ModelError`: fewer different rows than the smallest number of groups; a method that does not take the
    ///   columns; no candidate at all with groups as large as demanded.
    package func run(_ columns: [FeatureColumn], _ preparation: FeaturePreparation) throws(ModelError) -> FoundGroups {
        let sample = SearchSample(columns, preparation.recipe, seed: seed)
        let methods = try usableMethods(preparation.recipe)
        let different = sample.differentRows(upTo: sizes.lowerBound)
        guard different >= sizes.lowerBound else {
            throw .moreGroupsThanRows(groups: sizes.lowerBound, differentRows: different)
        }
        let entries = candidates(sample, methods)
        guard let best = Self.best(entries) else { throw noCandidate(entries) }
        let choice = choose(entries, best, GroupReference(sample: sample, seed: seed))
        return FoundGroups(
            entries.map(\.candidate),
            choice,
            fitted: try wholeFit(entries[choice.chosen], sample),
            sample: sample,
            seed: seed
        )
    }

    /// From the best score to the finest groups that are more than cuts.
    private func choose(_ entries: [Entry], _ best: Int, _ reference: GroupReference) -> GroupChoice {
        let least = GroupReference.leastStability
        var evidence = reference.measure(entries[best].candidate, least: least)
        let refined = GroupRefinement(reference: reference).refine(
            entries,
            from: best,
            hasGroups: evidence.isAboveReference
        )
        // Whether there are groups is asked of the coarsest: finer ones were compared with those.
        if refined.coarsest != best { evidence = reference.measure(entries[refined.coarsest].candidate, least: least) }
        evidence.stability = entries[refined.chosen].candidate.stability ?? 0
        return GroupChoice(best: best, chosen: refined.chosen, steps: refined.steps, evidence: evidence)
    }

    private func usableMethods(_ recipe: FeatureRecipe) throws(ModelError) -> [GroupingMethod] {
        let usable = (methods ?? GroupingMethod.allCases).filter { $0.takes(recipe) }
        guard usable.isEmpty else { return usable }
        throw .unusable(
            Bilingual(
                en: "The method does not take these columns: mixture takes numbers, latentclass categories, and"
                    + " kprototypes both together.",
                zh: "该方法不适用于这些列：mixture 只用数值，latentclass 只用类别，kprototypes 需要两者兼有。"
            ),
            advice: Bilingual(en: "Leave out --method.", zh: "请去掉 --method。")
        )
    }

    struct Entry: Sendable {
        var candidate: GroupCandidate
        var fitted: FittedGrouping
    }

    /// By method, then by size.
    private func candidates(_ sample: SearchSample, _ methods: [GroupingMethod]) -> [Entry] {
        var found: [(method: GroupingMethod, fitted: FittedGrouping)] = []
        for method in methods {
            let fits = method.fit(sample.rows, sizes: sizes, seed: seed, .thorough)
            found += fits.sorted { $0.key < $1.key }.map { (method, $0.value) }
        }
        guard !found.isEmpty else { return [] }
        let measures = GroupMeasures(sample: sample, seed: seed)
        let assignments = found.map { $0.fitted.assign(sample.rows).groups }
        let silhouettes = measures.silhouettes(assignments, groups: found.map(\.fitted.groups))
        var entries = found.indices.map { index -> Entry in
            let groups = found[index].fitted.groups
            var counts = [Int](repeating: 0, count: groups)
            for group in assignments[index] { counts[group] += 1 }
            let smallest = Double(counts.min() ?? 0) / Double(max(1, sample.rows.count))
            let candidate = GroupCandidate(
                method: found[index].method,
                groups: groups,
                smallestShare: smallest,
                silhouette: silhouettes[index],
                stability: nil,
                treeRecall: measures.treeRecall(assignments[index], groups: groups),
                isTooSmall: smallest < leastShare || smallest == 0
            )
            return Entry(candidate: candidate, fitted: found[index].fitted)
        }
        let stabilities = measures.stabilities(entries.filter { !$0.candidate.isTooSmall }, sizes, resamples: resamples)
        for index in entries.indices where !entries[index].candidate.isTooSmall {
            let candidate = entries[index].candidate
            entries[index].candidate.stability = stabilities[candidate.method]?[candidate.groups]
        }
        return entries
    }

    /// The highest score; of nearly equal ones the one with fewer groups, then the first method.
    private static func best(_ entries: [Entry]) -> Int? {
        let usable = entries.indices.filter { !entries[$0].candidate.isTooSmall }
        return usable.max { left, right in
            let (a, b) = (entries[left].candidate, entries[right].candidate)
            // What rounding may decide is decided by the number of groups.
            if (a.score - b.score).magnitude > 1e-9 { return a.score < b.score }
            return (a.groups, left) > (b.groups, right)
        }
    }

    /// The candidate itself, or, where it was found in a sample, the same method on all rows.
    private func wholeFit(_ entry: Entry, _ sample: SearchSample) throws(ModelError) -> FittedGrouping {
        guard sample.isPart else { return entry.fitted }
        let size = entry.candidate.groups
        let all = sample.all
        return entry.candidate.method.fit(all, sizes: size...size, seed: seed, .thorough)[size] ?? entry.fitted
    }

    private func noCandidate(_ entries: [Entry]) -> ModelError {
        guard !entries.isEmpty else {
            return .unusable(
                Bilingual(en: "No method found groups in these rows.", zh: "没有任何方法能在这些数据中得到分组。"),
                advice: Bilingual(en: "Ask for fewer groups with --k.", zh: "请用 --k 减少分组数。")
            )
        }
        let largest = entries.map(\.candidate.smallestShare).max() ?? 0
        let text = String(format: "%.1f %%", 100 * largest)
        return .unusable(
            Bilingual(
                en: "In every grouping a group is smaller than --min-size allows; the smallest has at best \(text).",
                zh: "所有分组方案中都有小于 --min-size 的组；最小的组最多只占 \(text)。"
            ),
            advice: Bilingual(
                en: "Lower --min-size, or ask for fewer groups with --k.",
                zh: "请减小 --min-size，或用 --k 减少分组数。"
            )
        )
    }
}
