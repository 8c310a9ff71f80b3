import Domain
import Fitting
import Models
import Statistics

/// Rules of the segment language that tell the members of a segment from the others: the leaves of a decision tree in
/// which most are members.
struct ExplainingRules {
    /// The types of the columns.
    var types: [String: ValueType]
    /// Three questions, so that a person can remember the rule.
    var depth = 3
    var seed: UInt64 = 1

    struct Rule: Sendable {
        var text: String
        var customers: Int
        var members: Int
    }

    /// - Returns: the leaves with the largest share of members first: those where most are members, else the one leaf
    ///   where the share is largest; none where no trait tells members apart.
    /// - Throws: `ModelError`, `TableError`.
    func rules(_ columns: [DataColumn], isMember: [Bool]) throws -> [Rule] {
        let features = try columns.map { column -> TreeFeature in
            switch column.values {
            case .numbers(let numbers): TreeFeature(column.name, .numbers(numbers))
            case .categories(let codes, let levels):
                TreeFeature(column.name, .categories(codes: codes, levels: levels))
            case .instants: throw TableError.timeInNumbers(column: column.name)
            }
        }
        let target = TreeTarget.classes(codes: isMember.map { $0 ? 1 : 0 }, levels: ["other", "member"])
        let tree = try CART(depth: depth, folds: 5, seed: seed).fit(features, target).tree
        let ordered = tree.leaves.sorted { one, other in
            let (first, second) = (tree.share(of: 1, in: one), tree.share(of: 1, in: other))
            return first == second ? one < other : first > second
        }
        let mostlyMembers = ordered.filter { tree.share(of: 1, in: $0) > 0.5 }
        return (mostlyMembers.isEmpty ? Array(ordered.prefix(1)) : mostlyMembers).compactMap { rule($0, tree) }
    }

    private func rule(_ leaf: Int, _ tree: DecisionTree) -> Rule? {
        let truths = Set(types.filter { $0.value == .boolean }.keys)
        let conditions = tree.conditions(leaf).map { rounded($0, tree) }
        let node = tree.nodes[leaf]
        return RuleText.rule(conditions, of: tree, truths: truths).map {
            Rule(text: $0, customers: node.count, members: Int(node.values[1]))
        }
    }

    /// Bounds as amounts and whole numbers have them, raised to the next such value: `>=` and `<` then hold of the same
    /// customers.
    private func rounded(_ condition: TreeCondition, _ tree: DecisionTree) -> TreeCondition {
        guard case .interval(let low, let high) = condition.test else { return condition }
        let type = types[tree.features[condition.feature].name]
        func raised(_ bound: Double) -> Double {
            switch type {
            case .integer: bound.rounded(.up)
            case .money: (bound * 10_000).rounded(.up) / 10_000
            default: bound
            }
        }
        var condition = condition
        condition.test = .interval(low: low.map(raised), high: high.map(raised))
        return condition
    }
}
