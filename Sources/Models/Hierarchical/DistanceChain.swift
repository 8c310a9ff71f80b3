import Statistics

/// Average and complete linkage by chains of nearest neighbours, on a table of all distances.
///
/// Müllner (2011), section 3.2; distances to a new group by the formulas of Lance and Williams (1967). Ties as in
/// `WardChain`.
struct DistanceChain {
    private let linkage: Linkage
    private let count: Int
    /// The distance of rows *i* > *j* stands at *i*(*i* − 1)/2 + *j*.
    private var distances: [Double]
    private var sizes: [Double]
    /// Groups that are left, in the order in which they began.
    private var active: [Int]

    /// - Complexity: O(*n*²) time and memory, and O(*n*² × *width*) time for the distances.
    static func joins(_ points: [Double], width: Int, _ linkage: Linkage) -> [(left: Int, right: Int, height: Double)] {
        var chain = DistanceChain(points, width, linkage)
        return chain.run()
    }

    private init(_ points: [Double], _ width: Int, _ linkage: Linkage) {
        self.linkage = linkage
        let count = points.count / max(1, width)
        self.count = count
        sizes = [Double](repeating: 1, count: count)
        active = Array(0..<count)
        distances = [Double](unsafeUninitializedCapacity: count * (count - 1) / 2) { buffer, filled in
            // One thread writes each row of the table.
            nonisolated(unsafe) let target = buffer
            _ = ParallelChunks.map(count, chunk: 64) { rows in
                points.withUnsafeBufferPointer { points in
                    for row in rows {
                        let start = row &* (row &- 1) / 2
                        for other in 0..<row {
                            var square = 0.0
                            for column in 0..<width {
                                let difference = points[row &* width &+ column] - points[other &* width &+ column]
                                square += difference * difference
                            }
                            target[start &+ other] = square.squareRoot()
                        }
                    }
                }
            }
            filled = count * (count - 1) / 2
        }
    }

    private static func place(_ first: Int, _ second: Int) -> Int {
        first > second ? first &* (first &- 1) / 2 &+ second : second &* (second &- 1) / 2 &+ first
    }

    private mutating func run() -> [(left: Int, right: Int, height: Double)] {
        var joins: [(left: Int, right: Int, height: Double)] = []
        var chain: [Int] = []
        while active.count > 1 {
            if chain.isEmpty { chain = [active[0]] }
            let tip = chain[chain.count - 1]
            let before = chain.count > 1 ? chain[chain.count - 2] : nil
            let (nearest, distance) = nearest(to: tip, preferring: before)
            if nearest == before {
                chain.removeLast(2)
                joins.append((min(tip, nearest), max(tip, nearest), distance))
                merge(min(tip, nearest), max(tip, nearest))
            } else {
                chain.append(nearest)
            }
        }
        return joins
    }

    private func nearest(to tip: Int, preferring before: Int?) -> (Int, Double) {
        // Plain pointers: this loop is most of the time.
        distances.withUnsafeBufferPointer { distances in
            active.withUnsafeBufferPointer { active in
                var best = before ?? -1
                var least = before.map { distances[Self.place(tip, $0)] } ?? .infinity
                for index in 0..<active.count {
                    let other = active[index]
                    guard other != tip else { continue }
                    let distance = distances[Self.place(tip, other)]
                    if distance < least { (best, least) = (other, distance) }
                }
                return (best, least)
            }
        }
    }

    /// The second group goes into the first.
    private mutating func merge(_ first: Int, _ second: Int) {
        let (a, b) = (sizes[first], sizes[second])
        active.remove(at: active.firstIndex(of: second)!)
        for other in active where other != first {
            let (to, from) = (Self.place(first, other), Self.place(second, other))
            distances[to] =
                linkage == .complete
                ? max(distances[to], distances[from]) : (a * distances[to] + b * distances[from]) / (a + b)
        }
        sizes[first] = a + b
    }
}
