import Statistics

/// Lloyd's iterations on large tables: in single precision until rows hardly move, then in double precision to the end.
///
/// Sums of groups are kept from one iteration to the next, and only rows that moved are taken out and put in.
extension Lloyd {
    /// Below this, single precision saves nothing that could be noticed.
    static let rowsForSinglePrecision = 16_384

    /// The first rows in single precision, where there are enough of them.
    static func blocks(_ data: CanonicalRows, rows: Int) -> FloatBlocks? {
        rows >= rowsForSinglePrecision ? FloatBlocks(data, rows: rows) : nil
    }

    /// Iterates over the rows of `blocks`, or over all in double precision where there are none.
    func run(quickly data: CanonicalRows, _ blocks: FloatBlocks?, from start: [Double]) -> Outcome {
        guard let blocks, maximumIterations > 1 else { return run(data, rows: data.count, from: start) }
        let groups = start.count / data.width
        var labels = [Int32](repeating: -1, count: blocks.blocks.count / data.width * FloatBlocks.lanes)
        var sums = [Double](repeating: 0, count: start.count)
        var counts = [Double](repeating: 0, count: groups)
        var centroids = start
        var iterations = 0
        let smallShift = tolerance * tolerance * data.totalSumOfSquares / Double(data.count)
        // The last iteration is left to double precision.
        while iterations < maximumIterations - 1 {
            iterations += 1
            let change = Self.quickStep(blocks, centroids.map(Float.init), &labels)
            for index in sums.indices { sums[index] += change[index] }
            for group in 0..<groups { counts[group] += change[sums.count + group] }
            guard !counts.contains(0) else { break }
            let next = sums.enumerated().map { $1 / counts[$0 / data.width] }
            let shift = zip(next, centroids).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            centroids = next
            if change[sums.count + groups] == 0 || shift <= smallShift { break }
        }
        let known = labels.prefix(blocks.count).map { max(0, $0) }
        return run(data, rows: blocks.count, from: centroids, labels: known, done: iterations)
    }

    /// Assigns all rows, and gives what changed: the sums by group and column, the counts by group, and how many moved.
    private static func quickStep(_ blocks: FloatBlocks, _ centroids: [Float], _ labels: inout [Int32]) -> [Double] {
        let (count, width, groups) = (blocks.count, blocks.width, centroids.count / blocks.width)
        let blockCount = blocks.blocks.count / width
        return labels.withUnsafeMutableBytes { bytes in
            // One thread reads and writes the labels of each block.
            nonisolated(unsafe) let labels = bytes.baseAddress!.assumingMemoryBound(to: SIMD16<Int32>.self)
            return ParallelChunks.sum(blockCount, length: (width + 1) * groups + 1, chunk: 512) { range in
                var change = [Double](repeating: 0, count: (width + 1) * groups + 1)
                change.withUnsafeMutableBufferPointer { change in
                    blocks.blocks.withUnsafeBufferPointer { values in
                        centroids.withUnsafeBufferPointer { centroids in
                            for block in range {
                                let rows = values.baseAddress! + block &* width
                                let found = FloatBlocks.nearest(rows, centroids.baseAddress!, groups, width)
                                let moved = found .!= labels[block]
                                guard any(moved) else { continue }
                                let first = block &* FloatBlocks.lanes
                                for lane in 0..<min(FloatBlocks.lanes, count &- first) where moved[lane] {
                                    let old = Int(labels[block][lane])
                                    move(rows, lane, from: old, to: Int(found[lane]), width, groups, change)
                                }
                                labels[block] = found
                            }
                        }
                    }
                }
                return change
            }
        }
    }

    @inline(__always)
    private static func move(
        _ rows: UnsafePointer<FloatBlocks.Lanes>,
        _ lane: Int,
        from old: Int,
        to new: Int,
        _ width: Int,
        _ groups: Int,
        _ change: UnsafeMutableBufferPointer<Double>
    ) {
        let values = UnsafeRawPointer(rows).assumingMemoryBound(to: Float.self)
        for column in 0..<width {
            let value = Double(values[column &* FloatBlocks.lanes &+ lane])
            change[new &* width &+ column] += value
            if old >= 0 { change[old &* width &+ column] -= value }
        }
        change[groups &* width &+ new] += 1
        if old >= 0 { change[groups &* width &+ old] -= 1 }
        change[groups &* width &+ groups] += 1
    }
}
