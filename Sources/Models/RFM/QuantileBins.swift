import Statistics

/// Divides values into bins of about equal size by rank.
///
/// The rule is that of SPSS's RANK procedure with NTILES (IBM SPSS Statistics Algorithms, "RANK"), on which its RFM
/// analysis builds: the value with rank *r* among *n* goes to bin ⌊*r*·*k* / (*n* + 1)⌋ + 1.
package struct QuantileBins: Sendable, Hashable, Codable {
    /// The number of bins, *k*.
    package var count: Int
    package var ties: Ties

    package enum Ties: Sendable, Hashable, Codable {
        /// Equal values have their mean rank and so share a bin; bins may differ in size.
        case together
        /// Equal values are put in an order that the seed decides; bins differ by one at most.
        case random(seed: UInt64)
    }

    package init(count: Int, ties: Ties = .together) {
        precondition(count >= 1, "There is at least one bin.")
        self.count = count
        self.ties = ties
    }

    /// The bin of each value, from 1 for the smallest to `count` for the largest.
    ///
    /// The answer does not depend on the order of the values where ties are kept together.
    ///
    /// - Parameter values: finite numbers.
    /// - Complexity: O(*n*), whole numbers of a small range by counting and others by their digits.
    package func assign(_ values: [Double]) -> [UInt8] {
        if case .together = ties, let counted = CountedValues(values) { return counted.bins(count) }
        return bins(values, order: ordered(values) { $0 })
    }

    /// The bins of `members` (indices into `values`) among themselves; other entries of the result are 0.
    func assign(_ values: [Double], members: [Int]) -> [UInt8] {
        let own = members.map { values[$0] }
        let found = bins(own, order: ordered(own) { members[$0] })
        var bins = [UInt8](repeating: 0, count: values.count)
        for (place, member) in members.enumerated() { bins[member] = found[place] }
        return bins
    }

    /// The bins of the values within each cell, by the cells' numbers from 0.
    func assign(_ values: [Double], cells: [Int], cellCount: Int) -> [UInt8] {
        var starts = [Int](repeating: 0, count: cellCount + 1)
        for cell in cells { starts[cell + 1] += 1 }
        for cell in 0..<cellCount { starts[cell + 1] += starts[cell] }
        var grouped = [Int](repeating: 0, count: values.count)
        var next = starts
        for (index, cell) in cells.enumerated() {
            grouped[next[cell]] = index
            next[cell] += 1
        }
        let (sizes, members) = (starts, grouped)
        let parts = ParallelChunks.map(cellCount, chunk: 1) { range -> [UInt8] in
            let own = members[sizes[range.lowerBound]..<sizes[range.upperBound]]
            let first = own.startIndex
            let numbers = own.map { values[$0] }
            return bins(numbers, order: ordered(numbers) { own[first + $0] })
        }
        var result = [UInt8](repeating: 0, count: values.count)
        for (cell, part) in parts.enumerated() {
            for (place, bin) in part.enumerated() { result[members[sizes[cell] + place]] = bin }
        }
        return result
    }

    /// The bins of values whose order is known.
    private func bins(_ values: [Double], order: [UInt32]) -> [UInt8] {
        var bins = [UInt8](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            if case .together = ties {
                while end < order.count, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
            }
            let bin = Self.bin(start, end, of: order.count, count)
            for position in start..<end { bins[Int(order[position])] = bin }
            start = end
        }
        return bins
    }

    /// The bin of the values at the positions `start..<end` of *n* in their order.
    fileprivate static func bin(_ start: Int, _ end: Int, of total: Int, _ count: Int) -> UInt8 {
        // The mean of the ranks start + 1 … end, doubled to stay in whole numbers.
        UInt8(clamping: (start + 1 + end) * count / (2 * (total + 1)) + 1)
    }

    /// - Parameter position: the number by which the seed orders equal values.
    private func ordered(_ values: [Double], _ position: (Int) -> Int) -> [UInt32] {
        var order = RadixOrder(values: values).order
        guard case .random(let seed) = ties else { return order }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
            if end - start > 1 {
                let tied = Array(order[start..<end])
                let keys = tied.map { Self.mix(seed, UInt64(position(Int($0)))) }
                for (place, next) in Self.order(keys).enumerated() { order[start + place] = tied[next] }
            }
            start = end
        }
        return order
    }

    /// The order of keys, equal ones as they were given.
    private static func order(_ keys: [UInt64]) -> [Int] {
        // There can be very many ties of two or three, for which a radix sort's tables are not worth their filling.
        guard keys.count < 256 else { return RadixOrder(keys).order.map { Int($0) } }
        return keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    }

    /// A well-spread number for a seed and a position.
    private static func mix(_ seed: UInt64, _ position: UInt64) -> UInt64 {
        SplitMix64.mix(seed &+ (position &+ 1) &* SplitMix64.goldenGamma)
    }
}

/// Whole numbers of a small range, counted.
private struct CountedValues {
    private let values: [Double]
    private let least: Double
    private var counts: [Int]

    /// - Returns: `nil` where a value is not whole, or the range is so wide that counting is not worth it.
    init?(_ values: [Double]) {
        guard let low = values.min(), let high = values.max() else { return nil }
        let range = high - low
        // Counts that fit a core's cache, or that are no more than the values.
        guard range < Double(max(65_536, values.count)), low == low.rounded() else { return nil }
        var counts = [Int](repeating: 0, count: Int(range) + 1)
        for value in values {
            guard value == value.rounded() else { return nil }
            counts[Int(value - low)] += 1
        }
        self.values = values
        self.counts = counts
        least = low
    }

    func bins(_ count: Int) -> [UInt8] {
        var binOf = [UInt8](repeating: 0, count: counts.count)
        var start = 0
        for (place, tied) in counts.enumerated() where tied > 0 {
            binOf[place] = QuantileBins.bin(start, start + tied, of: values.count, count)
            start += tied
        }
        return values.map { binOf[Int($0 - least)] }
    }
}
