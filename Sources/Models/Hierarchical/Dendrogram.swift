package import Statistics

/// A tree of groups, from single rows to one group of all.
///
/// Heights are those of scipy's `linkage`: Euclidean distances, and for Ward √(2·|a|·|b|/(|a|+|b|))·‖c_a − c_b‖.
package struct Dendrogram: Sendable, Hashable {
    package struct Merge: Sendable, Hashable {
        /// Rows have the numbers 0 ..< *n*, and the group that merge *i* makes has *n* + *i*; `left` is the smaller one.
        package var left: Int
        package var right: Int
        package var height: Double
        /// Rows in the new group.
        package var size: Int
    }

    package let leafCount: Int
    /// From the lowest to the highest.
    package let merges: [Merge]

    /// From pairs of rows that stand for their groups at the time, in any order in which no group is joined before it
    /// is made.
    ///
    /// Pairs of one height stay in their order, and groups are numbered by union-find (Müllner 2011, figure 5).
    init(leafCount: Int, joins: [(left: Int, right: Int, height: Double)]) {
        self.leafCount = leafCount
        let order = joins.indices.sorted { (joins[$0].height, $0) < (joins[$1].height, $1) }
        var sets = DisjointSets(leafCount)
        var name = Array(0..<leafCount)
        var merges: [Merge] = []
        merges.reserveCapacity(joins.count)
        for index in order {
            let (a, b) = (sets.root(of: joins[index].left), sets.root(of: joins[index].right))
            let size = sets.size(ofRoot: a) + sets.size(ofRoot: b)
            merges.append(
                Merge(
                    left: min(name[a], name[b]),
                    right: max(name[a], name[b]),
                    height: joins[index].height,
                    size: size
                )
            )
            name[sets.join(a, b)] = leafCount + merges.count - 1
        }
        self.merges = merges
    }

    /// The group of each row when the tree is cut into `groups` groups, numbered as they first occur.
    ///
    /// - Precondition: there are at least as many rows.
    /// - Complexity: O(*n*).
    package func cut(into groups: Int) -> [Int] {
        precondition((1...max(1, leafCount)).contains(groups))
        var sets = DisjointSets(leafCount)
        // Any row of each group.
        var representative = Array(0..<leafCount)
        for merge in merges.prefix(leafCount - groups) {
            let (a, b) = (representative[merge.left], representative[merge.right])
            representative.append(sets.join(sets.root(of: a), sets.root(of: b)))
        }
        var number = [Int](repeating: -1, count: leafCount)
        var next = 0
        return (0..<leafCount).map { row in
            let root = sets.root(of: row)
            if number[root] < 0 {
                number[root] = next
                next += 1
            }
            return number[root]
        }
    }

    /// The rows in an order in which every group stands together, and the height at which each joins the one before it.
    func leafOrder() -> (leaves: [Int], heights: [Double]) {
        guard let top = merges.indices.last else { return (Array(0..<leafCount), []) }
        var leaves: [Int] = []
        var heights: [Double] = []
        // A group, and the height at which its first row joins what stands before it.
        var stack: [(node: Int, height: Double)] = [(leafCount + top, .infinity)]
        while let (node, height) = stack.popLast() {
            if node < leafCount {
                leaves.append(node)
                heights.append(height)
            } else {
                let merge = merges[node - leafCount]
                stack.append((merge.right, merge.height))
                stack.append((merge.left, height))
            }
        }
        return (leaves, heights)
    }

    /// The correlation of the distances between rows with the heights at which they join (Sokal and Rohlf 1962).
    ///
    /// - Parameter matrix: the rows.
    /// - Returns: `nil` where all distances, or all heights, are the same.
    /// - Complexity: O(*n*² × *columns*), on all cores.
    package func copheneticCorrelation(_ matrix: Matrix) -> Double? {
        let (leaves, heights) = leafOrder()
        let points = matrix.selecting(rows: leaves).elements
        let width = matrix.columns
        let scale = heights.filter(\.isFinite).max() ?? 0
        guard leafCount > 2, scale > 0 else { return nil }
        let pairs = Double(leafCount) * Double(leafCount - 1) / 2
        let sums = ParallelChunks.sum(leafCount, length: 5, chunk: 256) { range in
            var sums = [0.0, 0, 0, 0, 0]
            // Plain pointers: a loop over all pairs.
            points.withUnsafeBufferPointer { points in
                heights.withUnsafeBufferPointer { heights in
                    for first in range {
                        var joined = 0.0
                        for second in first + 1..<max(first + 1, leafCount) {
                            joined = max(joined, heights[second])
                            var square = 0.0
                            for column in 0..<width {
                                let difference = points[first &* width &+ column] - points[second &* width &+ column]
                                square += difference * difference
                            }
                            let (d, h) = (square.squareRoot() / scale, joined / scale)
                            sums[0] += d
                            sums[1] += h
                            sums[2] += d * d
                            sums[3] += h * h
                            sums[4] += d * h
                        }
                    }
                }
            }
            return sums
        }.map { $0 / pairs }
        let (vd, vh) = (sums[2] - sums[0] * sums[0], sums[3] - sums[1] * sums[1])
        guard vd > 1e-14 * sums[2], vh > 1e-14 * sums[3] else { return nil }
        return min(1, max(-1, (sums[4] - sums[0] * sums[1]) / (vd * vh).squareRoot()))
    }
}
