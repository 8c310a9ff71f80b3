/// Sets of items that are bought together often enough, with the number of baskets that hold each.
package struct Itemsets: Sendable, Hashable, Codable {
    /// Names of all items, those that are in no set included.
    package var names: [String]
    package var basketCount: Int
    /// The fewest baskets that a set had to be in.
    package var minimumCount: Int
    /// Set *s* is `items[offsets[s]..<offsets[s + 1]]`: indices into `names`, ascending. Sets stand by size, and those of
    /// one size by their items.
    package var items: [Int32]
    package var offsets: [Int]
    /// The baskets that hold each set.
    package var counts: [Int]

    package var count: Int { counts.count }

    package subscript(index: Int) -> ArraySlice<Int32> { items[offsets[index]..<offsets[index + 1]] }

    package func names(_ index: Int) -> [String] { self[index].map { names[Int($0)] } }

    /// The share of baskets that hold this set.
    package func support(_ index: Int) -> Double { Double(counts[index]) / Double(basketCount) }

    /// The sets from the one in most baskets down; of equal ones the smaller, then by the order of items.
    package var byCount: [Int] {
        (0..<count).sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    }

    /// Puts sets found in any order into the order of this type.
    init(names: [String], basketCount: Int, minimumCount: Int, found: [FoundItemsets]) {
        self.names = names
        self.basketCount = basketCount
        self.minimumCount = minimumCount
        var refs: [(part: Int, start: Int, end: Int, count: Int)] = []
        for (part, sets) in found.enumerated() {
            for index in sets.counts.indices {
                refs.append((part, sets.offsets[index], sets.offsets[index + 1], Int(sets.counts[index])))
            }
        }
        let sorted = found.map(\.sortedItems)
        refs.sort { left, right in
            let sizes = (left.end - left.start, right.end - right.start)
            if sizes.0 != sizes.1 { return sizes.0 < sizes.1 }
            for step in 0..<sizes.0 {
                let codes = (sorted[left.part][left.start + step], sorted[right.part][right.start + step])
                if codes.0 != codes.1 { return codes.0 < codes.1 }
            }
            return false
        }
        items = []
        items.reserveCapacity(sorted.reduce(0) { $0 + $1.count })
        offsets = [0]
        offsets.reserveCapacity(refs.count + 1)
        for ref in refs {
            items.append(contentsOf: sorted[ref.part][ref.start..<ref.end])
            offsets.append(items.count)
        }
        counts = refs.map(\.count)
    }
}

/// What one piece of the search has found, in the order in which it found it.
struct FoundItemsets: Sendable {
    var items: [Int32] = []
    var offsets = [0]
    var counts: [Int32] = []

    mutating func append(_ prefix: [Int32], count: Int) {
        items.append(contentsOf: prefix)
        offsets.append(items.count)
        counts.append(Int32(clamping: count))
    }

    /// The items, those of each set in ascending order.
    var sortedItems: [Int32] {
        var result = items
        for index in counts.indices { result[offsets[index]..<offsets[index + 1]].sort() }
        return result
    }
}
