/// SplitMix64 (G. Steele, D. Lea, C. Flood 2014): the same seed draws the same numbers, on every machine.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// True once in `count` draws, on average.
    package mutating func once(in count: Int) -> Bool { below(count) == 0 }

    package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// At least one of the items, in their order.
    package mutating func some<Item>(of items: [Item]) -> [Item] {
        let chosen = items.filter { _ in once(in: 2) }
        return chosen.isEmpty ? [pick(items)] : chosen
    }

    package mutating func several<Item>(_ counts: ClosedRange<Int>, _ item: (inout SeededRandom) -> Item) -> [Item] {
        var items: [Item] = []
        for _ in 0..<Int.random(in: counts, using: &self) { items.append(item(&self)) }
        return items
    }
}
