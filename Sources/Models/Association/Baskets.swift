/// Baskets of goods: which items were bought together. How many of each does not matter.
package struct Baskets: Sendable, Hashable {
    /// Names of the items, different from each other, in the order of their Unicode scalars.
    package let names: [String]
    /// Basket *b* holds `codes[offsets[b]..<offsets[b + 1]]`, indices into `names`, ascending, each once.
    package let offsets: [Int]
    package let codes: [Int32]
    /// The number that each basket had among those given, of which the ones without an item are none.
    package let numbers: [Int]

    package var count: Int { offsets.count - 1 }

    package subscript(basket: Int) -> ArraySlice<Int32> { codes[offsets[basket]..<offsets[basket + 1]] }

    /// Baskets as lists of names: spaces around a name are taken off, what is then empty is not an item, and one that
    /// stands twice counts once. A list without an item is no basket.
    package init(_ lists: [[String]]) {
        let trimmed = lists.map { list in list.map(Self.trimmed).filter { !$0.isEmpty } }
        let names = Set(trimmed.joined()).sorted(by: Self.precedes)
        let codeOf = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        var basketOf: [Int32] = []
        var itemOf: [Int32] = []
        for (basket, list) in trimmed.enumerated() {
            for name in list {
                basketOf.append(Int32(basket))
                itemOf.append(codeOf[name]!)
            }
        }
        self.init(names: names, basketOf: basketOf, itemOf: itemOf, basketCount: lists.count)
    }

    /// Baskets from lines "this basket, this item", in any order.
    ///
    /// - Parameters:
    ///   - names: the items' names, different from each other.
    ///   - basketOf: a basket's number from 0 for each line; a line with a negative number is left out.
    ///   - itemOf: an index into `names` for each line; a line with a negative one is left out.
    ///   - basketCount: the baskets' numbers are below it. Those without a line are no baskets.
    /// - Complexity: O(lines + baskets + Σ *k* log *k*) over baskets of *k* items.
    package init(names: [String], basketOf: [Int32], itemOf: [Int32], basketCount: Int) {
        precondition(basketOf.count == itemOf.count)
        var starts = [Int](repeating: 0, count: basketCount + 1)
        for (basket, item) in zip(basketOf, itemOf) where basket >= 0 && item >= 0 { starts[Int(basket) + 1] += 1 }
        for basket in 0..<basketCount { starts[basket + 1] += starts[basket] }
        var grouped = [Int32](repeating: 0, count: starts[basketCount])
        var next = starts
        for (basket, item) in zip(basketOf, itemOf) where basket >= 0 && item >= 0 {
            grouped[next[Int(basket)]] = item
            next[Int(basket)] += 1
        }
        var offsets = [0]
        var codes: [Int32] = []
        codes.reserveCapacity(grouped.count)
        var numbers: [Int] = []
        for basket in 0..<basketCount where starts[basket] < starts[basket + 1] {
            var last: Int32 = -1
            for item in grouped[starts[basket]..<starts[basket + 1]].sorted() where item != last {
                codes.append(item)
                last = item
            }
            offsets.append(codes.count)
            numbers.append(basket)
        }
        self.names = names
        self.offsets = offsets
        self.codes = codes
        self.numbers = numbers
    }

    /// In how many baskets each item stands.
    package var itemCounts: [Int] {
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes { counts[Int(code)] += 1 }
        return counts
    }

    static func precedes(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }

    private static func trimmed(_ name: String) -> String {
        var rest = Substring(name)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
