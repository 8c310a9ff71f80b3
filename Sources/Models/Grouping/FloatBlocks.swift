import Statistics

/// Rows in single precision, sixteen beside each other column by column, so that one instruction works on four or more
/// of them whatever the number of groups is.
///
/// Used for all but the last iterations on large tables; those are in double precision.
struct FloatBlocks: Sendable {
    typealias Lanes = SIMD16<Float>
    static let lanes = 16

    let count: Int
    let width: Int
    /// Block by block, in a block column by column; rows beyond the last are zero.
    let blocks: [Lanes]

    /// - Parameter rows: how many of the first rows are taken.
    init(_ data: CanonicalRows, rows count: Int) {
        let width = data.width
        self.count = count
        self.width = width
        let blockCount = (count + Self.lanes - 1) / Self.lanes
        blocks = [Lanes](unsafeUninitializedCapacity: blockCount * width) { buffer, filled in
            // One thread writes each block.
            nonisolated(unsafe) let target = UnsafeMutableRawPointer(buffer.baseAddress!)
                .assumingMemoryBound(to: Float.self)
            _ = ParallelChunks.map(blockCount, chunk: 512) { range in
                data.values.withUnsafeBufferPointer { values in
                    for block in range {
                        for column in 0..<width {
                            for lane in 0..<Self.lanes {
                                let row = block &* Self.lanes &+ lane
                                target[(block &* width &+ column) &* Self.lanes &+ lane] =
                                    row < count ? Float(values[row &* width &+ column]) : 0
                            }
                        }
                    }
                }
            }
            filled = blockCount * width
        }
    }

    /// The nearest centroid of each row of a block, ties going to the first.
    ///
    /// (x − c)² and not ‖c‖² − 2x·c: groups that are small and far from the centre keep their digits.
    @inline(__always)
    static func nearest(
        _ block: UnsafePointer<Lanes>,
        _ centroids: UnsafePointer<Float>,
        _ groups: Int,
        _ width: Int
    ) -> SIMD16<Int32> {
        var best = Lanes(repeating: .infinity)
        var labels = SIMD16<Int32>(repeating: 0)
        for group in 0..<groups {
            var sum = Lanes(repeating: 0)
            for column in 0..<width {
                let difference = block[column] - centroids[group &* width &+ column]
                sum += difference * difference
            }
            let isNearer = sum .< best
            best.replace(with: sum, where: isNearer)
            labels.replace(with: Int32(truncatingIfNeeded: group), where: isNearer)
        }
        return labels
    }
}
