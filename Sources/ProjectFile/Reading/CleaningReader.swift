import Domain

/// Reads what is cleaned: `clean` of a source, and `clean` of a column.
struct CleaningReader {
    let problems: ProblemCollector
    let kind: SourceKind?

    static let keys = ["repeated rows", "missing customer", "cancelled", "rules"]

    func policy(_ tree: YAMLTree?) -> CleaningPolicy {
        let what = Bilingual(en: "`clean`", zh: "`clean`")
        guard let tree, let fields = Fields(tree, keys: Self.keys, of: what, problems: problems) else {
            return .standard
        }
        var policy = CleaningPolicy.standard
        policy.repeatedRows = problems.word(fields["repeated rows"])?.value ?? .remove
        policy.missingCustomer = problems.word(fields["missing customer"])?.value ?? .remove
        policy.cancelled = cancelled(fields["cancelled"])
        policy.rules = problems.items(fields["rules"], of: Bilingual(en: "`rules`", zh: "`rules`")).compactMap(rule)
        if let kind, kind != .orders {
            fields.refuse("cancelled", because: Bilingual(en: "the kind is not `orders`", zh: "种类不是 `orders`"))
        }
        return policy
    }

    private func cancelled(_ tree: YAMLTree?) -> CancellationRule? {
        let what = Bilingual(en: "`cancelled`", zh: "`cancelled`")
        guard let tree, let fields = Fields(tree, keys: ["when", "treat as"], of: what, problems: problems) else {
            return nil
        }
        let condition = problems.text(fields.required("when", example: #"when: 'order starts with "C"'"#))
        let treatment: Located<CancellationRule.Treatment>? = problems.word(fields["treat as"])
        return condition.map { CancellationRule(condition: $0, treatment: treatment?.value ?? .asReturn) }
    }

    private func rule(_ tree: YAMLTree) -> CleaningRule? {
        let what = Bilingual(en: "a rule", zh: "规则")
        guard let fields = Fields(tree, keys: ["name", "when", "do"], of: what, problems: problems) else { return nil }
        let name = problems.bilingual(
            fields.required("name", example: "name: { en: No price, zh: 没有价格 }"),
            of: Bilingual(en: "the name", zh: "名称")
        )
        let condition = problems.text(fields.required("when", example: "when: 'price <= 0'"))
        let action: Located<CleaningRule.Action>? = problems.word(fields.required("do", example: "do: remove"))
        guard let name, let condition, let action else { return nil }
        return CleaningRule(name: name, condition: condition, action: action.value)
    }

    /// One cleaner or a list: words, and `empty if: [texts]`.
    func cleaners(_ tree: YAMLTree?) -> [Cleaner] {
        guard let tree else { return [] }
        guard case .list(let items) = tree.content else { return cleaner(tree).map { [$0] } ?? [] }
        return items.compactMap(cleaner)
    }

    private func cleaner(_ tree: YAMLTree) -> Cleaner? {
        if case .map = tree.content {
            let what = Bilingual(en: "a cleaner", zh: "清洗步骤")
            guard let fields = Fields(tree, keys: ["empty if"], of: what, problems: problems) else { return nil }
            let texts = problems.texts(fields.required("empty if", example: "empty if: [N/A]"))
            return texts.isEmpty ? nil : .emptyIf(texts.map(\.value))
        }
        let words = Cleaner.plain.map(\.word)
        let allowed = Wording.list(of: words) + Bilingual(en: ", `{ empty if: [N/A] }`", zh: "、`{ empty if: [N/A] }`")
        return problems.parsed(
            tree,
            allowed: allowed,
            nearest: { NearestName.of($0, among: words) }
        ) { word in Cleaner.plain.first { $0.word == word } }?.value
    }
}
