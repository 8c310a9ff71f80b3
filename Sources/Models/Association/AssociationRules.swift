/// Rules from the one with the greatest lift down, and what they suggest to add to a basket.
package struct AssociationRules: Sendable, Hashable, Codable {
    /// Names of all items.
    package var names: [String]
    package var basketCount: Int
    package var rules: [AssociationRule]

    package init(names: [String], basketCount: Int, rules: [AssociationRule]) {
        self.names = names
        self.basketCount = basketCount
        self.rules = rules
    }

    /// An item that a basket lacks, and the rule that speaks for it most.
    package struct Suggestion: Sendable, Hashable {
        package var item: String
        package var confidence: Double
        package var lift: Double
    }

    /// For each basket the items that rules foretell and it lacks, the surest first: by confidence, then by lift.
    ///
    /// - Parameters:
    ///   - baskets: with names of their own; those that are unknown here lead to no rule.
    ///   - most: suggestions for a basket.
    /// - Complexity: O(rules that begin with one of the basket's items) for each basket.
    package func suggestions(for baskets: Baskets, most: Int) -> [[Suggestion]] {
        var rulesOf = [[Int]](repeating: [], count: names.count)
        var always: [Int] = []
        for (index, rule) in rules.enumerated() {
            if let first = rule.left.first { rulesOf[Int(first)].append(index) } else { always.append(index) }
        }
        let codeOf = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let codes = baskets.names.map { codeOf[$0] ?? -1 }
        var holds = [Bool](repeating: false, count: names.count)
        return (0..<baskets.count).map { basket in
            let items = baskets[basket].map { codes[Int($0)] }.filter { $0 >= 0 }
            for item in items { holds[item] = true }
            defer { for item in items { holds[item] = false } }
            var best: [Int32: Int] = [:]
            for index in items.flatMap({ rulesOf[$0] }) + always {
                let rule = rules[index]
                guard !holds[Int(rule.right)], rule.left.allSatisfy({ holds[Int($0)] }) else { continue }
                if let known = best[rule.right], !isSurer(index, known) { continue }
                best[rule.right] = index
            }
            return best.values.sorted(by: isSurer).prefix(most).map {
                Suggestion(item: names[Int(rules[$0].right)], confidence: rules[$0].confidence, lift: rules[$0].lift)
            }
        }
    }

    private func isSurer(_ left: Int, _ right: Int) -> Bool {
        if rules[left].confidence != rules[right].confidence { return rules[left].confidence > rules[right].confidence }
        return left < right
    }

    /// The order of this type: by lift, then confidence, then count, each from the greatest down, then by the items.
    static func precedes(_ left: AssociationRule, _ right: AssociationRule) -> Bool {
        if left.lift != right.lift { return left.lift > right.lift }
        if left.confidence != right.confidence { return left.confidence > right.confidence }
        if left.count != right.count { return left.count > right.count }
        if left.left != right.left { return left.left.lexicographicallyPrecedes(right.left) }
        return left.right < right.right
    }
}
