/// A fitted tree: splits from the root down, and in each node what was seen there.
package struct DecisionTree: Sendable, Hashable, Codable {
    /// Names and, for categories, levels of the features, in the order of the fit.
    package var features: [Feature]
    /// The classes in order; empty for a numeric target.
    package var classes: [String]
    /// The root first, each node before its children, those of one node from the first branch on.
    package var nodes: [Node]

    package struct Feature: Sendable, Hashable, Codable {
        package var name: String
        /// `nil` for numbers.
        package var levels: [String]?

        package init(name: String, levels: [String]?) {
            self.name = name
            self.levels = levels
        }
    }

    package init(features: [Feature], classes: [String], nodes: [Node]) {
        self.features = features
        self.classes = classes
        self.nodes = nodes
    }

    package struct Node: Sendable, Hashable, Codable {
        /// Rows of the fit that came here.
        package var count: Int
        /// Rows of each class; for a numeric target the mean alone.
        package var values: [Double]
        /// Gini's 1 − Σ p², or the variance (divided by the number of rows).
        package var impurity: Double
        package var depth: Int
        package var split: Split?
    }

    /// The question of a node. Every value leads to exactly one branch.
    package struct Split: Sendable, Hashable, Codable {
        package var feature: Int
        package var branches: [Branch]
        /// Where rows without a value go.
        package var missingBranch: Int
        /// Whether any row of the fit lacked a value of this feature. If none did, the rules are silent about missing
        /// values, and such a row goes where most rows went.
        package var statesMissing: Bool
        /// CHAID's p-value with Bonferroni's adjustment, as its natural logarithm; `nil` for CART.
        package var logP: Double?
    }

    package struct Branch: Sendable, Hashable, Codable {
        package var test: ValueTest
        /// Index of the node.
        package var child: Int
    }

    /// What a branch asks of a value that is there.
    package enum ValueTest: Sendable, Hashable, Codable {
        /// At least `low` and below `high`, where each is given.
        case interval(low: Double?, high: Double?)
        /// One of these levels, ascending.
        case oneOf([Int])
        /// Any but these levels, ascending; also a level that the fit has not seen.
        case noneOf([Int])
        /// No value, only a missing one.
        case nothing

        package static let anything = ValueTest.noneOf([])
    }

    /// Indices of the leaves, in the order of the nodes. A leaf's number is its place here, from 1.
    package var leaves: [Int] { nodes.indices.filter { nodes[$0].split == nil } }

    /// The rows of the fit.
    package var count: Int { nodes[0].count }

    package var isClassifier: Bool { !classes.isEmpty }

    /// The class with most rows of a node, the first of equals.
    package func majorityClass(_ node: Int) -> Int {
        let values = nodes[node].values
        return values.indices.max { values[$0] < values[$1] || (values[$0] == values[$1] && $0 > $1) } ?? 0
    }

    /// The share of a class among a node's rows.
    package func share(of target: Int, in node: Int) -> Double {
        nodes[node].values[target] / Double(max(1, nodes[node].count))
    }

    /// The mean of a node of a tree for a numeric target.
    package func mean(_ node: Int) -> Double { nodes[node].values[0] }

    /// How much each feature lowers the impurity, as shares of all that the splits lower it: 0 for a feature without a
    /// split, all 0 for a tree without one (Breiman, Friedman, Olshen and Stone 1984, section 5.3.4, without
    /// surrogates).
    package var importance: [Double] {
        var gains = [Double](repeating: 0, count: features.count)
        for node in nodes {
            guard let split = node.split else { continue }
            var gain = Double(node.count) * node.impurity
            for branch in split.branches {
                gain -= Double(nodes[branch.child].count) * nodes[branch.child].impurity
            }
            gains[split.feature] += max(0, gain)
        }
        let total = gains.reduce(0, +)
        return total > 0 ? gains.map { $0 / total } : gains
    }

    /// Without what lies below the nodes for which `isLeaf` holds.
    func cut(where isLeaf: (Int) -> Bool) -> DecisionTree {
        var result = self
        result.nodes = []
        func copy(_ index: Int) -> Int {
            let place = result.nodes.count
            result.nodes.append(nodes[index])
            guard let split = nodes[index].split, !isLeaf(index) else {
                result.nodes[place].split = nil
                return place
            }
            for (number, branch) in split.branches.enumerated() {
                result.nodes[place].split!.branches[number].child = copy(branch.child)
            }
            return place
        }
        _ = copy(0)
        return result
    }
}
