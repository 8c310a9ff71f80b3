import Domain

/// Reads the entries under `models`.
struct ModelReader {
    let problems: ProblemCollector

    private enum Word: Hashable {
        case rfm
        case simpleCLV
        case fitted(String)

        static let all = ["rfm", "simple clv"] + FittedModelSetting.models

        init?(_ text: String) {
            switch text {
            case "rfm": self = .rfm
            case "simple clv": self = .simpleCLV
            case _ where FittedModelSetting.models.contains(text): self = .fitted(text)
            default: return nil
            }
        }
    }

    static let rfmKeys = [
        "model", "orders", "amount", "monetary", "bins", "binning", "ties", "seed", "window", "names",
    ]
    static let clvKeys = ["model", "orders", "amount", "margin", "discount", "lifespan"]

    func models(_ tree: YAMLTree?) -> [ModelSetting] {
        problems.entries(tree, of: Bilingual(en: "models", zh: "模型")).compactMap { pair in
            problems.checkIdentifier(pair.key, of: Bilingual(en: "a model", zh: "模型"))
            return kind(pair).map { ModelSetting(name: pair.key, kind: $0) }
        }
    }

    private func kind(_ pair: YAMLTree.Pair) -> ModelSetting.Kind? {
        let word = word(of: pair)
        return switch word?.value {
        case .rfm: rfm(pair).map(ModelSetting.Kind.rfm)
        case .simpleCLV: clv(pair).map(ModelSetting.Kind.simpleCLV)
        case .fitted(let name):
            FittedModelReader(problems: problems)
                .setting(pair, model: Located(name, at: word?.position ?? pair.key.position))
                .map(ModelSetting.Kind.fitted)
        case nil: nil
        }
    }

    /// Which model an entry is; only with that are its keys known.
    private func word(of pair: YAMLTree.Pair) -> Located<Word>? {
        var seen: Set<String> = []
        let all = (Self.rfmKeys + Self.clvKeys + FittedModelReader.keys).filter { seen.insert($0).inserted }
        let what = Bilingual(en: "a model", zh: "模型")
        guard case .map(let pairs) = pair.value.content,
            pairs.contains(where: { $0.key.value == "model" && !$0.value.isBlank })
        else {
            let fields = Fields(pair.value, keys: all, of: what, owner: pair.key.position, problems: problems)
            _ = fields?.required("model", example: "model: rfm")
            return nil
        }
        let word = problems.parsed(
            pairs.first { $0.key.value == "model" }?.value,
            allowed: Wording.choice(of: Word.all),
            nearest: { NearestName.of($0, among: Word.all) },
            Word.init
        )
        if word == nil { _ = Fields(pair.value, keys: all, of: what, problems: problems) }
        return word
    }

    private func rfm(_ pair: YAMLTree.Pair) -> RFMSetting? {
        let what = Bilingual(en: "an `rfm` model", zh: "`rfm` 模型")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.rfmKeys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let orders = problems.text(fields.required("orders", example: "orders: Order Completed"))
        let amount = problems.text(fields.required("amount", example: "amount: revenue"))
        let bins = problems.integer(fields["bins"], in: 2...9)?.value ?? 5
        let monetary: RFMSetting.Monetary = problems.word(fields["monetary"])?.value ?? .total
        let binning: RFMSetting.Binning = problems.word(fields["binning"])?.value ?? .independent
        let ties = ties(fields)
        let window = problems.text(fields["window"])
        let names = RFMNameReader(problems: problems, bins: bins).names(fields["names"])
        guard let orders, let amount else { return nil }
        return RFMSetting(
            orders: orders,
            amount: amount,
            monetary: monetary,
            bins: bins,
            binning: binning,
            ties: ties,
            window: window,
            names: names
        )
    }

    private func ties(_ fields: Fields) -> RFMSetting.Ties {
        enum Word: String, CaseIterable {
            case together, random
        }
        let word: Located<Word>? = problems.word(fields["ties"])
        let number = Bilingual(en: "a whole number from 0", zh: "不小于 0 的整数")
        guard word?.value == .random else {
            if fields["ties"] == nil || word != nil {
                fields.refuse("seed", because: Bilingual(en: "`ties` is not `random`", zh: "`ties` 不是 `random`"))
            }
            return .together
        }
        let seed = problems.parsed(fields.required("seed", example: "seed: 1"), allowed: number, UInt64.init)
        return .random(seed: seed?.value ?? 0)
    }

    private func clv(_ pair: YAMLTree.Pair) -> SimpleCLVSetting? {
        let what = Bilingual(en: "a `simple clv` model", zh: "`simple clv` 模型")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.clvKeys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let share = Bilingual(en: "a share from `0%` to `100%`", zh: "`0%` 到 `100%` 的比例")
        let orders = problems.text(fields.required("orders", example: "orders: Order Completed"))
        let amount = problems.text(fields.required("amount", example: "amount: revenue"))
        let margin = problems.parsed(fields["margin"], allowed: share, Share.init)
        let discount = problems.parsed(fields["discount"], allowed: share, Share.init)
        let lifespan = problems.parsed(
            fields.required("lifespan", example: "lifespan: 3 years"),
            allowed: Bilingual(
                en: "a length such as `3 years` or `18 months`, or `observed`",
                zh: "时长（如 `3 years`、`18 months`），或 `observed`"
            )
        ) { text in
            text == "observed" ? SimpleCLVSetting.Lifespan.observed : TimeSpan(text).map { .fixed($0) }
        }
        guard let orders, let amount, let lifespan else { return nil }
        return SimpleCLVSetting(
            orders: orders,
            amount: amount,
            margin: margin?.value ?? Share(fraction: 1),
            discount: discount?.value ?? Share(fraction: 0),
            lifespan: lifespan.value
        )
    }
}
