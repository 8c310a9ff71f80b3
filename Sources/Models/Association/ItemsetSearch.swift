import Synchronization

/// The search below one item: all sets that hold it and otherwise only items of higher rank.
struct ItemsetSearch: Sendable {
    let minimumCount: Int
    let maximumItems: Int
    let limit: Int
    let bitmapWords: Int
    /// A set of so many items has more than `limit` subsets, all of which are in as many baskets.
    private let hopelessItems: Int
    private(set) var found = FoundItemsets()
    private var prefix: [Int32] = []

    init(minimumCount: Int, maximumItems: Int, limit: Int, bitmapWords: Int) {
        self.minimumCount = minimumCount
        self.maximumItems = maximumItems
        self.limit = limit
        self.bitmapWords = bitmapWords
        hopelessItems = UInt.bitWidth - (UInt(limit) + 1).leadingZeroBitCount
    }

    /// - Parameter total: the sets found by all pieces so far; once it is above `limit` every piece stops.
    mutating func run(_ rank: Int, _ baskets: RankedBaskets, _ total: borrowing Atomic<Int>) {
        prefix.append(baskets.items[rank])
        defer { prefix.removeLast() }
        guard emit(baskets.counts[rank], total), prefix.count < maximumItems else { return }
        let beside = baskets.countsBeside(rank)
        let extensions = (rank + 1..<max(rank + 1, beside.count)).filter { beside[$0] >= minimumCount }
            .sorted { beside[$0] != beside[$1] ? beside[$0] < beside[$1] : $0 < $1 }
        guard !extensions.isEmpty else { return }
        let words = (baskets.counts[rank] + 63) / 64
        if extensions.count * words > bitmapWords {
            let projected = baskets.projected(on: rank, keeping: extensions)
            for next in extensions.indices { run(next, projected, total) }
        } else {
            var level = BitmapLevel(baskets, rank, extensions, beside, words: words)
            extend(&level, from: 0, to: extensions.count, total)
        }
    }

    /// Adds each of the columns `first..<end` to the prefix, and below it those after it.
    private mutating func extend(
        _ level: inout BitmapLevel,
        from first: Int,
        to end: Int,
        _ total: borrowing Atomic<Int>
    ) {
        for column in first..<end {
            prefix.append(level.items[column])
            defer { prefix.removeLast() }
            guard emit(Int(level.counts[column]), total) else { return }
            guard prefix.count < maximumItems, column + 1 < end else { continue }
            let start = level.intersect(column, with: column + 1..<end, minimumCount: minimumCount)
            if level.memoryWords > Self.mostWords { _ = total.add(limit, ordering: .relaxed) }
            extend(&level, from: start, to: level.items.count, total)
            level.cut(to: start)
        }
    }

    /// 1 GB of bitmaps on the way down: so deep only baskets go that are nearly the same, whose sets are beyond
    /// counting anyway.
    private static let mostWords = 1 << 27

    private mutating func emit(_ count: Int, _ total: borrowing Atomic<Int>) -> Bool {
        guard total.add(1, ordering: .relaxed).newValue <= limit else { return false }
        // One long basket would otherwise be followed down item by item, and every set on the way kept, before the limit
        // is met.
        guard prefix.count < hopelessItems else {
            _ = total.add(limit, ordering: .relaxed)
            return false
        }
        found.append(prefix, count: count)
        return true
    }
}

/// Bitmaps over the baskets of a prefix, one column an item, as a stack: the columns of a longer prefix lie after those
/// of the shorter ones.
struct BitmapLevel: Sendable {
    private(set) var items: [Int32]
    private(set) var counts: [Int32]
    private var bits: [UInt64]
    private let words: Int

    /// Words that are held, those past the top of the stack included.
    var memoryWords: Int { bits.count }

    init(_ baskets: RankedBaskets, _ rank: Int, _ extensions: [Int], _ beside: [Int32], words: Int) {
        self.words = words
        items = extensions.map { baskets.items[$0] }
        counts = extensions.map { beside[$0] }
        var columnOf = [Int](repeating: -1, count: baskets.items.count)
        for (column, extended) in extensions.enumerated() { columnOf[extended] = column }
        bits = [UInt64](repeating: 0, count: extensions.count * words)
        let first = baskets.holderStarts[rank]
        for holder in first..<baskets.holderStarts[rank + 1] {
            let basket = Int(baskets.holders[holder])
            let number = holder - first
            for position in baskets.starts[basket]..<baskets.starts[basket + 1] {
                let column = columnOf[Int(baskets.ranks[position])]
                if column >= 0 { bits[column * words + number >> 6] |= 1 << UInt64(number & 63) }
            }
        }
    }

    /// Pushes the intersection of `column` with each of `others` that is in enough baskets.
    ///
    /// - Returns: where the pushed columns begin.
    mutating func intersect(_ column: Int, with others: Range<Int>, minimumCount: Int) -> Int {
        let start = items.count
        let needed = (start + others.count) * words
        if bits.count < needed {
            bits.append(contentsOf: repeatElement(0, count: max(needed, bits.count * 2) - bits.count))
        }
        let words = words
        for other in others {
            // Without bounds checks: all the time of the search is spent in this loop.
            let count = bits.withUnsafeMutableBufferPointer { bits in
                let left = bits.baseAddress! + column * words
                let right = bits.baseAddress! + other * words
                let target = bits.baseAddress! + items.count * words
                var count = 0
                for word in 0..<words {
                    let both = left[word] & right[word]
                    target[word] = both
                    count &+= both.nonzeroBitCount
                }
                return count
            }
            // What is not kept is written over by the next.
            guard count >= minimumCount else { continue }
            items.append(items[other])
            counts.append(Int32(count))
        }
        return start
    }

    mutating func cut(to count: Int) {
        items.removeLast(items.count - count)
        counts.removeLast(counts.count - count)
    }
}
