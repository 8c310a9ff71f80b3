import Domain
import Statistics
import Synchronization

/// Finds every set of items that is in at least a given share of the baskets.
///
/// Depth first over the baskets of a prefix (Zaki, "Scalable algorithms for association mining", IEEE TKDE 12(3), 2000):
/// for each item, the baskets that hold it are numbered anew, and every other item becomes a bitmap over them, so that
/// the baskets of a larger set are counted by an AND and a population count over few words.
package struct ItemsetMiner: Sendable, Hashable {
    /// The share of baskets, above 0 and at most 1. By default one basket in a hundred: rarer sets are mostly chance in
    /// a shop of some thousand baskets, and a shop with more can ask for less.
    package var minimumSupport: Double
    /// The most items in a set; `nil` for no bound.
    package var maximumItems: Int?
    /// The most sets that are found before the search is given up. Five million take about 200 MB, and nobody reads
    /// more.
    package var limit: Int
    /// The most 64-bit words of one level's bitmaps (16 MB, about a core's share of the cache that all cores share);
    /// above it the baskets are cut down to those of the prefix once more.
    package var bitmapWords = 1 << 21

    package init(minimumSupport: Double = 0.01, maximumItems: Int? = nil, limit: Int = 5_000_000) {
        self.minimumSupport = minimumSupport
        self.maximumItems = maximumItems
        self.limit = limit
    }

    /// The fewest baskets: the least whole number not below support × baskets, where what rounding adds to the product
    /// (.07 × 100 = 7.000000000000001) is not taken for more.
    package func minimumCount(baskets: Int) -> Int {
        max(1, Int((minimumSupport * Double(baskets) * (1 - 1e-12)).rounded(.up)))
    }

    /// - Throws: `ModelError`: a setting out of its range, no basket, or more sets than `limit`.
    /// - Complexity: O(words of a bitmap) for each set and each item that could extend it; both cores.
    package func mine(_ baskets: Baskets) throws(ModelError) -> Itemsets {
        try check(baskets)
        let minimum = minimumCount(baskets: baskets.count)
        let ranked = RankedBaskets(baskets, minimumCount: minimum)
        let found = Atomic<Int>(0)
        let search = ItemsetSearch(
            minimumCount: minimum,
            maximumItems: maximumItems ?? .max,
            limit: limit,
            bitmapWords: bitmapWords
        )
        // One item a piece: there are few of them, and they differ in size.
        let parts = ParallelChunks.map(ranked.items.count, chunk: 1) { range in
            var task = search
            task.run(range.lowerBound, ranked, found)
            return task.found
        }
        guard found.load(ordering: .relaxed) <= limit else { throw tooMany(baskets) }
        return Itemsets(names: baskets.names, basketCount: baskets.count, minimumCount: minimum, found: parts)
    }

    private func check(_ baskets: Baskets) throws(ModelError) {
        guard minimumSupport > 0, minimumSupport <= 1 else {
            throw .invalidSetting(
                "min-support",
                value: "\(minimumSupport)",
                expected: Bilingual(en: "it is above 0 and at most 1", zh: "应大于 0 且不超过 1")
            )
        }
        if let maximumItems, maximumItems < 1 {
            throw .invalidSetting(
                "max-items",
                value: "\(maximumItems)",
                expected: Bilingual(en: "it is at least 1", zh: "应不小于 1")
            )
        }
        guard baskets.count > 0 else { throw .tooFewRows(needed: 1, found: 0) }
    }

    private func tooMany(_ baskets: Baskets) -> ModelError {
        let minimum = minimumCount(baskets: baskets.count)
        return .unusable(
            Bilingual(
                en: "More than \(limit) sets of items are in at least \(minimum) of \(baskets.count) baskets.",
                zh: "在 \(baskets.count) 个购物篮中，出现不少于 \(minimum) 次的商品组合超过 \(limit) 个。"
            ),
            advice: Bilingual(
                en: "Ask for a higher --min-support, or for smaller sets with --max-items 3.",
                zh: "请提高 --min-support，或用 --max-items 3 限制组合的大小。"
            )
        )
    }
}
