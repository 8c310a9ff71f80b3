import CNearestCentroid
import Statistics
import Testing

/// The loop in C, in the version that the processor at hand is given, against the same arithmetic row by row.
@Suite struct NearestCentroidLoopTests {
    static let rows = Int(COVEY_BLOCK_ROWS)

    /// Values of `steps` sizes, so that many distances are equal where there are few of them.
    static func values(_ count: Int, steps: Double, scale: Float, _ random: inout SplittableRandom) -> [Float] {
        (0..<count).map { _ in scale * Float((steps * random.uniform()).rounded() / steps - 0.5) }
    }

    static func nearest(_ block: ArraySlice<Float>, _ row: Int, _ centroids: [Float], _ width: Int) -> Int32 {
        var (best, label) = (Float.infinity, 0)
        for group in 0..<centroids.count / width {
            var sum: Float = 0
            for column in 0..<width {
                let difference = block[block.startIndex + column * rows + row] - centroids[group * width + column]
                sum += difference * difference
            }
            if sum < best { (best, label) = (sum, group) }
        }
        return Int32(label)
    }

    @Test(arguments: [(4.0, Float(1)), (1e6, 1), (1e6, 1e12), (1e6, 1e-12)])
    func labelsAreThoseOfThePlainLoop(steps: Double, scale: Float) {
        var random = SplittableRandom(seed: 5)
        for _ in 0..<60 {
            let (blocks, width, groups) = (
                1 + random.index(below: 9), 1 + random.index(below: 11), 1 + random.index(below: 17)
            )
            let values = Self.values(blocks * width * Self.rows, steps: steps, scale: scale, &random)
            let centroids = Self.values(groups * width, steps: steps, scale: scale, &random)
            var labels = [Int32](repeating: -1, count: blocks * Self.rows)
            covey_nearest_centroid(values, blocks, centroids, groups, width, &labels)
            let expected = (0..<labels.count).map { row in
                let first = row / Self.rows * width * Self.rows
                return Self.nearest(values[first...], row % Self.rows, centroids, width)
            }
            #expect(labels == expected, "\(blocks) blocks, \(width) columns, \(groups) groups")
        }
    }
}
