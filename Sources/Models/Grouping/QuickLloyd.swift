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
        var labels = [SIMD16<Int32>](repeating: .init(repeating: -1), count: blocks.blocks.count / data.width)
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
        let known = (0..<blocks.count).map { max(0, labels[$0 / FloatBlocks.lanes][$0 % FloatBlocks.lanes]) }
        return run(data, rows: blocks.count, from: centroids, labels: known, done: iterations)
    }

    /// Assigns all rows, and gives what changed: the sums by group and column, the counts by group, and how many moved.
    private static func quickStep(
        _ blocks: FloatBlocks,
        _ centroids: [Float],
        _ labels: inout [SIMD16<Int32>]
    ) -> [Double] {
        let (width, groups) = (blocks.width, centroids.count / blocks.width)
        let blockCount = labels.count
        return labels.withUnsafeMutableBufferPointer { buffer in
            // One thread reads and writes the labels of each block.
            nonisolated(unsafe) let labels = buffer
            return ParallelChunks.sum(blockCount, length: (width + 1) * groups + 1, chunk: 512) { range in
                var change = [Double](repeating: 0, count: (width + 1) * groups + 1)
                change.withUnsafeMutableBufferPointer { change in
                    withUnsafeTemporaryAllocation(of: SIMD16<Int32>.self, capacity: range.count) { found in
                        centroids.withUnsafeBufferPointer { blocks.findNearest(to: $0, in: range, found) }
                        for block in range {
                            moveRows(blocks, block, labels[block], found[block &- range.lowerBound], groups, change)
                            labels[block] = found[block &- range.lowerBound]
                        }
                    }
                }
                return change
            }
        }
    }

    /// Takes the rows of a block that changed their group out of the old group and puts them into the new one.
    @inline(__always)
    private static func moveRows(
        _ blocks: FloatBlocks,
        _ block: Int,
        _ old: SIMD16<Int32>,
        _ new: SIMD16<Int32>,
        _ groups: Int,
        _ change: UnsafeMutableBufferPointer<Double>
    ) {
        let moved = old .!= new
        guard any(moved) else { return }
        let count = min(FloatBlocks.lanes, blocks.count &- block &* FloatBlocks.lanes)
        blocks.blocks.withUnsafeBufferPointer { values in
            let rows = values.baseAddress! + block &* blocks.width
            for lane in 0..<count where moved[lane] {
                move(rows, lane, from: Int(old[lane]), to: Int(new[lane]), blocks.width, groups, change)
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
