import Statistics

/// A decision tree that says in a few conditions who is in which group.
package struct ExplainingTree: Sendable, Hashable, Codable {
    package let tree: DecisionTree
    /// Of each group the share that the tree finds.
    package let recalls: [Double]
    /// Of the rows that the tree puts into a group, the share that is in it; `nil` where it puts nobody.
    package let precisions: [Double?]

    /// Levels: a rule of more than three conditions is not remembered.
    static let depth = 3

    package var recall: Double { recalls.reduce(0, +) / Double(max(1, recalls.count)) }

    /// The tree with the fewest levels that finds nearly as much as the deepest: what is shown to people.
    static func shortest(_ columns: [FeatureColumn], _ labels: [Int], groups: Int) -> ExplainingTree? {
        guard let deepest = ExplainingTree(columns, labels, groups: groups) else { return nil }
        for depth in 1..<Self.depth {
            let tree = ExplainingTree(columns, labels, groups: groups, depth: depth)
            if let tree, tree.recall >= deepest.recall - Self.smallLoss { return tree }
        }
        return deepest
    }

    /// One customer in thirty is not worth a further level.
    private static let smallLoss = 0.03

    /// - Returns: `nil` with one group only.
    init?(_ columns: [FeatureColumn], _ labels: [Int], groups: Int, depth: Int = Self.depth) {
        let features = columns.map { column in
            switch column.values {
            case .numbers(let numbers): TreeFeature(column.name, .numbers(numbers))
            case .categories(let codes, let levels):
                TreeFeature(column.name, .categories(codes: codes, levels: levels))
            }
        }
        let target = TreeTarget.classes(codes: labels.map { Int32($0) }, levels: (1...groups).map(String.init))
        // One row in two hundred: rules for fewer are about chance.
        let size = max(2, labels.count / 200)
        let model = CART(depth: depth, minimumSize: size, folds: 0, seed: 1)
        guard let tree = try? model.fit(features, target).tree else { return nil }
        self.tree = tree
        var found = [Double](repeating: 0, count: groups)
        var all = found
        var put = found
        for leaf in tree.leaves {
            let (values, group) = (tree.nodes[leaf].values, tree.majorityClass(leaf))
            found[group] += values[group]
            for (index, value) in values.enumerated() {
                all[index] += value
                put[group] += value
            }
        }
        recalls = zip(found, all).map { $1 > 0 ? $0 / $1 : 0 }
        precisions = zip(found, put).map { $1 > 0 ? $0 / $1 : nil }
    }
}
