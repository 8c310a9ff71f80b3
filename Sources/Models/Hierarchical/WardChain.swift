/// Ward's method by chains of nearest neighbours, on the groups' centroids.
///
/// Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011, section 3.2 (after Murtagh 1983). The
/// distance between groups follows from their centroids and sizes, so that no table of distances is needed.
/// A tie goes to the group before on the chain, so that the chain ends, and then to the group whose row comes first.
struct WardChain {
    private let width: Int
    private let stride: Int
    /// Groups that are left, each by a row of it; groups stay in the order in which they began.
    private var names: [Int]
    private var sizes: [Double]
    /// Column by column, so that the loop over groups is one over neighbours in memory.
    private var centroids: [Double]
    private var isGone: [Bool]
    private var left: Int
    private var distances: [Double]

    /// - Complexity: O(*n*² × *width*) time, O(*n* × *width*) memory.
    static func joins(_ points: [Double], width: Int) -> [(left: Int, right: Int, height: Double)] {
        var chain = WardChain(points, width: width)
        return chain.run()
    }

    private init(_ points: [Double], width: Int) {
        self.width = width
        let count = points.count / max(1, width)
        stride = count
        names = Array(0..<count)
        sizes = [Double](repeating: 1, count: count)
        isGone = [Bool](repeating: false, count: count)
        distances = [Double](repeating: 0, count: count)
        left = count
        centroids = [Double](repeating: 0, count: points.count)
        for row in 0..<count {
            for column in 0..<width { centroids[column * count + row] = points[row * width + column] }
        }
    }

    private mutating func run() -> [(left: Int, right: Int, height: Double)] {
        var joins: [(left: Int, right: Int, height: Double)] = []
        var chain: [Int] = []
        while left > 1 {
            if 2 * left < names.count { chain = compact(chain) }
            if chain.isEmpty { chain = [isGone.firstIndex(of: false)!] }
            let tip = chain[chain.count - 1]
            let before = chain.count > 1 ? chain[chain.count - 2] : nil
            let (nearest, square) = nearest(to: tip, preferring: before)
            if nearest == before {
                chain.removeLast(2)
                joins.append((names[min(tip, nearest)], names[max(tip, nearest)], square.squareRoot()))
                merge(min(tip, nearest), max(tip, nearest))
            } else {
                chain.append(nearest)
            }
        }
        return joins
    }

    private mutating func nearest(to tip: Int, preferring before: Int?) -> (Int, Double) {
        let (count, stride, width, size) = (names.count, stride, width, sizes[tip])
        // Plain pointers: these loops are all the time.
        return distances.withUnsafeMutableBufferPointer { distances in
            centroids.withUnsafeBufferPointer { centroids in
                sizes.withUnsafeBufferPointer { sizes in
                    for index in 0..<count { distances[index] = 0 }
                    for column in 0..<width {
                        let values = centroids.baseAddress! + column &* stride
                        let value = values[tip]
                        for index in 0..<count {
                            let difference = values[index] - value
                            distances[index] += difference * difference
                        }
                    }
                    // The factor is at least 1, so that most groups are passed over before it is divided out.
                    var best = before ?? -1
                    var least = before.map { distances[$0] * 2 * size * sizes[$0] / (size + sizes[$0]) } ?? .infinity
                    for index in 0..<count where distances[index] < least && !isGone[index] && index != tip {
                        let square = distances[index] * 2 * size * sizes[index] / (size + sizes[index])
                        if square < least { (best, least) = (index, square) }
                    }
                    return (best, least)
                }
            }
        }
    }

    /// The second group goes into the first.
    private mutating func merge(_ first: Int, _ second: Int) {
        let total = sizes[first] + sizes[second]
        for column in 0..<width {
            let (a, b) = (column * stride + first, column * stride + second)
            centroids[a] += (centroids[b] - centroids[a]) * (sizes[second] / total)
        }
        sizes[first] = total
        isGone[second] = true
        left -= 1
    }

    /// Takes out the groups that are gone, and says where those of the chain are now.
    private mutating func compact(_ chain: [Int]) -> [Int] {
        let kept = names.indices.filter { !isGone[$0] }
        var place = [Int](repeating: -1, count: names.count)
        for (new, old) in kept.enumerated() {
            place[old] = new
            for column in 0..<width { centroids[column * stride + new] = centroids[column * stride + old] }
        }
        names = kept.map { names[$0] }
        sizes = kept.map { sizes[$0] }
        isGone = [Bool](repeating: false, count: kept.count)
        return chain.map { place[$0] }
    }
}
