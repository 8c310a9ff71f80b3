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
    /// - Complexity: O(*n* log *n*).
    package func assign(_ values: [Double]) -> [UInt8] {
        assign(values, members: Array(values.indices))
    }

    /// The bins of `members` (indices into `values`) among themselves; other entries of the result are 0.
    func assign(_ values: [Double], members: [Int]) -> [UInt8] {
        var bins = [UInt8](repeating: 0, count: values.count)
        let order = ordered(members, by: values)
        var start = 0
        while start < order.count {
            var end = start + 1
            if case .together = ties {
                while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            }
            // The mean of the ranks start + 1 … end, doubled to stay in whole numbers.
            let doubledRank = start + 1 + end
            let bin = doubledRank * count / (2 * (order.count + 1)) + 1
            for position in start..<end { bins[order[position]] = UInt8(clamping: bin) }
            start = end
        }
        return bins
    }

    private func ordered(_ members: [Int], by values: [Double]) -> [Int] {
        switch ties {
        case .together:
            return members.sorted { values[$0] < values[$1] }
        case .random(let seed):
            return members.sorted { left, right in
                if values[left] != values[right] { return values[left] < values[right] }
                let keys = (Self.mix(seed, UInt64(left)), Self.mix(seed, UInt64(right)))
                return keys.0 == keys.1 ? left < right : keys.0 < keys.1
            }
        }
    }

    /// SplitMix64's finaliser (Steele, Lea and Flood 2014): a well-spread number for a seed and a position.
    private static func mix(_ seed: UInt64, _ position: UInt64) -> UInt64 {
        var state = seed &+ (position &+ 1) &* 0x9E37_79B9_7F4A_7C15
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
    }
}
