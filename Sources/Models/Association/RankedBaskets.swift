/// Baskets without their rare items, both ways round: the items of a basket and the baskets of an item.
///
/// Items are numbered from the rarest on (those of equal count by their codes), so that a prefix of the search is in as
/// few baskets as can be.
struct RankedBaskets: Sendable {
    /// The code of each item, by its rank.
    let items: [Int32]
    let counts: [Int]
    /// Basket *b* holds the ranks `ranks[starts[b]..<starts[b + 1]]`, ascending.
    let starts: [Int]
    let ranks: [Int32]
    /// The item of rank *r* is in the baskets `holders[holderStarts[r]..<holderStarts[r + 1]]`, ascending.
    let holderStarts: [Int]
    let holders: [Int32]

    init(_ baskets: Baskets, minimumCount: Int) {
        let counts = baskets.itemCounts
        let kept = counts.indices.filter { counts[$0] >= minimumCount }
            .sorted { counts[$0] != counts[$1] ? counts[$0] < counts[$1] : $0 < $1 }
        var rankOf = [Int32](repeating: -1, count: counts.count)
        for (rank, code) in kept.enumerated() { rankOf[code] = Int32(rank) }
        var starts = [0]
        starts.reserveCapacity(baskets.count + 1)
        var ranks: [Int32] = []
        ranks.reserveCapacity(baskets.codes.count)
        for basket in 0..<baskets.count {
            let start = ranks.count
            for code in baskets[basket] where rankOf[Int(code)] >= 0 { ranks.append(rankOf[Int(code)]) }
            ranks[start...].sort()
            starts.append(ranks.count)
        }
        self.init(items: kept.map { Int32($0) }, starts: starts, ranks: ranks)
    }

    private init(items: [Int32], starts: [Int], ranks: [Int32]) {
        self.items = items
        self.starts = starts
        self.ranks = ranks
        var holderStarts = [Int](repeating: 0, count: items.count + 1)
        for rank in ranks { holderStarts[Int(rank) + 1] += 1 }
        for rank in items.indices { holderStarts[rank + 1] += holderStarts[rank] }
        var holders = [Int32](repeating: 0, count: ranks.count)
        var next = holderStarts
        for basket in 0..<starts.count - 1 {
            for position in starts[basket]..<starts[basket + 1] {
                let rank = Int(ranks[position])
                holders[next[rank]] = Int32(basket)
                next[rank] += 1
            }
        }
        self.holderStarts = holderStarts
        self.holders = holders
        counts = items.indices.map { holderStarts[$0 + 1] - holderStarts[$0] }
    }

    /// In how many of the baskets that hold `rank` each later rank stands.
    func countsBeside(_ rank: Int) -> [Int32] {
        var result = [Int32](repeating: 0, count: items.count)
        // Without bounds checks: the innermost loop of the first level, once for each item of each basket and prefix.
        result.withUnsafeMutableBufferPointer { result in
            ranks.withUnsafeBufferPointer { ranks in
                for holder in holderStarts[rank]..<holderStarts[rank + 1] {
                    var position = starts[Int(holders[holder]) + 1] - 1
                    let first = starts[Int(holders[holder])]
                    while position >= first, Int(ranks[position]) > rank {
                        result[Int(ranks[position])] += 1
                        position -= 1
                    }
                }
            }
        }
        return result
    }

    /// The baskets that hold `rank`, with only the items `extensions` (ranks after it, in the order of the new ranks).
    func projected(on rank: Int, keeping extensions: [Int]) -> RankedBaskets {
        var newRank = [Int32](repeating: -1, count: items.count)
        for (index, old) in extensions.enumerated() { newRank[old] = Int32(index) }
        var newStarts = [0]
        var newRanks: [Int32] = []
        for holder in holderStarts[rank]..<holderStarts[rank + 1] {
            let basket = Int(holders[holder])
            let start = newRanks.count
            for position in starts[basket]..<starts[basket + 1] where newRank[Int(ranks[position])] >= 0 {
                newRanks.append(newRank[Int(ranks[position])])
            }
            newRanks[start...].sort()
            if newRanks.count > start { newStarts.append(newRanks.count) }
        }
        return RankedBaskets(items: extensions.map { items[$0] }, starts: newStarts, ranks: newRanks)
    }
}
