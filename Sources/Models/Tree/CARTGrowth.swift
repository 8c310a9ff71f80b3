/// Grows a tree with two branches a split until nothing more is gained.
struct CARTGrowth: Sendable {
    let depth: Int
    let minimumSize: Int

    /// - Parameter rows: which rows to grow from; `nil` for all.
    func grow(_ data: TreeData, rows chosen: [Bool]?) -> DecisionTree {
        var growing = GrowingTree(data, depth: depth, minimumSize: minimumSize, chosen: chosen)
        growing.grow()
        return growing.tree
    }
}

/// A tree while it grows: its rows in pieces, one a node, and each numeric feature's order in the same pieces.
private struct GrowingTree {
    private let data: TreeData
    private let target: NodeSums.Target
    private let depth: Int
    private let minimumSize: Int
    private(set) var tree: DecisionTree
    private var rows: [Int32]
    private var orders: [[Int32]]
    /// Which branch a row takes at the split at hand: 0 or 1.
    private var side: [UInt8]
    private var spare: [Int32]

    /// Where a node's rows are: in `rows`, and in each of `orders`.
    private struct Piece {
        var rows: Range<Int>
        var orders: [Range<Int>]
    }

    init(_ data: TreeData, depth: Int, minimumSize: Int, chosen: [Bool]?) {
        self.data = data
        self.depth = depth
        self.minimumSize = minimumSize
        target = NodeSums.Target(data)
        let all = Array(0..<Int32(data.rowCount))
        if let chosen {
            rows = all.filter { chosen[Int($0)] }
            orders = data.orders.map { order in order.filter { chosen[Int($0)] } }
        } else {
            rows = all
            orders = data.orders
        }
        side = [UInt8](repeating: 0, count: data.rowCount)
        spare = [Int32](repeating: 0, count: data.rowCount)
        var classes: [String] = []
        if case .classes(_, let levels) = data.target { classes = levels }
        let features = data.features.map { feature in
            guard case .categories(_, let levels) = feature.values else {
                return DecisionTree.Feature(name: feature.name, levels: nil)
            }
            return DecisionTree.Feature(name: feature.name, levels: levels)
        }
        tree = DecisionTree(features: features, classes: classes, nodes: [])
    }

    mutating func grow() {
        _ = grow(Piece(rows: 0..<rows.count, orders: orders.map { 0..<$0.count }), depth: 0)
    }

    private mutating func grow(_ piece: Piece, depth level: Int) -> Int {
        var sums = NodeSums(width: target.width)
        for position in piece.rows { sums.add(Int(rows[position]), target) }
        let place = tree.nodes.count
        tree.nodes.append(sums.node(target, depth: level))
        guard level < depth, sums.count >= 2 * minimumSize, tree.nodes[place].impurity > smallestImpurity,
            let best = bestSplit(piece, sums)
        else { return place }
        let parts = divide(piece, by: best)
        let children = parts.map { grow($0, depth: level + 1) }
        tree.nodes[place].split = best.split(children, statesMissing: data.hasMissing[best.feature])
        return place
    }

    /// What rounding leaves of the variance where all values are the same.
    private var smallestImpurity: Double { target.isClasses ? 0 : tree.nodes[0].impurity * 1e-14 }

    private func bestSplit(_ piece: Piece, _ sums: NodeSums) -> CARTSplit? {
        let base = sums.score(isClasses: target.isClasses)
        // A gain that rounding could have made is none; so is one that only rounding makes greater than another.
        let slack = 1e-12 * (target.isClasses ? Double(sums.count) : sums.sums[1])
        var best: CARTSplit?
        for index in data.byName {
            let found: CARTSplit?
            switch data.features[index].values {
            case .numbers(let numbers):
                let search = NumericSplitSearch(
                    feature: index,
                    numbers: numbers,
                    isWhole: data.isWhole[index],
                    target: target,
                    minimumSize: minimumSize
                )
                found = search.best(order: orders[index][piece.orders[index]], all: sums)
            case .categories(let codes, let levels):
                let search = CategorySplitSearch(
                    feature: index,
                    levelCount: levels.count,
                    target: target,
                    minimumSize: minimumSize
                )
                found = search.best(rows: rows[piece.rows], codes: codes, all: sums)
            }
            if let found, found.score > (best?.score ?? base) + slack { best = found }
        }
        return best
    }

    private mutating func divide(_ piece: Piece, by split: CARTSplit) -> [Piece] {
        let values = data.features[split.feature].values
        for position in piece.rows {
            let row = Int(rows[position])
            side[row] = UInt8(split.branch(values, row))
        }
        let middle = Self.partition(&rows, piece.rows, side, &spare)
        var parts = [
            Piece(rows: piece.rows.lowerBound..<middle, orders: []),
            Piece(rows: middle..<piece.rows.upperBound, orders: []),
        ]
        for index in orders.indices {
            let range = piece.orders[index]
            let middle = Self.partition(&orders[index], range, side, &spare)
            parts[0].orders.append(range.lowerBound..<middle)
            parts[1].orders.append(middle..<range.upperBound)
        }
        return parts
    }

    /// Moves rows of side 0 before those of side 1, the order within each kept.
    private static func partition(
        _ order: inout [Int32],
        _ range: Range<Int>,
        _ side: [UInt8],
        _ spare: inout [Int32]
    ) -> Int {
        var next = range.lowerBound
        var kept = 0
        // Without bounds checks: once for each row, feature and level.
        order.withUnsafeMutableBufferPointer { order in
            side.withUnsafeBufferPointer { side in
                spare.withUnsafeMutableBufferPointer { spare in
                    for position in range {
                        let row = order[position]
                        if side[Int(row)] == 0 {
                            order[next] = row
                            next += 1
                        } else {
                            spare[kept] = row
                            kept += 1
                        }
                    }
                    for index in 0..<kept { order[next + index] = spare[index] }
                }
            }
        }
        return next
    }
}
