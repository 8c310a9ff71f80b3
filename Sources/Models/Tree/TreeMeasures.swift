/// How well a tree's leaves tell the rows of its own fit apart. New rows fare worse; cross-validation says how much.
package struct TreeMeasures: Sendable, Hashable {
    /// The share of rows in whose leaf their class has most rows; for a numeric target, R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)².
    package var accuracy: Double
    /// The area under the ROC curve of one class against the others, ties half; `nil` for a numeric target.
    package var auc: Double?

    /// - Parameter positive: the class for the AUC.
    package init(_ tree: DecisionTree, positive: Int) {
        let leaves = tree.leaves
        guard tree.isClassifier else {
            let within = leaves.reduce(0) { $0 + Double(tree.nodes[$1].count) * tree.nodes[$1].impurity }
            let all = Double(tree.count) * tree.nodes[0].impurity
            accuracy = all > 0 ? 1 - within / all : 0
            return
        }
        let right = leaves.reduce(0) { $0 + tree.nodes[$1].values[tree.majorityClass($1)] }
        accuracy = right / Double(tree.count)
        // Leaves from the least share of positives up; each positive is above the negatives of the leaves before its
        // own, and level with those of its own and of leaves with the same share.
        let order = leaves.sorted { tree.share(of: positive, in: $0) < tree.share(of: positive, in: $1) }
        var (below, pairs, positives) = (0.0, 0.0, 0.0)
        var start = 0
        while start < order.count {
            var end = start
            var (hits, misses) = (0.0, 0.0)
            while end < order.count,
                tree.share(of: positive, in: order[end]) == tree.share(of: positive, in: order[start])
            {
                hits += tree.nodes[order[end]].values[positive]
                misses += Double(tree.nodes[order[end]].count) - tree.nodes[order[end]].values[positive]
                end += 1
            }
            pairs += hits * (below + misses / 2)
            below += misses
            positives += hits
            start = end
        }
        auc = positives > 0 && below > 0 ? pairs / (positives * below) : nil
    }
}
