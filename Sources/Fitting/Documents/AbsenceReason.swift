import Domain

/// Why a figure of a model can have no value, by its name in the JSON or the names that lead to it.
enum AbsenceReason {
    /// A χ² has one number of degrees of freedom only; customers without a group have no name of one; occasions have no
    /// date; a leaf has no lift where the mean of all rows is not above zero.
    static let notApplicable: Set<String> = ["discriminating.df2", "groups.group", "until", "rules.lift"]

    static let other = Bilingual(en: "These data give it no value.", zh: "这些数据无法给出该值。")

    static let texts: [String: Bilingual] = grouping.merging(prediction) { $1 }.merging(survival) { $1 }
        .merging(value) { $1 }.merging(trials) { $1 }

    private static let oneGroup = Bilingual(
        en: "It compares groups, and needs two of them or more, with fewer groups than rows.",
        zh: "该值用于比较各组，至少需要两组，且组数少于行数。"
    )
    private static let noSample = Bilingual(
        en: "None of the group's rows is in the sample that it is measured on.",
        zh: "用于计算该值的样本中没有这一组的数据。"
    )
    private static let nothingWithin = Bilingual(
        en: "The column does not vary within the groups, so the test has no finite statistic.",
        zh: "该列在各组内部没有变化，检验统计量不是有限值。"
    )
    private static let grouping: [String: Bilingual] = [
        "silhouette": oneGroup, "silhouetteRows": oneGroup, "silhouetteByGroup": noSample,
        "calinskiHarabasz": oneGroup, "entropy": oneGroup,
        "gap": oneGroup, "gapError": oneGroup,
        "stability": Bilingual(
            en: "Stability is measured by fits of resampled rows, which this model or so few rows do not allow.",
            zh: "稳定性需要对重抽样数据重新拟合，该模型或过少的数据不支持。"
        ),
        "cophenetic": Bilingual(
            en: "The cophenetic correlation needs three rows or more that differ.",
            zh: "共表型相关系数至少需要三行互不相同的数据。"
        ),
        "discriminating.statistic": nothingWithin, "discriminating.p": nothingWithin,
        "discriminating.adjustedP": nothingWithin,
        "confidence": Bilingual(en: "Nobody is assigned to the group.", zh: "没有客户被分入该组。"),
        "assignments": Bilingual(
            en: "Rows that lack a value which is needed were left out and have no group.",
            zh: "缺少所需值的行未参与拟合，没有分组。"
        ),
        "rule": Bilingual(
            en: "The segment language has no rule for it: all rows would be in it.",
            zh: "人群语言没有对应的规则：它包含全部数据。"
        ),
        "rulePrecision": Bilingual(en: "No row is in a leaf of the group.", zh: "没有数据落入该组的叶节点。"),
    ]

    private static let noError = Bilingual(
        en: "The standard error is zero, so there is nothing to divide by.",
        zh: "标准误为零，无法计算检验统计量。"
    )
    private static let perfect = Bilingual(
        en: "The fit is perfect, which leaves no errors to test against.",
        zh: "拟合完全吻合，没有误差可用于检验。"
    )
    private static let oneOutcome = Bilingual(
        en: "Only one of the two outcomes is among the rows that were measured.",
        zh: "用于检验的数据中只出现了一种结果。"
    )
    private static let prediction: [String: Bilingual] = [
        "zValues": noError, "tValues": noError, "pValues": noError, "chiSquaredValues": noError,
        "fStatistic": perfect, "fPValue": perfect, "auc": oneOutcome, "prAuc": oneOutcome,
        "validatedRSquared": Bilingual(
            en: "The target has one value only in the rows that were measured.",
            zh: "用于检验的数据中目标只有一种取值。"
        ),
        "calibrationError": oneOutcome,
    ]

    private static let nobodyLeft = Bilingual(
        en: "Once nobody is left, the share that stays is zero and its standard error has no value.",
        zh: "所有客户都已流失后，留存比例为零，标准误不存在。"
    )
    private static let notReached = Bilingual(
        en: "The curve, or the bound of its interval, does not fall to one half.",
        zh: "留存曲线（或其区间界限）没有降到一半。"
    )
    private static let survival: [String: Bilingual] = [
        "concordance": Bilingual(
            en: "There is no pair of customers of whom it is known who left first.",
            zh: "没有能判断谁先流失的客户对。"
        ),
        "standardErrors": nobodyLeft, "survival.low": nobodyLeft, "survival.high": nobodyLeft,
        "median": notReached, "medianLow": notReached, "medianHigh": notReached,
    ]

    private static let value: [String: Bilingual] = [
        "populationMean": Bilingual(
            en: "With q of 1 or less the mean spend of the population is infinite.",
            zh: "q 不大于 1 时，总体平均消费为无穷大。"
        ),
        "correlation": Bilingual(
            en: "The number of purchases or their mean does not vary, or by too little or too much to compute with.",
            zh: "购买次数或平均金额没有变化，或变化过小、过大，无法计算相关系数。"
        ),
        "cutPoints": Bilingual(en: "No customer of the fit has this score.", zh: "拟合数据中没有客户取得该得分。"),
        "meanMonetary": Bilingual(en: "No customer has these scores.", zh: "没有客户属于该档。"),
        "conviction": Bilingual(
            en: "Where the confidence is 1, the conviction is infinite.",
            zh: "置信度为 1 时，确信度为无穷大。"
        ),
    ]

    private static let oneArm = Bilingual(
        en: "The group lacks customers with the treatment, or without it.",
        zh: "该组缺少处理组或对照组的客户。"
    )
    private static let trials: [String: Bilingual] = [
        "deciles.treatedRate": oneArm, "deciles.controlRate": oneArm, "deciles.uplift": oneArm, "deciles.low": oneArm,
        "deciles.high": oneArm,
        "lift": Bilingual(
            en: "The control group's value is zero, so there is no ratio to it.",
            zh: "对照组的值为零，无法计算提升比例。"
        ),
        "qiniInterval": Bilingual(
            en: "The resamples lack customers with the treatment or without it.",
            zh: "重抽样数据中缺少处理组或对照组的客户。"
        ),
        "reference.independentColumns": Bilingual(
            en: "One column has nothing to be independent of.",
            zh: "只有一列，没有可供比较独立性的其他列。"
        ),
        "reference.singleCloud": Bilingual(
            en: "The rows have no single cloud to be compared with: there are too few, or they do not vary.",
            zh: "数据过少或没有变化，无法构造单一分布作为参照。"
        ),
    ]
}
