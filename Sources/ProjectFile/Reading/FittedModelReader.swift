import Domain

/// Reads an entry under `models` that is a model of the library.
struct FittedModelReader {
    let problems: ProblemCollector

    static let keys =
        ["model", "orders", "amount", "item", "basket", "features", "target", "outputs", "refit", "drift"]
        + FittedModelSetting.optionKeys

    func setting(_ pair: YAMLTree.Pair, model: Located<String>) -> FittedModelSetting? {
        let what = Bilingual(en: "a `\(model.value)` model", zh: "`\(model.value)` 模型")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.keys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let (orders, features) = inputs(fields, model.value)
        // Every missing key is told, not the first alone.
        let missing = FittedModelSetting.requiredKeys(of: model.value).filter { key, example in
            fields.required(key, example: example) == nil
        }
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
        let outputs = outputs(fields, model.value)
        guard missing.isEmpty, orders != nil || !features.isEmpty || takesNoFeatures(model.value) else { return nil }
        return FittedModelSetting(
            model: model,
            orders: orders,
            amount: problems.text(fields["amount"]),
            item: problems.text(fields["item"]),
            basket: problems.text(fields["basket"]),
            features: features,
            target: problems.text(fields["target"]),
            options: options,
            outputs: outputs,
            refit: refit,
            driftLimit: drift?.value ?? FittedModelSetting.usualDriftLimit
        )
    }

    private func inputs(_ fields: Fields, _ model: String) -> (Located<String>?, [Located<String>]) {
        if FittedModelSetting.purchaseModels.contains(model) {
            let reason = Bilingual(en: "this model looks at purchases", zh: "该模型使用购买记录")
            for key in ["features", "target", "time"] { fields.refuse(key, because: reason) }
            if !FittedModelSetting.basketModels.contains(model) {
                fields.refuse("basket", because: Bilingual(en: "this model has no baskets", zh: "该模型不使用购物篮"))
            }
            return (problems.text(fields.required("orders", example: "orders: Order Completed")), [])
        }
        let reason = Bilingual(en: "this model looks at traits", zh: "该模型使用特征")
        for key in ["orders", "amount", "item", "basket"] { fields.refuse(key, because: reason) }
        guard takesNoFeatures(model) else {
            return (nil, problems.texts(fields.required("features", example: "features: [orders, revenue]")))
        }
        let named = Bilingual(
            en: "this model looks at the traits of `time`, `target` and `group` alone",
            zh: "该模型只使用 `time`、`target` 和 `group` 所指的特征"
        )
        fields.refuse("features", because: named)
        return (nil, [])
    }

    private func takesNoFeatures(_ model: String) -> Bool { FittedModelSetting.modelsWithoutFeatures.contains(model) }

    private func option(_ key: String, _ fields: Fields) -> FittedModelSetting.Option? {
        guard let value = problems.text(fields[key]), let position = fields.keyPosition(key) else { return nil }
        return FittedModelSetting.Option(name: Located(key, at: position), value: value)
    }

    private func outputs(_ fields: Fields, _ model: String) -> [FittedModelSetting.Output] {
        guard !FittedModelSetting.modelsWithoutTraits.contains(model) else {
            let reason = Bilingual(
                en: "this model speaks of all customers together and fills no trait; `rules` gives each a next product",
                zh: "该模型描述的是全体客户，不产生特征；`rules` 可为每位客户给出下一个商品"
            )
            fields.refuse("outputs", because: reason)
            return []
        }
        return problems.entries(fields["outputs"], of: Bilingual(en: "outputs", zh: "输出")).compactMap { pair in
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
