/// The best division of a categorical feature's levels into two, at a node.
///
/// With two classes or a numeric target, the best of all divisions is among those that cut the levels in the order of
/// their mean (Breiman et al. 1984, theorem 4.5). With more classes the orders by each class's share are tried, which
/// need not find the best of all. A missing value is one more level.
struct CategorySplitSearch {
    let feature: Int
    let levelCount: Int
    let target: NodeSums.Target
    let minimumSize: Int

    func best(rows: ArraySlice<Int32>, codes: [Int32], all: NodeSums) -> CARTSplit? {
        // The last one is for missing values.
        var levels = [NodeSums](repeating: NodeSums(width: target.width), count: levelCount + 1)
        for row in rows {
            let code = codes[Int(row)]
            levels[code < 0 ? levelCount : Int(code)].add(Int(row), target)
        }
        let present = levels.indices.filter { levels[$0].count > 0 }
        guard present.count > 1 else { return nil }
        var bestScore = -Double.infinity
        var bestLeft: [Int] = []
        // With two classes one order is the other backwards.
        let orders = target.isClasses && target.width > 2 ? target.width : 1
        for key in 0..<orders {
            let order = present.sorted { left, right in
                let means = (
                    levels[left].sums[key] / Double(levels[left].count),
                    levels[right].sums[key] / Double(levels[right].count)
                )
                return means.0 == means.1 ? left < right : means.0 < means.1
            }
            var left = NodeSums(width: target.width)
            for cut in 0..<order.count - 1 {
                left.add(levels[order[cut]])
                let right = all.less(left)
                guard left.count >= minimumSize, right.count >= minimumSize else { continue }
                let score = left.score(isClasses: target.isClasses) + right.score(isClasses: target.isClasses)
                if score > bestScore + 1e-12 * score.magnitude {
                    bestScore = score
                    bestLeft = Array(order[...cut])
                }
            }
        }
        guard !bestLeft.isEmpty else { return nil }
        return split(bestLeft, present, levels, bestScore)
    }

    /// The smaller side names its levels; the larger one takes all others, also those that were not seen here.
    private func split(_ left: [Int], _ present: [Int], _ levels: [NodeSums], _ score: Double) -> CARTSplit {
        let right = present.filter { !left.contains($0) }
        let counts = [left, right].map { side in side.reduce(0) { $0 + levels[$1].count } }
        let sides = counts[0] >= counts[1] ? [left, right] : [right, left]
        let named = sides[1].filter { $0 < levelCount }.sorted()
        let missingSide = levels[levelCount].count > 0 && sides[1].contains(levelCount) ? 1 : 0
        return CARTSplit(
            feature: feature,
            score: score,
            tests: [.noneOf(named), named.isEmpty ? .nothing : .oneOf(named)],
            missingSide: missingSide
        )
    }
}
