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
        let task = LogisticTask(
            settings: Logistic(
                penalty: try options.number(.penalty, in: 0...1e9, default: 0),
                level: try options.fraction(.level, in: 0.5...0.9999, default: 0.95)
            ),
            design: labelled.design,
            names: choice.design.names,
            outcomes: labelled.rows.map { target.values[$0] == true },
            target: targetName
        )
        let model = try task.fit()

        var document = FitDocument(model: name, n: model.n, seed: try options.seed)
        document.rowsLeftOut = labelled.leftOut
        document.own = [FitField("target", .text(targetName)), FitField("positive", .text(target.positive))]
        document.notes = [target.note].compactMap { $0 } + choice.notes + [labelled.note].compactMap { $0 }
        LogisticReport(model: model, penalty: task.settings.penalty).add(to: &document)
        let validation = try Validation(options, usual: .crossValidation(folds: Validation.usualFolds))
        let times = try Validation.times(table, options, rows: labelled.rows)
        try task.check(model, by: validation, times: times, &document)
        let importance = Reasons.importance(model.contributions(labelled.design), choice.design)
        document.own.append(Reasons.field(importance))
        document.figures.append(Reasons.figure(importance, unit: Bilingual(en: "Log-odds", zh: "对数优势")))
        let fitted = Fitted(design: choice.design, model: model, target: targetName, positive: target.positive)
        return (fitted, document)
    }

    /// `probability`, its interval `low` to `high` with the fit's level, and `reason1` to `reason3`. A row with a missing
    /// value has none.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        var columns = [labelled.column("probability", fitted.model.predict(labelled.design), in: table)]
        if let (low, high) = fitted.model.intervals(labelled.design) {
            columns += [labelled.column("low", low, in: table), labelled.column("high", high, in: table)]
        }
        return columns
            + (try Reasons.columns(
                fitted.model.contributions(labelled.design),
                fitted.design,
                table,
                rows: labelled.rows
            ))
    }
}
