import CNearestCentroid
import Statistics

/// Rows in single precision, sixteen beside each other column by column, so that one instruction works on four or more
/// of them whatever the number of groups is.
///
/// Used for all but the last iterations on large tables; those are in double precision.
struct FloatBlocks: Sendable {
    typealias Lanes = SIMD16<Float>
    static let lanes = Int(COVEY_BLOCK_ROWS)

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

    /// The nearest centroid of each row of the blocks in `range`, ties going to the first.
    ///
    /// - Parameter labels: gets sixteen labels for each block of `range`.
    func findNearest(
        to centroids: UnsafeBufferPointer<Float>,
        in range: Range<Int>,
        _ labels: UnsafeMutableBufferPointer<SIMD16<Int32>>
    ) {
        // Vectors are what C is handed as their elements.
        blocks.withUnsafeBytes { values in
            covey_nearest_centroid(
                values.baseAddress!.assumingMemoryBound(to: Float.self) + range.lowerBound * width * Self.lanes,
                range.count,
                centroids.baseAddress!,
                centroids.count / width,
                width,
                UnsafeMutableRawPointer(labels.baseAddress!).assumingMemoryBound(to: Int32.self)
            )
        }
    }
}
