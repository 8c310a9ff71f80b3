import Domain

/// Reads the entries under `traits`.
struct TraitReader {
    let problems: ProblemCollector

    func traits(_ tree: YAMLTree?) -> [TraitSetting] {
        problems.entries(tree, of: Bilingual(en: "traits", zh: "特征")).compactMap(trait)
    }

    private func trait(_ pair: YAMLTree.Pair) -> TraitSetting? {
        if pair.value.text != nil, !pair.value.isBlank {
            return problems.text(pair.value).map { TraitSetting(name: pair.key, value: $0, title: nil) }
        }
        let what = Bilingual(en: "a trait", zh: "特征")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: ["value", "title"], of: what, owner: owner, problems: problems)
        else {
            return nil
        }
        let title = problems.bilingual(fields["title"], of: Bilingual(en: "the title", zh: "标题"))
        return problems.text(fields.required("value", example: #"value: count of "Order Completed""#)).map {
            TraitSetting(name: pair.key, value: $0, title: title)
        }
    }
}
