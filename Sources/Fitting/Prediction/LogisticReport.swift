import Domain
import Models

/// What a document says of a logistic regression beside the quality of its predictions.
struct LogisticReport {
    var model: FittedLogistic
    /// λ of the ridge penalty.
    var penalty: Double

    /// Outcomes of the rarer kind for each coefficient, below which estimates are unsteady (Peduzzi and others, Journal of
    /// Clinical Epidemiology 49, 1996).
    private static let fewestEvents = 10

    func add(to document: inout FitDocument) {
        document.logLikelihood = model.logLikelihood
        document.aic = model.aic
        document.bic = model.bic
        document.notes += notes
        CoefficientReport(
            coefficients: model.coefficients,
            level: model.level,
            test: model.isTestedByLikelihood ? .likelihoodRatio : .waldZ,
            ratio: ("oddsRatios", Bilingual(en: "Odds ratio", zh: "优势比"))
        ).add(to: &document)
        document.own += fields
        document.tables.append(fitTable)
    }

    private var fields: [FitField] {
        var fields = [
            FitField("positives", .integer(model.positives)), FitField("deviance", .number(model.deviance)),
            FitField("nullDeviance", .number(model.nullDeviance)),
            FitField("pseudoRSquared", .number(model.pseudoRSquared)),
            FitField("estimator", .text(model.separating.isEmpty ? "maximum-likelihood" : "firth")),
            FitField("test", .text(model.isTestedByLikelihood ? "likelihood-ratio" : "wald")),
        ]
        if !model.dropped.isEmpty { fields.append(FitField("dropped", .texts(model.dropped))) }
        if !model.separating.isEmpty { fields.append(FitField("separating", .texts(model.separating))) }
        return fields
    }

    private var fitTable: FitTable {
        FitTable(
            Bilingual(en: "Fit", zh: "拟合"),
            headings: [Bilingual(en: "Measure", zh: "指标"), Bilingual(en: "Value", zh: "数值")],
            rows: [
                [.text(Bilingual(en: "Deviance", zh: "偏差")), .number(model.deviance, digits: 8)],
                [.text(Bilingual(en: "Null deviance", zh: "零模型偏差")), .number(model.nullDeviance, digits: 8)],
                [.text(Bilingual(en: "McFadden's R²", zh: "McFadden R²")), .number(model.pseudoRSquared)],
                [.name("AIC"), .number(model.aic, digits: 8)], [.name("BIC"), .number(model.bic, digits: 8)],
            ]
        )
    }

    private var notes: [Bilingual] {
        var notes = [CoefficientReport.note(dropped: model.dropped)].compactMap { $0 }
        if !model.separating.isEmpty { notes.append(separation) }
        if let note = otherMaximum { notes.append(note) }
        if penalty > 0 { notes.append(Self.shrunken) }
        let rare = min(model.positives, model.n - model.positives)
        let slopes = model.coefficients.count - 1
        if rare < Self.fewestEvents * slopes {
            notes.append(
                Bilingual(
                    en: "There are \(rare) outcomes of the rarer kind for \(slopes) coefficients; with fewer than "
                        + "\(Self.fewestEvents) each the estimates are unsteady.",
                    zh: "较少的一类结果只有 \(rare) 个，却要估计 \(slopes) 个系数；每个系数不足 "
                        + "\(Self.fewestEvents) 个时估计不稳定。"
                )
            )
        }
        return notes
    }

    private var separation: Bilingual {
        let names = NameList.few(model.separating)
        return Bilingual(
            en:
                "The outcomes are separated by \(names.english): maximum likelihood has no finite estimate, so these are "
                + "Firth's penalised estimates (Heinze and Schemper 2002). "
                + (model.isTestedByLikelihood
                    ? "Statistics (χ²), p values and intervals are of penalised likelihood-ratio tests, which agree with "
                        + "each other and not with the standard errors."
                    : "Statistics, p values and intervals are Wald's and approximate, and p values tend to be too large: "
                        + "likelihood-ratio tests would take too long for so many columns."),
            zh: "\(names.chinese) 将两种结果完全（或近乎完全）分开，最大似然估计不存在有限值，因此给出的是 Firth 惩罚估计"
                + "（Heinze 与 Schemper，2002）。"
                + (model.isTestedByLikelihood
                    ? "统计量（χ²）、p 值和区间均来自惩罚似然比检验，三者彼此一致，但与标准误不对应。"
                    : "统计量、p 值和区间来自 Wald 检验，仅为近似，p 值往往偏大：列数过多，似然比检验耗时过长。")
        )
    }

    private var otherMaximum: Bilingual? {
        guard let here = model.penalisedLogLikelihood, let there = model.higherMaximum else { return nil }
        let (low, high) = (QualityReport.short(here), QualityReport.short(there))
        return Bilingual(
            en:
                "The penalised likelihood has several maxima, since columns nearly repeat each other: the estimates are "
                + "of the one that the search from zero leads to (\(low), as R's logistf), and another is higher "
                + "(\(high)). Do not read single coefficients; leave columns out, or say --penalty 1.",
            zh: "由于部分列近乎重复，惩罚似然有多个极大值：给出的是从零出发得到的极大值（\(low)，与 R 的 logistf 相同），"
                + "另有更高的极大值（\(high)）。请勿逐个解读系数；可去掉部分列，或使用 --penalty 1。"
        )
    }

    private static let shrunken = Bilingual(
        en: "With a ridge penalty estimates are drawn towards zero, and intervals and p values are approximate.",
        zh: "使用岭惩罚后估计值向零收缩，区间和 p 值仅为近似。"
    )
}
