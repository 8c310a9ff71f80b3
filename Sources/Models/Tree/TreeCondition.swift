/// What a leaf says of one feature: all that the splits above it ask, in one.
package struct TreeCondition: Sendable, Hashable {
    package var feature: Int
    package var test: DecisionTree.ValueTest
    package var missing: Missing

    package enum Missing: Sendable, Hashable {
        /// A missing value does not fit.
        case excluded
        /// A missing value fits as well.
        case included
    }

    package init(feature: Int, test: DecisionTree.ValueTest, missing: Missing) {
        self.feature = feature
        self.test = test
        self.missing = missing
    }

    /// Both conditions at once, on the same feature.
    fileprivate func and(_ test: DecisionTree.ValueTest, _ missing: Missing) -> TreeCondition {
        TreeCondition(
            feature: feature,
            test: self.test.and(test),
            missing: self.missing == .included && missing == .included ? .included : .excluded
        )
    }

    /// Whether every row fits.
    fileprivate var isEmpty: Bool {
        missing == .included && (test == .anything || test == .interval(low: nil, high: nil))
    }
}

extension DecisionTree {
    /// The conditions of a node, one for each feature that is asked about on the way to it, in the order in which the
    /// way first asks.
    package func conditions(_ node: Int) -> [TreeCondition] {
        var result: [TreeCondition] = []
        for (split, number) in way(to: node) {
            let test = split.branches[number].test
            // Where the fit lacked no value, the rules do not speak of missing ones.
            let takesMissing = split.statesMissing && split.missingBranch == number
            let missing: TreeCondition.Missing = takesMissing ? .included : .excluded
            if let known = result.firstIndex(where: { $0.feature == split.feature }) {
                result[known] = result[known].and(test, missing)
            } else {
                result.append(TreeCondition(feature: split.feature, test: test, missing: missing))
            }
        }
        return result.filter { !$0.isEmpty }
    }

    /// The splits from the root to a node, with the branch that is taken at each.
    private func way(to node: Int) -> [(Split, Int)] {
        var parents = [(node: Int, branch: Int)?](repeating: nil, count: nodes.count)
        for (index, parent) in nodes.enumerated() {
            for (number, branch) in (parent.split?.branches ?? []).enumerated() {
                parents[branch.child] = (index, number)
            }
        }
        var result: [(Split, Int)] = []
        var current = node
        while let parent = parents[current] {
            result.append((nodes[parent.node].split!, parent.branch))
            current = parent.node
        }
        return result.reversed()
    }
}

extension DecisionTree.ValueTest {
    /// The values for which both hold. Tests of one feature are of one kind, but for `nothing`.
    fileprivate func and(_ other: DecisionTree.ValueTest) -> DecisionTree.ValueTest {
        switch (self, other) {
        case (.interval(let low, let high), .interval(let otherLow, let otherHigh)):
            .interval(
                low: [low, otherLow].compactMap { $0 }.max(),
                high: [high, otherHigh].compactMap { $0 }.min()
            )
        case (.oneOf(let levels), .oneOf(let others)): .oneOf(levels.filter(others.contains))
        case (.oneOf(let levels), .noneOf(let others)): .oneOf(levels.filter { !others.contains($0) })
        case (.noneOf(let others), .oneOf(let levels)): .oneOf(levels.filter { !others.contains($0) })
        case (.noneOf(let levels), .noneOf(let others)): .noneOf(Set(levels).union(others).sorted())
        case (.interval, .noneOf([])): self
        case (.noneOf([]), .interval): other
        default: .nothing
        }
    }
}
