package import Domain
package import Models
import Statistics

/// Logistic regression: `logistic`.
package enum LogisticOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        package var design: FeatureDesign
        package var model: FittedLogistic
        package var target: String
        package var positive: String
    }

    package static let name = "logistic"
    package static let purpose = Bilingual(
        en: "Logistic regression: the probability of a yes, with odds ratios and their certainty",
        zh: "逻辑回归：预测“是”的概率，给出优势比及其可信程度"
    )
    package static let example =
        "covey fit logistic customers.csv --target churn --positive Yes --features tenure,monthly_charges,contract"
    package static let options: [FitOption] = [
        .target, .positive, .features, .time, .penalty, .holdout, .folds, .level, .seed,
    ]
    package static let timeOptions: [FitOption] = [.time]

    /// Outcomes of the rarer kind for each coefficient, below which estimates are unsteady (Peduzzi and others, Journal of
    /// Clinical Epidemiology 49, 1996).
    private static let fewestEvents = 10

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let targetName = try options.required(.target)
        let target = try BinaryTarget(table, targetName, positive: options.text(.positive))
        let choice = try FeatureChoice(
            table,
            options,
            besides: [targetName] + (options.text(.time).map { [$0] } ?? []),
            hasReference: true
        )
        let labelled = LabelledRows(try choice.design.matrix(table), takesMissing: false) { target.values[$0] != nil }
        let outcomes = labelled.rows.map { target.values[$0] == true }
        let settings = Logistic(
            penalty: try options.number(.penalty, in: 0...1e9, default: 0),
            level: try options.number(.level, in: 0.5...0.9999, default: 0.95)
        )
        let model = try Self.model(settings, labelled.design, choice.design.names, outcomes, targetName)
        let fitted = Fitted(design: choice.design, model: model, target: targetName, positive: target.positive)

        let seed = try options.seed
        var document = FitDocument(model: name, n: model.n, seed: seed)
        document.rowsLeftOut = labelled.leftOut
        document.logLikelihood = model.logLikelihood
        document.aic = model.aic
        document.bic = model.bic
        document.own = [FitField("target", .text(targetName)), FitField("positive", .text(target.positive))]
        document.notes = [target.note].compactMap { $0 } + choice.notes + [labelled.note].compactMap { $0 }
        document.notes += notes(model, settings)
        CoefficientReport(
            coefficients: model.coefficients,
            level: model.level,
            statistic: "z",
            ratio: ("oddsRatios", Bilingual(en: "Odds ratio", zh: "优势比"))
        ).add(to: &document)
        document.own += fields(model)
        document.tables.append(fitTable(model))

        let validation = try Validation(options, usual: .crossValidation(folds: Validation.usualFolds))
        let keys = ContentOrder.keys(
            labelled.design,
            names: choice.design.names,
            target: outcomes.map { $0 ? 1 : 0 },
            seed: seed
        )
        let times = try Validation.times(table, options, rows: labelled.rows)
        var parts = validation.parts(keys: keys, strata: outcomes, times: times)
        let seen = ClassificationQuality(model.predict(labelled.design), outcomes)
        var quality = seen
        if let stated = parts {
            do {
                quality = try heldOut(settings, labelled.design, choice.design.names, outcomes, targetName, stated)
            } catch ModelError.didNotConverge {
                // Parts of nearly separated rows may have no estimate although all rows together have one.
                parts = nil
                document.notes.append(unsettled)
            }
        }
        document.own.append(validation.field(parts: parts))
        QualityReport(quality: quality).add(to: &document)
        document.own.append(FitField("inSample", .object(QualityReport.scores(seen))))
        document.notes.append(validation.note(parts: parts))
        let importance = Reasons.importance(model.contributions(labelled.design), choice.design)
        document.own.append(Reasons.field(importance))
        document.figures.append(
            Reasons.figure(importance, unit: Bilingual(en: "Log-odds", zh: "对数优势"))
        )
        return (fitted, document)
    }

    /// Rows are numbered as the table's, not as those that are left.
    private static func model(
        _ settings: Logistic,
        _ design: Matrix,
        _ names: [String],
        _ outcomes: [Bool],
        _ target: String
    ) throws -> FittedLogistic {
        guard !outcomes.isEmpty else { throw ModelError.tooFewRows(needed: names.count + 2, found: 0) }
        return try settings.fit(design, names: names, target: outcomes, targetName: target)
    }

    private static func fields(_ model: FittedLogistic) -> [FitField] {
        var fields = [
            FitField("positives", .integer(model.positives)), FitField("deviance", .number(model.deviance)),
            FitField("nullDeviance", .number(model.nullDeviance)),
            FitField("pseudoRSquared", .number(model.pseudoRSquared)),
            FitField("estimator", .text(model.separating.isEmpty ? "maximum-likelihood" : "firth")),
        ]
        if !model.dropped.isEmpty { fields.append(FitField("dropped", .texts(model.dropped))) }
        if !model.separating.isEmpty { fields.append(FitField("separating", .texts(model.separating))) }
        return fields
    }

    private static let unsettled = Bilingual(
        en: "Models of parts of the rows did not settle, so the quality could not be measured on rows kept aside.",
        zh: "部分数据的模型未能收敛，因此无法在留出的数据上检验质量。"
    )

    /// The quality on rows that the model which predicts them has not seen.
    private static func heldOut(
        _ settings: Logistic,
        _ design: Matrix,
        _ names: [String],
        _ outcomes: [Bool],
        _ target: String,
        _ parts: [Int]
    ) throws -> ClassificationQuality {
        let held = try Validation.predict(design, parts: parts) { training, asked in
            try settings.fit(
                design.selecting(rows: training),
                names: names,
                target: training.map { outcomes[$0] },
                targetName: target,
                testsByLikelihood: false
            ).predict(asked)
        }
        return ClassificationQuality(held.predictions, held.rows.map { outcomes[$0] })
    }

    private static func fitTable(_ model: FittedLogistic) -> FitTable {
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

    private static func notes(_ model: FittedLogistic, _ settings: Logistic) -> [Bilingual] {
        var notes: [Bilingual] = []
        if let note = CoefficientReport.note(dropped: model.dropped) { notes.append(note) }
        if !model.separating.isEmpty {
            let names = model.separating.joined(separator: ", ")
            notes.append(
                Bilingual(
                    en:
                        "The outcomes are separated by \(names): maximum likelihood has no finite estimate, so these are "
                        + "Firth's penalised estimates (Heinze and Schemper 2002). "
                        + (model.isTestedByLikelihood
                            ? "The p values are of penalised likelihood-ratio tests; intervals are approximate."
                            : "Intervals and p values are Wald's and approximate: better tests would take too long."),
                    zh: "\(names) 将两种结果完全（或近乎完全）分开，最大似然估计不存在有限值，因此给出的是 Firth 惩罚估计"
                        + "（Heinze 与 Schemper，2002）。"
                        + (model.isTestedByLikelihood
                            ? "p 值来自惩罚似然比检验，区间仅为近似。" : "区间和 p 值来自 Wald 检验，仅为近似：似然比检验耗时过长。")
                )
            )
        }
        if settings.penalty > 0 {
            notes.append(
                Bilingual(
                    en:
                        "With a ridge penalty estimates are drawn towards zero, and intervals and p values are approximate.",
                    zh: "使用岭惩罚后估计值向零收缩，区间和 p 值仅为近似。"
                )
            )
        }
        let rare = min(model.positives, model.n - model.positives)
        if rare < fewestEvents * (model.coefficients.count - 1) {
            notes.append(
                Bilingual(
                    en:
                        "There are \(rare) outcomes of the rarer kind for \(model.coefficients.count - 1) coefficients; with "
                        + "fewer than \(fewestEvents) each the estimates are unsteady.",
                    zh: "较少的一类结果只有 \(rare) 个，却要估计 \(model.coefficients.count - 1) 个系数；每个系数不足 "
                        + "\(fewestEvents) 个时估计不稳定。"
                )
            )
        }
        return notes
    }

    /// `probability`, and `reason1` to `reason3`. A row with a missing value has none.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        var probabilities = [Double](repeating: .nan, count: table.rowCount)
        for (row, value) in zip(labelled.rows, fitted.model.predict(labelled.design)) { probabilities[row] = value }
        let reasons = try Reasons.columns(
            fitted.model.contributions(labelled.design),
            fitted.design,
            table,
            rows: labelled.rows
        )
        return [DataColumn("probability", numbers: probabilities)] + reasons
    }
}
