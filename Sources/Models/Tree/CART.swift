import Domain
import Statistics

/// Classification and regression trees with two branches a split.
///
/// L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, Classification and Regression Trees, 1984: splits by Gini's
/// index or by the variance (chapters 2 and 8), cost-complexity pruning with cross-validation and the rule of one
/// standard error (chapter 3). The risk that is pruned by is the impurity itself, not the share of misclassified rows:
/// where few customers are positive, no leaf would foretell them and the tree would be cut to its root.
///
/// A missing value is a value of its own: it goes with the branch that lowers the impurity most, or alone.
package struct CART: Sendable, Hashable {
    /// The most splits on the way to a leaf. By default five: a rule of more conditions is read by nobody.
    package var depth: Int
    /// The fewest rows of a leaf. By default seven, as in rpart, or one row in a hundred if that is more: a rule for
    /// fewer customers is of no use, and their share is uncertain.
    package var minimumSize: Int?
    /// The parts of the cross-validation that chooses how far to prune; 0 to leave the tree as it grew. Ten, as in
    /// Breiman et al., section 3.4.
    package var folds: Int
    /// Decides which rows are in which fold.
    package var seed: UInt64

    package init(depth: Int = 5, minimumSize: Int? = nil, folds: Int = 10, seed: UInt64 = 1) {
        self.depth = depth
        self.minimumSize = minimumSize
        self.folds = folds
        self.seed = seed
    }

    static func defaultMinimumSize(_ rows: Int) -> Int { max(7, (rows + 99) / 100) }

    /// - Parameters:
    ///   - features: one value a row each; none beyond 1e100.
    ///   - target: one value a row.
    /// - Throws: `ModelError`: no feature, fewer than two rows, one class or one number only, a setting out of range.
    /// - Complexity: O(features × rows × depth) and the sorting of numeric features, for each fold; all cores.
    package func fit(_ features: [TreeFeature], _ target: TreeTarget) throws(ModelError) -> FittedTree {
        try TreeChecks.check(features, target, depth: depth, minimumSize: minimumSize)
        guard folds == 0 || (2...200).contains(folds) else {
            throw .invalidSetting(
                "folds",
                value: "\(folds)",
                expected: Bilingual(en: "it is 0, or from 2 to 200", zh: "应为 0，或在 2 到 200 之间")
            )
        }
        let data = TreeData(features: features, target: target)
        let growth = CARTGrowth(
            depth: depth,
            minimumSize: minimumSize ?? Self.defaultMinimumSize(target.count)
        )
        let whole = growth.grow(data, rows: nil)
        guard folds > 0 else { return FittedTree(tree: whole, pruning: []) }
        return TreePruning(data: data, growth: growth, folds: min(folds, target.count), seed: seed).prune(whole)
    }
}

/// A tree, and how it was pruned.
package struct FittedTree: Sendable, Hashable, Codable {
    package var tree: DecisionTree
    /// The subtrees among which cross-validation chose, from the whole tree to its root; empty without pruning.
    package var pruning: [PruningStep]
}

/// A subtree of cost-complexity pruning.
package struct PruningStep: Sendable, Hashable, Codable {
    /// The price of a leaf up to which this subtree is the best: in units of the impurity.
    package var alpha: Double
    package var leaves: Int
    /// The mean over rows that were left out of the growing: Brier's score (the sum over classes), or the squared error.
    package var error: Double
    package var standardError: Double
    package var isChosen: Bool
}

/// What is checked before any tree is grown.
enum TreeChecks {
    static func check(_ features: [TreeFeature], _ target: TreeTarget, depth: Int, minimumSize: Int?)
        throws(ModelError)
    {
        precondition(features.allSatisfy { $0.count == target.count })
        guard !features.isEmpty else {
            throw .unusable(
                Bilingual(en: "There is no column to split on.", zh: "没有可用于拆分的列。"),
                advice: Bilingual(en: "Name some with --features.", zh: "请用 --features 指定。")
            )
        }
        guard (1...60).contains(depth) else {
            throw .invalidSetting(
                "depth",
                value: "\(depth)",
                expected: Bilingual(en: "it is from 1 to 60", zh: "应在 1 到 60 之间")
            )
        }
        if let minimumSize, minimumSize < 1 {
            throw .invalidSetting(
                "min-size",
                value: "\(minimumSize)",
                expected: Bilingual(en: "it is at least 1", zh: "应不小于 1")
            )
        }
        guard target.count >= 2 else { throw .tooFewRows(needed: 2, found: target.count) }
        for feature in features {
            guard case .numbers(let numbers) = feature.values,
                let row = numbers.firstIndex(where: { $0.magnitude > 1e100 })
            else { continue }
            // The middle between two values, and powers of ten near it, must be doubles.
            throw .beyondRange(numbers[row], column: feature.name, row: row + 1)
        }
        switch target {
        case .classes(let codes, let levels):
            if codes.allSatisfy({ $0 == codes[0] }) {
                throw .oneClassOnly(target: "target", value: levels[Int(codes[0])])
            }
        case .numbers(let numbers):
            if let row = numbers.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(column: "target", row: row + 1)
            }
            // The squares of what is larger are not finite.
            if let row = numbers.firstIndex(where: { $0.magnitude > 1e100 }) {
                throw .unusable(
                    Bilingual(en: "The target in row \(row + 1) is above 1e100.", zh: "目标列第 \(row + 1) 行超过 1e100。"),
                    advice: nil
                )
            }
            if numbers.allSatisfy({ $0 == numbers[0] }) { throw .constantColumn("target") }
        }
    }
}
