package import Domain
package import Models
import Statistics

/// Gradient-boosted trees: `boosting`.
package enum BoostingOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        package var design: FeatureDesign
        package var model: FittedBoosting
        package var target: String
        /// `nil` for a numeric target.
        package var positive: String?
    }

    package static let name = "boosting"
    package static let purpose = Bilingual(
        en: "Gradient-boosted trees (XGBoost): calibrated probabilities or amounts, with the reasons for each customer",
        zh: "梯度提升树（XGBoost）：给出校准后的概率或数值，以及每位客户的原因"
    )
    package static let example = "covey fit boosting customers.csv --target churn --positive Yes"
    package static let options: [FitOption] = [
        .target, .positive, .features, .time, .trees, .depth, .rate, .method, .holdout, .folds, .seed,
    ]
    package static let timeOptions: [FitOption] = [.time]

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: Boosting.Calibration.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let targetName = try options.required(.target)
        let settings = try settings(options)
        let target = try BoostingTarget(table, targetName, positive: options.text(.positive))
        let choice = try FeatureChoice(
            table,
            options,
            besides: [targetName] + (options.text(.time).map { [$0] } ?? []),
            hasReference: false
        )
        let design = try choice.design.matrix(table)
        let labelled = LabelledRows(design, takesMissing: true, isKnown: target.isKnown)
        let task = BoostingTask(
            settings: settings,
            design: labelled.design,
            names: choice.design.names,
            target: target.selecting(labelled.rows),
            targetName: targetName
        )
        let validation = try Validation(options, usual: task.usualValidation)
        let model = try task.fit()

        var document = FitDocument(model: name, n: labelled.rows.count, seed: settings.seed)
        document.rowsLeftOut = labelled.leftOut
        document.own = [FitField("target", .text(targetName))]
        document.own += [target.positive.map { FitField("positive", .text($0)) }].compactMap { $0 }
        document.notes += [target.note].compactMap { $0 }
        let times = try Validation.times(table, options, rows: labelled.rows)
        try task.check(model, by: validation, times: times, &document)
        document.notes += choice.notes + [labelled.note].compactMap { $0 }
        let report = BoostingReport(model: model, settings: settings, features: choice.design)
        try report.add(labelled.design, to: &document)
        return (Fitted(design: choice.design, model: model, target: targetName, positive: target.positive), document)
    }

    private static func settings(_ options: FitOptions) throws -> Boosting {
        var settings = Boosting(seed: try options.seed)
        settings.trees = try options.integer(.trees, in: 1...100_000, default: settings.trees)
        settings.depth = try options.integer(.depth, in: 1...16, default: settings.depth)
        settings.rate = try options.number(.rate, in: 0.0001...1, default: settings.rate)
        settings.calibration = try options.choice(.method, default: settings.calibration)
        return settings
    }

    /// `probability` (or `prediction` of a numeric target), and `reason1` to `reason3`.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let design = try fitted.design.matrix(table)
        try Boosting.checkRange(design, fitted.design.names)
        let predictions = try fitted.model.predict(design)
        let reasons = try Reasons.columns(
            try fitted.model.contributions(design),
            fitted.design,
            table,
            rows: Array(0..<table.rowCount)
        )
        return [DataColumn(fitted.model.isLogistic ? "probability" : "prediction", numbers: predictions)] + reasons
    }
}
