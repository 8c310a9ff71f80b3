import Dispatch
package import Statistics

/// An order of rows that follows from what they hold, not from where they stand, so that a shuffled file gives the
/// same groups to the last bit.
///
/// Rows are sorted by a 64-bit hash of their values; copies of a row have hashes of their own, drawn from it, so that they
/// are spread over the order. Rows of one hash are sorted by their values. The order looks random, so
/// its first *m* rows are a random sample of *m*. A column enters the hash by a key made of its values, so that the
/// order of columns does not matter either, except between columns that hold the same values in different rows.
package struct CanonicalOrder: Sendable {
    /// Row numbers of the table, from 0, in the canonical order.
    package let rows: [Int]

    /// - Parameters:
    ///   - matrix: finite numbers.
    ///   - seed: another seed gives another order, and so another sample.
    /// - Complexity: O(*n d* + *n* log *n*).
    package init(_ matrix: Matrix, seed: UInt64) {
        let hashes = Self.hashes(matrix, seed: seed)
        let sorted = Self.sorted(hashes, matrix)
        rows = Self.spread(hashes, sorted).map { Self.sorted($0, matrix) } ?? sorted
    }

    /// Hashes by which equal rows are drawn one by one, or a sample would hold all copies of a row or none.
    ///
    /// - Returns: `nil` where no two rows have one hash.
    private static func spread(_ hashes: [UInt64], _ order: [Int]) -> [UInt64]? {
        var spread = hashes
        var copies: UInt64 = 0
        var hasCopies = false
        for (before, row) in zip(order, order.dropFirst()) {
            copies = hashes[before] == hashes[row] ? copies + 1 : 0
            guard copies > 0 else { continue }
            hasCopies = true
            spread[row] = SplitMix64.mix(hashes[row] ^ SplitMix64.mix(copies))
        }
        return hasCopies ? spread : nil
    }

    private static func hashes(_ matrix: Matrix, seed: UInt64) -> [UInt64] {
        let (count, width) = (matrix.rows, matrix.columns)
        // Plain pointers, since this reads every value of the table.
        return matrix.elements.withUnsafeBufferPointer { buffer in
            // Only read, by all threads.
            nonisolated(unsafe) let values = buffer
            let keys = columnKeys(values, count, width)
            let start = SplitMix64.mix(seed &+ SplitMix64.goldenGamma)
            return ParallelChunks.map(count) { range in
                range.map { row in
                    var sum = start
                    for column in 0..<width {
                        sum &+= SplitMix64.mix(ContentHash.of(values[row &* width &+ column]) ^ keys[column])
                    }
                    return SplitMix64.mix(sum)
                }
            }.flatMap { $0 }
        }
    }

    /// A key for each column: the sum of its values' hashes, which no order of rows changes.
    private static func columnKeys(_ buffer: UnsafeBufferPointer<Double>, _ count: Int, _ width: Int) -> [UInt64] {
        // Only read, by all threads.
        nonisolated(unsafe) let values = buffer
        let parts = ParallelChunks.map(count) { range in
            var keys = [UInt64](repeating: 0, count: width)
            for row in range {
                for column in 0..<width {
                    keys[column] &+= SplitMix64.mix(ContentHash.of(values[row &* width &+ column]))
                }
            }
            return keys
        }
        var keys = [UInt64](repeating: 0, count: width)
        for part in parts {
            for column in 0..<width { keys[column] &+= part[column] }
        }
        return keys.map(SplitMix64.mix)
    }

    /// Rows by hash: first into buckets by the hash's leading bits, then each bucket by itself, on all cores.
    private static func sorted(_ hashes: [UInt64], _ matrix: Matrix) -> [Int] {
        let bits = hashes.count < 4_096 ? 0 : 10
        let buckets = 1 << bits
        let bucket: (UInt64) -> Int = { bits == 0 ? 0 : Int($0 >> UInt64(64 - bits)) }
        var starts = [Int](repeating: 0, count: buckets + 1)
        for hash in hashes { starts[bucket(hash) + 1] += 1 }
        for index in 1...buckets { starts[index] += starts[index - 1] }
        var next = starts
        var order = [(hash: UInt64, row: Int)](repeating: (0, 0), count: hashes.count)
        for (row, hash) in hashes.enumerated() {
            order[next[bucket(hash)]] = (hash, row)
            next[bucket(hash)] += 1
        }
        let scattered = order
        let ends = starts
        return ParallelChunks.map(buckets, chunk: max(1, buckets / 64)) { range in
            var rows: [Int] = []
            for index in range {
                let part = scattered[ends[index]..<ends[index + 1]].sorted { left, right in
                    left.hash != right.hash ? left.hash < right.hash : precedes(left.row, right.row, matrix)
                }
                for entry in part { rows.append(entry.row) }
            }
            return rows
        }.flatMap { $0 }
    }

    /// By values, where two hashes are the same; rows of the same values stay as they are, since either may come first.
    private static func precedes(_ left: Int, _ right: Int, _ matrix: Matrix) -> Bool {
        for column in 0..<matrix.columns {
            let (first, second) = (matrix[left, column], matrix[right, column])
            if first != second { return first < second }
        }
        return false
    }
}
