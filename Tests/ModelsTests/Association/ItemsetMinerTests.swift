import Models
import Statistics
import Testing

@Suite struct ItemsetMinerTests {
    private func drawn(_ seed: UInt64, baskets: Int, items: Int) -> [[String]] {
        var random = SplittableRandom(seed: seed)
        return (0..<baskets).map { _ in
            (0..<items).filter { random.uniform() < 0.6 / Double($0 / 2 + 1) + 0.1 }.map { "i\($0)" }
        }
    }

    /// Every subset of the items, counted basket by basket.
    private func counted(_ lists: [[String]], atLeast minimum: Int) -> [[String]: Int] {
        let names = Set(lists.joined()).sorted()
        let sets = lists.map(Set.init)
        var result: [[String]: Int] = [:]
        for bits in 1..<(1 << names.count) {
            let set = names.indices.filter { bits >> $0 & 1 == 1 }.map { names[$0] }
            let count = sets.count { $0.isSuperset(of: set) }
            if count >= minimum { result[set] = count }
        }
        return result
    }

    private func found(_ sets: Itemsets) -> [[String]: Int] {
        Dictionary(uniqueKeysWithValues: (0..<sets.count).map { (sets.names($0), sets.counts[$0]) })
    }

    @Test(arguments: 1...6) func setsAreThoseOfCountingAll(seed: UInt64) throws {
        let lists = drawn(seed, baskets: 90, items: 7)
        let sets = try ItemsetMiner(minimumSupport: 0.05).mine(Baskets(lists))
        #expect(found(sets) == counted(lists, atLeast: 5))
    }

    /// 2^5000 sets: the search must say so before it has followed one of them down and kept every set on the way.
    @Test func aBasketOfFiveThousandItemsIsRefusedAtOnce() throws {
        let long = (0..<5_000).map { "i\($0)" }
        let baskets = Baskets([long, ["a", "b"], ["a"]])
        #expect(throws: ModelError.self) { try ItemsetMiner(minimumSupport: 0.3).mine(baskets) }
        // In two baskets there are only sets of a.
        #expect(try found(ItemsetMiner(minimumSupport: 0.6).mine(baskets)) == [["a"]: 2])
        let pairs = try ItemsetMiner(minimumSupport: 0.5, maximumItems: 2).mine(Baskets([Array(long.prefix(1_000))]))
        #expect(pairs.count == 1_000 + 1_000 * 999 / 2)
    }

    @Test func theLimitIsTheNumberOfSets() throws {
        // All subsets of twelve items: 4,095.
        let baskets = Baskets([(0..<12).map { "i\($0)" }])
        #expect(try ItemsetMiner(minimumSupport: 1, limit: 4_095).mine(baskets).count == 4_095)
        #expect(throws: ModelError.self) { try ItemsetMiner(minimumSupport: 1, limit: 4_094).mine(baskets) }
        #expect(try ItemsetMiner(minimumSupport: 1, maximumItems: 3, limit: 298).mine(baskets).count == 298)
        #expect(throws: ModelError.self) {
            try ItemsetMiner(minimumSupport: 1, maximumItems: 3, limit: 297).mine(baskets)
        }
    }

    @Test func cuttingTheBasketsDownTwiceChangesNothing() throws {
        let baskets = Baskets(drawn(9, baskets: 200, items: 9))
        let plain = try ItemsetMiner(minimumSupport: 0.02).mine(baskets)
        for words in [0, 4, 12] {
            var miner = ItemsetMiner(minimumSupport: 0.02)
            miner.bitmapWords = words
            #expect(try miner.mine(baskets) == plain)
        }
    }

    @Test func theOrderOfBasketsAndOfItemsChangesNothing() throws {
        let lists = drawn(3, baskets: 120, items: 8)
        var random = SplittableRandom(seed: 4)
        let shuffled = lists.shuffled(using: &random).map { $0.shuffled(using: &random) }
        let miner = ItemsetMiner(minimumSupport: 0.03)
        #expect(try miner.mine(Baskets(lists)) == miner.mine(Baskets(shuffled)))
    }

    @Test func theFewestBasketsAreRoundedUpAndNotByRounding() {
        #expect(ItemsetMiner(minimumSupport: 0.001).minimumCount(baskets: 9_835) == 10)
        #expect(ItemsetMiner(minimumSupport: 0.07).minimumCount(baskets: 100) == 7)
        #expect(ItemsetMiner(minimumSupport: 0.071).minimumCount(baskets: 100) == 8)
        #expect(ItemsetMiner(minimumSupport: 1e-9).minimumCount(baskets: 100) == 1)
        #expect(ItemsetMiner(minimumSupport: 1).minimumCount(baskets: 3) == 3)
    }

    @Test func setsAreNoLargerThanAskedFor() throws {
        let baskets = Baskets(drawn(5, baskets: 60, items: 7))
        let all = try ItemsetMiner(minimumSupport: 0.05).mine(baskets)
        for most in 1...3 {
            let some = try ItemsetMiner(minimumSupport: 0.05, maximumItems: most).mine(baskets)
            #expect(found(some) == found(all).filter { $0.key.count <= most })
        }
    }

    @Test func tooManySetsAreRefusedBeforeTheyFillTheMemory() {
        // 2⁶⁰ sets.
        let alike = Baskets([[String]](repeating: (0..<60).map { "i\($0)" }, count: 20))
        #expect(throws: ModelError.self) { try ItemsetMiner(minimumSupport: 0.5, limit: 3_000).mine(alike) }
    }

    @Test func namesAreTrimmedAndEmptyOnesAndDoublesAreNone() {
        let baskets = Baskets([[" tea ", "tea", "", "milk"], [" ", ""], ["tea"]])
        #expect(baskets.count == 2)
        #expect(baskets.names == ["milk", "tea"])
        #expect(baskets.itemCounts == [1, 2])
    }

    @Test func settingsOutOfTheirRangeAndNoBasketsAreRefused() {
        for support in [0, -1, 1.5, .nan, .infinity] {
            #expect(throws: ModelError.self) { try ItemsetMiner(minimumSupport: support).mine(Baskets([["a"]])) }
        }
        #expect(throws: ModelError.self) { try ItemsetMiner(maximumItems: 0).mine(Baskets([["a"]])) }
        #expect(throws: ModelError.tooFewRows(needed: 1, found: 0)) { try ItemsetMiner().mine(Baskets([])) }
        #expect(throws: ModelError.self) { try RuleMiner(minimumConfidence: 2).mine(Baskets([["a"]])) }
        #expect(throws: ModelError.self) { try RuleMiner(minimumItems: 0).mine(Baskets([["a"]])) }
    }

    @Test func suggestionsComeFromTheSurestRuleAndAreNotInTheBasket() throws {
        let lists = [["a", "b"], ["a", "b"], ["a", "b", "c"], ["b", "c"], ["c", "d"], ["d", "a"]]
        let rules = try RuleMiner(itemsets: ItemsetMiner(minimumSupport: 0.1), minimumConfidence: 0.2)
            .mine(Baskets(lists))
        let suggestions = rules.suggestions(for: Baskets([["a"], ["a", "b", "c", "d"], ["x"]]), most: 2)
        #expect(suggestions[0].first?.item == "b")
        #expect(suggestions[0].first?.confidence == 0.75)
        #expect(suggestions[0].allSatisfy { $0.item != "a" })
        #expect(suggestions[1].isEmpty && suggestions[2].isEmpty)
    }
}
