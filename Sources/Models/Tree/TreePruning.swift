import Statistics

/// Cost-complexity pruning, the price of a leaf chosen by cross-validation (Breiman et al. 1984, sections 3.3 and 3.4).
struct TreePruning {
    let data: TreeData
    let growth: CARTGrowth
    let folds: Int
    let seed: UInt64

    func prune(_ whole: DecisionTree) -> FittedTree {
        let prices = Self.prices(whole)
        let alphas = [0] + Set(prices.filter { $0 > 0 && $0.isFinite }).sorted()
        // Between two prices the same subtree is best; it is judged at their geometric mean.
        let judged = alphas.indices.map { index in
            index + 1 < alphas.count ? (alphas[index] * alphas[index + 1]).squareRoot() : alphas[index] * 2
        }
        let (errors, spreads) = crossValidate(judged)
        let least = errors.indices.min { errors[$0] < errors[$1] } ?? 0
        let bound = errors[least] + spreads[least]
        // The smallest subtree within one standard error of the best.
        let chosen = errors.indices.last { errors[$0] <= bound } ?? least
        let steps = alphas.indices.map { index in
            PruningStep(
                alpha: alphas[index],
                leaves: whole.cut { prices[$0] <= alphas[index] }.leaves.count,
                error: errors[index],
                standardError: spreads[index],
                isChosen: index == chosen
            )
        }
        return FittedTree(tree: whole.cut { prices[$0] <= alphas[chosen] }, pruning: steps)
    }

    /// For each node the price of a leaf from which on it is a leaf itself; infinite for a leaf, which has no split to
    /// lose.
    static func prices(_ tree: DecisionTree) -> [Double] {
        let total = Double(tree.count)
        let risks = tree.nodes.map { Double($0.count) / total * $0.impurity }
        var prices = [Double](repeating: .infinity, count: tree.nodes.count)
        var isLeaf = tree.nodes.map { $0.split == nil }
        var reached = 0.0
        while !isLeaf[0] {
            var below = risks
            var leaves = [Int](repeating: 1, count: risks.count)
            var links = [Double](repeating: .infinity, count: risks.count)
            // Children come after their node, so that backwards they are known before it.
            for node in risks.indices.reversed() where !isLeaf[node] {
                let children = tree.nodes[node].split!.branches.map(\.child)
                below[node] = children.reduce(0) { $0 + below[$1] }
                leaves[node] = children.reduce(0) { $0 + leaves[$1] }
                links[node] = max(0, (risks[node] - below[node]) / Double(leaves[node] - 1))
            }
            let isReachable = reachable(tree, isLeaf)
            let weakest = links.indices.filter { isReachable[$0] }.map { links[$0] }.min() ?? 0
            reached = max(reached, weakest)
            // What differs by rounding falls together.
            for node in links.indices where isReachable[node] && links[node] <= weakest * (1 + 1e-12) && !isLeaf[node] {
                prices[node] = reached
                isLeaf[node] = true
            }
        }
        return prices
    }

    private static func reachable(_ tree: DecisionTree, _ isLeaf: [Bool]) -> [Bool] {
        var result = [Bool](repeating: false, count: isLeaf.count)
        result[0] = true
        for node in isLeaf.indices where result[node] && !isLeaf[node] {
            for branch in tree.nodes[node].split!.branches { result[branch.child] = true }
        }
        return result
    }

    /// The mean loss of left-out rows at each price, and its standard error.
    private func crossValidate(_ prices: [Double]) -> (errors: [Double], spreads: [Double]) {
        let fold = foldOfRow()
        let folds = folds
        let parts = ParallelChunks.map(folds, chunk: 1) { range -> [Double] in
            losses(fold, range.lowerBound, prices)
        }
        let width = prices.count
        let count = Double(data.rowCount)
        var errors = [Double](repeating: 0, count: width)
        var spreads = [Double](repeating: 0, count: width)
        for part in parts {
            for index in 0..<width {
                errors[index] += part[index]
                spreads[index] += part[width + index]
            }
        }
        for index in 0..<width {
            errors[index] /= count
            spreads[index] = (max(0, spreads[index] / count - errors[index] * errors[index]) / count).squareRoot()
        }
        return (errors, spreads)
    }

    /// Rows by class and then by content, dealt out in turn: the same folds for any order of rows.
    private func foldOfRow() -> [UInt8] {
        let hashes = data.contentHashes(seed: seed)
        var classes = [Int32](repeating: 0, count: data.rowCount)
        if case .classes(let codes, _) = data.target { classes = codes }
        let order = (0..<data.rowCount).sorted {
            classes[$0] != classes[$1] ? classes[$0] < classes[$1] : hashes[$0] < hashes[$1]
        }
        var result = [UInt8](repeating: 0, count: data.rowCount)
        for (place, row) in order.enumerated() { result[row] = UInt8(place % folds) }
        return result
    }

    /// The sums over a fold's rows of the loss at each price, and then of its square.
    private func losses(_ fold: [UInt8], _ number: Int, _ prices: [Double]) -> [Double] {
        let tree = growth.grow(data, rows: fold.map { $0 != UInt8(number) })
        let limits = Self.prices(tree)
        let rows = fold.indices.filter { fold[$0] == UInt8(number) }
        let losses = tree.nodes.indices.map { NodeLoss(tree, $0) }
        var sums = [Double](repeating: 0, count: 2 * prices.count)
        for row in rows {
            let way = tree.way(of: row, data.features)
            var place = way.count - 1
            // The higher the price, the nearer to the root the way ends.
            for (index, price) in prices.enumerated() {
                while let shorter = way[..<place].firstIndex(where: { limits[$0] <= price }) { place = shorter }
                let loss = losses[way[place]].of(row, data.target)
                sums[index] += loss
                sums[prices.count + index] += loss * loss
            }
        }
        return sums
    }
}

/// What a leaf's answer costs a row.
private struct NodeLoss {
    private let shares: [Double]
    private let squares: Double

    init(_ tree: DecisionTree, _ node: Int) {
        let values = tree.nodes[node].values
        shares = tree.isClassifier ? values.map { $0 / Double(max(1, tree.nodes[node].count)) } : values
        squares = shares.reduce(0) { $0 + $1 * $1 }
    }

    /// Brier's score Σ (pₖ − yₖ)², or the squared error.
    func of(_ row: Int, _ target: TreeTarget) -> Double {
        switch target {
        case .classes(let codes, _): squares - 2 * shares[Int(codes[row])] + 1
        case .numbers(let numbers): (numbers[row] - shares[0]) * (numbers[row] - shares[0])
        }
    }
}

extension DecisionTree {
    /// The nodes from the root to a leaf for one row of the fit's own columns.
    fileprivate func way(of row: Int, _ features: [TreeFeature]) -> [Int] {
        var result = [0]
        while let split = nodes[result[result.count - 1]].split {
            let number: Int?
            switch features[split.feature].values {
            case .numbers(let numbers):
                number = numbers[row].isNaN ? nil : split.branches.firstIndex { $0.test.holds(numbers[row]) }
            case .categories(let codes, _):
                number = codes[row] < 0 ? nil : split.branches.firstIndex { $0.test.holds(level: Int(codes[row])) }
            }
            result.append(split.branches[number ?? split.missingBranch].child)
        }
        return result
    }
}
