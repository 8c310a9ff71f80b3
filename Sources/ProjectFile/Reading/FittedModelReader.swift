import Domain

/// Reads an entry under `models` that is a model of the library.
struct FittedModelReader {
    let problems: ProblemCollector

    static let keys =
        ["model", "orders", "amount", "item", "features", "target", "outputs", "refit", "drift"]
        + FittedModelSetting.optionKeys

    func setting(_ pair: YAMLTree.Pair, model: Located<String>) -> FittedModelSetting? {
        let what = Bilingual(en: "a `\(model.value)` model", zh: "`\(model.value)` 模型")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.keys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let isOfPurchases = FittedModelSetting.purchaseModels.contains(model.value)
        let (orders, features) = inputs(fields, isOfPurchases: isOfPurchases)
        let refit = problems.parsed(
            fields["refit"],
            allowed: Bilingual(en: "a length such as `30 days`", zh: "时长，如 `30 days`"),
            TimeSpan.init
        )
        let drift = problems.parsed(
            fields["drift"],
            allowed: Bilingual(en: "a number above 0, such as `0.25`", zh: "大于 0 的数，如 `0.25`")
        ) { text in Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        let options = FittedModelSetting.optionKeys.compactMap { key in option(key, fields) }
        let outputs = outputs(fields["outputs"])
        guard isOfPurchases ? orders != nil : !features.isEmpty else { return nil }
        return FittedModelSetting(
            model: model,
            orders: orders,
            amount: problems.text(fields["amount"]),
            item: problems.text(fields["item"]),
            features: features,
            target: problems.text(fields["target"]),
            options: options,
            outputs: outputs,
            refit: refit,
            driftLimit: drift?.value ?? FittedModelSetting.usualDriftLimit
        )
    }

    private func inputs(_ fields: Fields, isOfPurchases: Bool) -> (Located<String>?, [Located<String>]) {
        if isOfPurchases {
            let reason = Bilingual(en: "this model looks at purchases", zh: "该模型使用购买记录")
            for key in ["features", "target"] { fields.refuse(key, because: reason) }
            return (problems.text(fields.required("orders", example: "orders: Order Completed")), [])
        }
        let reason = Bilingual(en: "this model looks at traits", zh: "该模型使用特征")
        for key in ["orders", "amount", "item"] { fields.refuse(key, because: reason) }
        return (nil, problems.texts(fields.required("features", example: "features: [orders, revenue]")))
    }

    private func option(_ key: String, _ fields: Fields) -> FittedModelSetting.Option? {
        guard let value = problems.text(fields[key]), let position = fields.keyPosition(key) else { return nil }
        return FittedModelSetting.Option(name: Located(key, at: position), value: value)
    }

    private func outputs(_ tree: YAMLTree?) -> [FittedModelSetting.Output] {
        problems.entries(tree, of: Bilingual(en: "outputs", zh: "输出")).compactMap { pair in
            guard pair.key.value.wholeMatch(of: /[A-Za-z0-9_]+/) != nil else {
                problems.report(
                    at: pair.key.position,
                    Bilingual(
                        en: "`\(pair.key.value)` cannot be part of a trait's name",
                        zh: "`\(pair.key.value)` 不能作为特征名的一部分"
                    ),
                    allowed: Bilingual(en: "letters, digits and `_`", zh: "字母、数字和 `_`")
                )
                return nil
            }
            return problems.text(pair.value).map { FittedModelSetting.Output(trait: pair.key, column: $0) }
        }
    }
}
