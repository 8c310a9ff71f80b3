import Statistics

/// Bins by rank among a number of keys: rank *r* of *n* goes to bin ⌊*r*·*k* / (*n* + 1)⌋ + 1.
///
/// Only the keys at which a bin begins are looked for, and every key is then compared with those; nothing is sorted.
struct RankBins: Sendable {
    /// *k*.
    var count: Int
    /// *n*.
    var total: Int

    /// The bin of equal keys that have the positions `start..<end` in their order, by their mean rank.
    func bin(_ start: Int, _ end: Int) -> UInt8 {
        // The mean of the ranks start + 1 … end, doubled to stay in whole numbers.
        UInt8(clamping: (start + 1 + end) * count / (2 * (total + 1)) + 1)
    }

    /// The positions in a range at which the bin is another than at the position before them, ascending.
    private func beginnings(in range: Range<Int>) -> [Int] {
        var found: [Int] = []
        for bin in stride(from: 1, to: count, by: 1) {
            // The first position whose rank, one more, is at least bin · (n + 1) / k.
            let position = (bin * (total + 1) + count - 1) / count - 1
            if range.contains(position), position != found.last { found.append(position) }
        }
        return found
    }

    /// - Parameters:
    ///   - keys: at most 2³² of them.
    ///   - first: the position of the smallest of these keys among all.
    ///   - tied: the bins of the rows, ascending, whose equal keys have these positions.
    /// - Returns: a bin for each key.
    /// - Complexity: O(*n* log *k*).
    func bins(
        _ keys: [UInt64],
        from first: Int = 0,
        tied: (_ rows: [UInt32], _ positions: Range<Int>) -> [UInt8]
    ) -> [UInt8] {
        let cuts = KeyRun.select(keys, at: beginnings(in: first..<first + keys.count), from: first)
        let (bins, rows) = compared(keys, with: cuts, from: first)
        var result = bins
        for (cut, rows) in zip(cuts, rows) {
            for (row, bin) in zip(rows, tied(rows, cut.positions)) { result[Int(row)] = bin }
        }
        return result
    }

    /// The bins of keys beside the cuts, 0 for those at a cut, and the rows of those at each cut.
    private func compared(_ keys: [UInt64], with cuts: [KeyRun], from first: Int) -> ([UInt8], [[UInt32]]) {
        // Between two cuts no bin begins, so all keys there have the bin of the position after the lower one.
        let between = ([first] + cuts.map(\.positions.upperBound)).map { bin($0, $0 + 1) }
        let cutKeys = cuts.map(\.key)
        let parts = ParallelChunks.map(keys.count, chunk: 131_072) { range -> ([UInt8], [[UInt32]]) in
            var rows = [[UInt32]](repeating: [], count: cuts.count)
            let bins = [UInt8](unsafeUninitializedCapacity: range.count) { bins, count in
                // Without bounds checks, as this is done for every row; the range lies within the keys.
                keys.withUnsafeBufferPointer { keys in
                    for row in range {
                        let place = Self.lowerBound(cutKeys, keys[row])
                        let isCut = place < cutKeys.count && cutKeys[place] == keys[row]
                        if isCut { rows[place].append(UInt32(row)) }
                        bins[row - range.lowerBound] = isCut ? 0 : between[place]
                    }
                }
                count = range.count
            }
            return (bins, rows)
        }
        let rows = cuts.indices.map { cut in parts.flatMap { $0.1[cut] } }
        return (parts.flatMap(\.0), rows)
    }

    /// How many of the keys, ascending, are below one.
    private static func lowerBound(_ keys: [UInt64], _ key: UInt64) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A key, and the positions that it and its equals have in the order of all keys.
struct KeyRun: Sendable {
    var key: UInt64
    var positions: Range<Int>

    /// Below this many keys, sorting them is quicker than counting their digits.
    private static let few = 4_096

    /// Finds the keys at some positions of their order, by their digits of 16 bits from the most significant on: only
    /// keys that share the digits of one at a position are looked at again.
    ///
    /// - Parameters:
    ///   - positions: ascending, from `first` on.
    ///   - first: the position of the smallest key.
    /// - Returns: ascending, each key once.
    static func select(_ keys: [UInt64], at positions: [Int], from first: Int, shift: UInt64 = 48) -> [KeyRun] {
        guard !positions.isEmpty else { return [] }
        if keys.count <= few { return sorted(keys, positions, first) }
        let counts = digitCounts(keys, shift)
        var (runs, start) = ([KeyRun](), first)
        var wanted = positions[...]
        var chosen: [(digit: Int, positions: [Int], first: Int)] = []
        for (digit, count) in counts.enumerated() where count > 0 {
            let own = wanted.prefix { $0 < start + count }
            if !own.isEmpty { chosen.append((digit, Array(own), start)) }
            wanted = wanted.dropFirst(own.count)
            start += count
            if wanted.isEmpty { break }
        }
        for (choice, own) in zip(chosen, withDigits(chosen.map(\.digit), keys, shift)) {
            if own.allSatisfy({ $0 == own[0] }) {
                runs.append(KeyRun(key: own[0], positions: choice.first..<choice.first + own.count))
            } else {
                runs += select(own, at: choice.positions, from: choice.first, shift: shift - 16)
            }
        }
        return runs
    }

    private static func sorted(_ keys: [UInt64], _ positions: [Int], _ first: Int) -> [KeyRun] {
        let sorted = keys.sorted()
        var runs: [KeyRun] = []
        for position in positions where position >= runs.last?.positions.upperBound ?? first {
            let key = sorted[position - first]
            let start = sorted[..<(position - first)].lastIndex { $0 != key }.map { $0 + 1 } ?? 0
            let end = sorted[(position - first)...].firstIndex { $0 != key } ?? sorted.count
            runs.append(KeyRun(key: key, positions: first + start..<first + end))
        }
        return runs
    }

    /// How many keys have each digit of 16 bits.
    private static func digitCounts(_ keys: [UInt64], _ shift: UInt64) -> [Int] {
        let parts = ParallelChunks.map(keys.count, chunk: 262_144) { range -> [UInt32] in
            var counts = [UInt32](repeating: 0, count: 65_536)
            // Without bounds checks, as this is done for every row: a digit is below 65,536.
            counts.withUnsafeMutableBufferPointer { counts in
                keys.withUnsafeBufferPointer { keys in
                    for row in range { counts[Int((keys[row] >> shift) & 0xFFFF)] &+= 1 }
                }
            }
            return counts
        }
        var total = [Int](repeating: 0, count: 65_536)
        for part in parts {
            for digit in 0..<65_536 { total[digit] += Int(part[digit]) }
        }
        return total
    }

    /// The keys that have each of these digits.
    private static func withDigits(_ digits: [Int], _ keys: [UInt64], _ shift: UInt64) -> [[UInt64]] {
        var places = [Int](repeating: -1, count: 65_536)
        for (place, digit) in digits.enumerated() { places[digit] = place }
        let placeOf = places
        let parts = ParallelChunks.map(keys.count, chunk: 262_144) { range -> [[UInt64]] in
            var found = [[UInt64]](repeating: [], count: digits.count)
            for row in range {
                let place = placeOf[Int((keys[row] >> shift) & 0xFFFF)]
                if place >= 0 { found[place].append(keys[row]) }
            }
            return found
        }
        return digits.indices.map { place in parts.flatMap { $0[place] } }
    }
}
