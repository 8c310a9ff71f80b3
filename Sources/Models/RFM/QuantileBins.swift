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
    /// - Parameter values: finite numbers, fewer than 2³².
    /// - Complexity: O(*n* log `count`), on all cores.
    package func assign(_ values: [Double]) -> [UInt8] {
        bins(values) { $0 }
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
            return bins(numbers) { own[first + $0] }
        }
        var result = [UInt8](repeating: 0, count: values.count)
        for (cell, part) in parts.enumerated() {
            for (place, bin) in part.enumerated() { result[members[sizes[cell] + place]] = bin }
        }
        return result
    }

    /// - Parameter position: the number by which the seed orders equal values.
    private func bins(_ values: [Double], _ position: (Int) -> Int) -> [UInt8] {
        let rule = RankBins(count: count, total: values.count)
        return rule.bins(Self.keys(values)) { rows, positions in
            guard case .random(let seed) = ties, rows.count > 1 else {
                return [UInt8](repeating: rule.bin(positions.lowerBound, positions.upperBound), count: rows.count)
            }
            let keys = rows.map { Self.mix(seed, UInt64(position(Int($0)))) }
            // The mixed positions are all different, so that a key at a cut has no equals.
            return rule.bins(keys, from: positions.lowerBound) { _, own in [rule.bin(own.lowerBound, own.upperBound)] }
        }
    }

    private static func keys(_ values: [Double]) -> [UInt64] {
        ParallelChunks.map(values.count, chunk: 131_072) { range in range.map { RadixOrder.key(values[$0]) } }
            .flatMap { $0 }
    }

    /// A well-spread number for a seed and a position.
    private static func mix(_ seed: UInt64, _ position: UInt64) -> UInt64 {
        SplitMix64.mix(seed &+ (position &+ 1) &* SplitMix64.goldenGamma)
    }
}
