import Domain
import Foundation
import Models

/// The parts of a tree that are of a group, in words: "net revenue at least 512 and days since the last order below 30".
struct TreeWords {
    let tree: DecisionTree
    let title: (String) -> Bilingual

    /// - Parameter group: from 0.
    /// - Returns: `nil` where no leaf is mostly of the group.
    func rule(_ group: Int) -> Bilingual? {
        let parts = nodes(of: group).map { words(tree.conditions($0)) }
        guard !parts.isEmpty else { return nil }
        return Bilingual(
            en: parts.map(\.english).joined(separator: "; or "),
            zh: parts.map(\.chinese).joined(separator: "；或 ")
        )
    }

    /// The same in the segment language.
    func expression(_ group: Int) -> String? {
        let rules = nodes(of: group).compactMap { RuleText.rule(tree.conditions($0), of: tree) }
        guard !rules.isEmpty else { return nil }
        return rules.count == 1 ? rules[0] : rules.map { "(\($0))" }.joined(separator: " or ")
    }

    /// The nodes below which every leaf is mostly of the group, each as near the root as can be, the largest first: splits
    /// that divide nothing but the group are not told.
    func nodes(of group: Int) -> [Int] {
        var found: [Int] = []
        func isWhole(_ node: Int) -> Bool {
            guard let split = tree.nodes[node].split else { return tree.majorityClass(node) == group }
            let parts = split.branches.map { (node: $0.child, isWhole: isWhole($0.child)) }
            guard !parts.allSatisfy(\.isWhole) else { return true }
            found += parts.filter(\.isWhole).map(\.node)
            return false
        }
        if isWhole(0) { found = [0] }
        return found.sorted {
            tree.nodes[$0].count != tree.nodes[$1].count ? tree.nodes[$0].count > tree.nodes[$1].count : $0 < $1
        }
    }

    private func words(_ conditions: [TreeCondition]) -> Bilingual {
        guard !conditions.isEmpty else { return Bilingual(en: "everybody", zh: "所有客户") }
        let parts = conditions.map(words)
        return Bilingual(
            en: parts.map(\.english).joined(separator: " and "),
            zh: parts.map(\.chinese).joined(separator: " 且 ")
        )
    }

    private func words(_ condition: TreeCondition) -> Bilingual {
        let feature = tree.features[condition.feature]
        let name = title(feature.name)
        let known = test(condition.test, feature.levels ?? [])
        let unknown = Bilingual(en: "unknown", zh: "未知")
        switch (known, condition.missing) {
        case (.none, .included): return name + Bilingual(en: " unknown", zh: "未知")
        case (.none, .excluded): return name + Bilingual(en: " known", zh: "已知")
        case (.some(let known), .included):
            return Bilingual(
                en: "\(name.english) \(known.english) or \(unknown.english)",
                zh: "\(name.chinese)\(known.chinese)或\(unknown.chinese)"
            )
        case (.some(let known), .excluded):
            return Bilingual(en: "\(name.english) \(known.english)", zh: "\(name.chinese)\(known.chinese)")
        }
    }

    private func test(_ test: DecisionTree.ValueTest, _ levels: [String]) -> Bilingual? {
        switch test {
        case .interval(nil, let high?):
            return Bilingual(en: "below \(Self.number(high))", zh: "低于 \(Self.number(high))")
        case .interval(let low?, nil):
            return Bilingual(en: "at least \(Self.number(low))", zh: "不低于 \(Self.number(low))")
        case .interval(let low?, let high?):
            return Bilingual(
                en: "from \(Self.number(low)) to below \(Self.number(high))",
                zh: "不低于 \(Self.number(low))、低于 \(Self.number(high))"
            )
        case .oneOf(let chosen): return Self.list(chosen.map { levels[$0] }, isNegated: false)
        case .noneOf(let others):
            guard !others.isEmpty else { return nil }
            return others.count * 2 < levels.count
                ? Self.list(others.map { levels[$0] }, isNegated: true)
                : Self.list(levels.indices.filter { !others.contains($0) }.map { levels[$0] }, isNegated: false)
        case .interval, .nothing: return nil
        }
    }

    private static func list(_ levels: [String], isNegated: Bool) -> Bilingual {
        let words = levels.map { LevelWords.of(.named($0)) }
        return Bilingual(
            en: (isNegated ? "not " : "is ") + words.map(\.english).joined(separator: isNegated ? " nor " : " or "),
            zh: (isNegated ? "不是" : "为") + words.map(\.chinese).joined(separator: "、")
        )
    }

    /// Four digits: enough to be remembered; the exact rule is in the JSON.
    private static func number(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e6 ? String(Int(number)) : String(format: "%.4g", number)
    }
}
