import Domain
import Foundation
import Statistics

/// Trees with as many branches a split as the data tell apart.
///
/// G. V. Kass, "An exploratory technique for investigating large quantities of categorical data", Applied Statistics
/// 29(2), 1980, in the form of SPSS's CHAID: categories that do not differ are merged, the feature with the least
/// p-value, adjusted by Bonferroni's inequality for the ways of merging, is split on. Pearson's χ² for classes, the
/// F test for a numeric target. Numbers are first cut into intervals of about equal size. A missing value is a
/// category: of an ordered feature it may join any interval.
package struct CHAID: Sendable, Hashable {
    /// The most splits on the way to a leaf. By default three, as in SPSS: the branches are many.
    package var depth: Int
    /// The fewest rows of a leaf; by default as for `CART`.
    package var minimumSize: Int?
    /// The greatest adjusted p-value of a split, and the least of two categories that are merged. Both .05, as in SPSS.
    package var significance: Double
    /// The intervals of a numeric feature. Ten, as in SPSS.
    package var bins: Int

    package init(depth: Int = 3, minimumSize: Int? = nil, significance: Double = 0.05, bins: Int = 10) {
        self.depth = depth
        self.minimumSize = minimumSize
        self.significance = significance
        self.bins = bins
    }

    /// - Throws: `ModelError`, as `CART.fit` does.
    /// - Complexity: O(features × (rows + *c*³) × nodes) with *c* categories, of which there are at most 64: the rarest
    ///   levels above are one.
    package func fit(_ features: [TreeFeature], _ target: TreeTarget) throws(ModelError) -> FittedTree {
        try TreeChecks.check(features, target, depth: depth, minimumSize: minimumSize)
        guard (2...64).contains(bins) else {
            throw .invalidSetting(
                "bins",
                value: "\(bins)",
                expected: Bilingual(en: "it is from 2 to 64", zh: "应在 2 到 64 之间")
            )
        }
        let data = TreeData(features: features, target: target)
        let growing = CHAIDGrowth(
            data: data,
            settings: self,
            minimumSize: minimumSize ?? CART.defaultMinimumSize(target.count)
        )
        return FittedTree(tree: growing.grow(), pruning: [])
    }
}

/// A tree of CHAID while it grows.
struct CHAIDGrowth {
    let data: TreeData
    let settings: CHAID
    let minimumSize: Int
    private let target: NodeSums.Target
    private let columns: [CHAIDColumn]

    init(data: TreeData, settings: CHAID, minimumSize: Int) {
        self.data = data
        self.settings = settings
        self.minimumSize = minimumSize
        target = NodeSums.Target(data)
        columns = data.features.indices.map { CHAIDColumn(data, $0, bins: settings.bins) }
    }

    func grow() -> DecisionTree {
        var classes: [String] = []
        if case .classes(_, let levels) = data.target { classes = levels }
        let features = data.features.map { feature in
            guard case .categories(_, let levels) = feature.values else {
                return DecisionTree.Feature(name: feature.name, levels: nil)
            }
            return DecisionTree.Feature(name: feature.name, levels: levels)
        }
        var tree = DecisionTree(features: features, classes: classes, nodes: [])
        _ = grow(Array(0..<data.rowCount), depth: 0, &tree)
        return tree
    }

    private func grow(_ rows: [Int], depth: Int, _ tree: inout DecisionTree) -> Int {
        var sums = NodeSums(width: target.width)
        for row in rows { sums.add(row, target) }
        let place = tree.nodes.count
        tree.nodes.append(sums.node(target, depth: depth))
        let smallest = target.isClasses ? 0 : tree.nodes[0].impurity * 1e-14
        guard depth < settings.depth, rows.count >= 2 * minimumSize, tree.nodes[place].impurity > smallest else {
            return place
        }
        let found = ParallelChunks.map(columns.count, chunk: 1) { range in merged(range.lowerBound, rows) }
        var best: (feature: Int, merge: CategoryMerge.Result)?
        for feature in data.byName {
            guard let merge = found[feature], merge.logP <= log(settings.significance) else { continue }
            // What is less by rounding only is not less.
            let bound = best.map { $0.merge.logP - 1e-9 * max(1, $0.merge.logP.magnitude) } ?? .infinity
            if merge.logP < bound { best = (feature, merge) }
        }
        guard let best else { return place }
        let column = columns[best.feature]
        var groupOf = [Int](repeating: 0, count: column.categoryCount)
        for (group, categories) in best.merge.groups.enumerated() {
            for category in categories { groupOf[category] = group }
        }
        var parts = [[Int]](repeating: [], count: best.merge.groups.count)
        for row in rows { parts[groupOf[Int(column.categoryOf[row])]].append(row) }
        let children = parts.map { grow($0, depth: depth + 1, &tree) }
        tree.nodes[place].split = column.split(best.merge, children, sizes: parts.map(\.count), data)
        return place
    }

    private func merged(_ feature: Int, _ rows: [Int]) -> CategoryMerge.Result? {
        let column = columns[feature]
        var sums = [NodeSums](repeating: NodeSums(width: target.width), count: column.categoryCount)
        for row in rows { sums[Int(column.categoryOf[row])].add(row, target) }
        return CategoryMerge(
            isClasses: target.isClasses,
            isOrdered: column.isOrdered,
            missing: column.missingCategory,
            significance: settings.significance,
            minimumSize: minimumSize
        ).merge(sums)
    }
}
