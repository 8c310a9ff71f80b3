/// The tree of groups that are large enough, and when each row leaves its group, as the density λ = 1/distance rises.
///
/// Campello, Moulavi and Sander, "Density-based clustering based on hierarchical density estimates", PAKDD 2013;
/// McInnes and Healy, "Accelerated hierarchical density based clustering", ICDMW 2017, section 2.
struct CondensedTree {
    struct Group {
        /// −1 for the root, which holds all rows.
        var parent: Int
        /// The density at which it parts from its parent.
        var birth: Double
        /// The largest density at which a row, or a group below, leaves it.
        var death: Double
        /// Σ over rows of the density at which the row leaves, less that of birth.
        var stability = 0.0
    }

    private(set) var groups: [Group]
    /// For each row the group that it leaves last, and the density at which it does.
    private(set) var groupOfRow: [Int]
    private(set) var density: [Double]

    /// - Parameter leastSize: a part that is smaller is not a group but rows that leave.
    init(_ tree: Dendrogram, leastSize: Int) {
        let count = tree.leafCount
        groups = [Group(parent: -1, birth: 0, death: 0)]
        groupOfRow = [Int](repeating: 0, count: count)
        density = [Double](repeating: 0, count: count)
        // Rows at one point have no distance, and their density would be infinite. They count as ten times as dense as
        // the densest rows that differ, so that they are a group wherever there are enough of them.
        let smallest = (tree.merges.first { $0.height > 0 }?.height ?? 1) / 10
        var stack = tree.merges.isEmpty ? [] : [(node: count + tree.merges.count - 1, group: 0)]
        while let (node, group) = stack.popLast() {
            if node < count {
                // A group of one row, which never leaves: only where `leastSize` is 1.
                leave(tree, node, group, at: 1 / smallest)
                continue
            }
            let merge = tree.merges[node - count]
            let lambda = 1 / (merge.height > 0 ? merge.height : smallest)
            let large = [merge.left, merge.right].filter { Self.size(tree, $0) >= leastSize }
            for child in [merge.left, merge.right] where Self.size(tree, child) < leastSize {
                leave(tree, child, group, at: lambda)
            }
            groups[group].death = max(groups[group].death, lambda)
            if large.count == 2 {
                for child in large {
                    groups.append(Group(parent: group, birth: lambda, death: lambda))
                    groups[group].stability += Double(Self.size(tree, child)) * (lambda - groups[group].birth)
                    stack.append((child, groups.count - 1))
                }
            } else if let child = large.first {
                stack.append((child, group))
            }
        }
    }

    private static func size(_ tree: Dendrogram, _ node: Int) -> Int {
        node < tree.leafCount ? 1 : tree.merges[node - tree.leafCount].size
    }

    private mutating func leave(_ tree: Dendrogram, _ node: Int, _ group: Int, at lambda: Double) {
        var stack = [node]
        while let node = stack.popLast() {
            if node < tree.leafCount {
                groupOfRow[node] = group
                density[node] = lambda
                groups[group].stability += lambda - groups[group].birth
                groups[group].death = max(groups[group].death, lambda)
            } else {
                stack.append(tree.merges[node - tree.leafCount].left)
                stack.append(tree.merges[node - tree.leafCount].right)
            }
        }
    }

    /// The groups that do not overlap and have the largest sum of stabilities ("excess of mass", Campello and others
    /// 2013, section 5). The root is never one: there would be nothing to tell apart.
    func mostStable() -> [Int] {
        var best = groups.map(\.stability)
        var below = [Double](repeating: 0, count: groups.count)
        var isChosen = [Bool](repeating: true, count: groups.count)
        // Children have larger numbers than their parents.
        for index in groups.indices.reversed() {
            if below[index] > best[index] {
                isChosen[index] = false
                best[index] = below[index]
            }
            if groups[index].parent >= 0 { below[groups[index].parent] += best[index] }
        }
        isChosen[0] = false
        var chosen: [Int] = []
        var isCovered = [Bool](repeating: false, count: groups.count)
        for index in groups.indices {
            let parent = groups[index].parent
            isCovered[index] = parent >= 0 && (isCovered[parent] || isChosen[parent])
            if isChosen[index], !isCovered[index] { chosen.append(index) }
        }
        return chosen
    }
}
