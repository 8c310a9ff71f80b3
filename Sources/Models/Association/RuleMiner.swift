import Domain
import Statistics

/// Rules with one item on the right, from all itemsets of enough baskets.
package struct RuleMiner: Sendable, Hashable {
    package var itemsets: ItemsetMiner
    /// From 0 to 1. By default a rule holds more often than not.
    package var minimumConfidence: Double
    /// By default none is left out for its lift; below 1 the left side makes the right one less likely.
    package var minimumLift: Double
    /// The fewest items of both sides. With 1 there are also rules with an empty left side, as in arules; by default
    /// there are none, since they only say what sells anyway.
    package var minimumItems: Int
    /// Rules that a more general one makes superfluous are left out.
    package var leavesOutRedundant: Bool

    package init(
        itemsets: ItemsetMiner = ItemsetMiner(),
        minimumConfidence: Double = 0.5,
        minimumLift: Double = 0,
        minimumItems: Int = 2,
        leavesOutRedundant: Bool = false
    ) {
        self.itemsets = itemsets
        self.minimumConfidence = minimumConfidence
        self.minimumLift = minimumLift
        self.minimumItems = minimumItems
        self.leavesOutRedundant = leavesOutRedundant
    }

    /// - Throws: `ModelError`, as `ItemsetMiner.mine` does.
    package func mine(_ baskets: Baskets) throws(ModelError) -> AssociationRules {
        try check()
        return mine(try itemsets.mine(baskets))
    }

    /// The rules within itemsets that are complete: with each set all of its subsets.
    ///
    /// - Complexity: O(Σ *k*²) over sets of *k* items.
    package func mine(_ sets: Itemsets) -> AssociationRules {
        let index = ItemsetIndex(sets)
        // The greatest confidence with which each set's item is foretold by any part of the rest of the set.
        var best = [Double](repeating: 0, count: sets.items.count)
        var rules: [AssociationRule] = []
        for set in 0..<sets.count {
            let start = sets.offsets[set]
            let size = sets.offsets[set + 1] - start
            let subsets = (0..<size).map { index.subset(of: set, without: $0) }
            for right in 0..<size {
                let leftCount = size == 1 ? sets.basketCount : sets.counts[subsets[right]]
                let confidence = Double(sets.counts[set]) / Double(leftCount)
                var general = -1.0
                for other in 0..<size where other != right {
                    // Where the item of the right side stands in the set without `other`.
                    general = max(general, best[sets.offsets[subsets[other]] + (other < right ? right - 1 : right)])
                }
                best[start + right] = max(confidence, general)
                guard confidence >= minimumConfidence, size >= minimumItems else { continue }
                var left = Array(sets[set])
                let item = left.remove(at: right)
                let rule = AssociationRule(
                    left: left,
                    right: item,
                    count: sets.counts[set],
                    leftCount: leftCount,
                    rightCount: sets.counts[index.single(item)],
                    basketCount: sets.basketCount,
                    improvement: size == 1 ? nil : confidence - general
                )
                if rule.lift >= minimumLift, !(leavesOutRedundant && rule.isRedundant) { rules.append(rule) }
            }
        }
        rules.sort(by: AssociationRules.precedes)
        return AssociationRules(names: sets.names, basketCount: sets.basketCount, rules: rules)
    }

    private func check() throws(ModelError) {
        guard (0...1).contains(minimumConfidence) else {
            throw .invalidSetting(
                "min-confidence",
                value: "\(minimumConfidence)",
                expected: Bilingual(en: "it is from 0 to 1", zh: "应在 0 到 1 之间")
            )
        }
        guard minimumLift >= 0, minimumItems >= 1 else {
            throw .invalidSetting(
                minimumItems < 1 ? "min-items" : "min-lift",
                value: minimumItems < 1 ? "\(minimumItems)" : "\(minimumLift)",
                expected: Bilingual(en: "it is not below zero, and at least one item", zh: "不能为负，且至少一件商品")
            )
        }
    }
}

/// Finds a set among itemsets by its items.
///
/// The hash of a set is the sum of numbers drawn for its items, so that of a subset is one subtraction away.
private struct ItemsetIndex {
    private let sets: Itemsets
    private var slots: [Int32]
    private let hashes: [UInt64]
    private let singles: [Int32]

    init(_ sets: Itemsets) {
        self.sets = sets
        hashes = (0..<sets.count).map { sets[$0].reduce(0) { $0 &+ Self.number($1) } }
        var capacity = 16
        while capacity < sets.count * 2 { capacity *= 2 }
        slots = [Int32](repeating: -1, count: capacity)
        var singles = [Int32](repeating: -1, count: sets.names.count)
        for set in 0..<sets.count {
            if sets[set].count == 1 { singles[Int(sets.items[sets.offsets[set]])] = Int32(set) }
            var slot = Int(truncatingIfNeeded: hashes[set] >> 20) & (capacity - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(set)
        }
        self.singles = singles
    }

    func single(_ item: Int32) -> Int { Int(singles[Int(item)]) }

    /// The set without the item at `position`; −1 for the empty set.
    func subset(of set: Int, without position: Int) -> Int {
        let start = sets.offsets[set]
        let size = sets.offsets[set + 1] - start
        guard size > 1 else { return -1 }
        let hash = hashes[set] &- Self.number(sets.items[start + position])
        var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while true {
            let candidate = Int(slots[slot])
            precondition(candidate >= 0, "Every subset of an itemset is an itemset.")
            if hashes[candidate] == hash, equals(candidate, set, without: position) { return candidate }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    private func equals(_ candidate: Int, _ set: Int, without position: Int) -> Bool {
        let (start, other) = (sets.offsets[set], sets.offsets[candidate])
        let size = sets.offsets[set + 1] - start
        guard sets.offsets[candidate + 1] - other == size - 1 else { return false }
        for step in 0..<size - 1 where sets.items[other + step] != sets.items[start + step + (step < position ? 0 : 1)]
        {
            return false
        }
        return true
    }

    private static func number(_ item: Int32) -> UInt64 {
        SplitMix64.mix((UInt64(item) &+ 1) &* SplitMix64.goldenGamma)
    }
}
