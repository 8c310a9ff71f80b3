package import Domain
import Foundation
package import Models
import Statistics

/// Linear regression: `linear`.
package enum LinearOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        package var design: FeatureDesign
        package var model: FittedLinear
        package var target: String
    }

    package static let name = "linear"
    package static let purpose = Bilingual(
        en: "Linear regression: the expected amount, with the effect of each column",
        zh: "线性回归：预测数值，并给出每一列的影响"
    )
    package static let example = "covey fit linear customers.csv --target spend --features tenure,contract"
    package static let options: [FitOption] = [.target, .features, .time, .holdout, .folds, .level, .seed]
    package static let timeOptions: [FitOption] = [.time]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let targetName = try options.required(.target)
        let numbers = try table.numbers(targetName)
        let choice = try FeatureChoice(
            table,
            options,
            besides: [targetName] + (options.text(.time).map { [$0] } ?? []),
            hasReference: true
        )
        let labelled = LabelledRows(try choice.design.matrix(table), takesMissing: false) { !numbers[$0].isNaN }
        let task = Task(
            settings: Linear(level: try options.fraction(.level, in: 0.5...0.9999, default: 0.95)),
            design: labelled.design,
            names: choice.design.names,
            target: labelled.rows.map { numbers[$0] },
            targetName: targetName
        )
        let model = try task.settings.fit(
            task.design,
            names: task.names,
            target: task.target,
            targetName: targetName
        )
        var document = FitDocument(model: name, n: model.n, seed: try options.seed)
        document.rowsLeftOut = labelled.leftOut
        document.own = [FitField("target", .text(targetName))]
        document.notes = choice.notes + [labelled.note].compactMap { $0 }
        add(model, to: &document)
        let validation = try Validation(options, usual: .crossValidation(folds: Validation.usualFolds))
        let times = try Validation.times(table, options, rows: labelled.rows)
        try task.check(model, by: validation, times: times, &document)
        return (Fitted(design: choice.design, model: model, target: targetName), document)
    }

    /// A regression of some rows, which is checked on parts that it has not seen.
    private struct Task {
        var settings: Linear
        var design: Matrix
        var names: [String]
        var target: [Double]
        var targetName: String

        func check(_ model: FittedLinear, by validation: Validation, times: [Double]?, _ document: inout FitDocument)
            throws
        {
            let keys = ContentOrder.keys(design, names: names, target: target, seed: document.seed)
            var parts = validation.parts(
                keys: keys,
                strata: [Bool](repeating: true, count: target.count),
                times: times
            )
            var held = (rows: Array(target.indices), predictions: model.predict(design))
            if let split = parts {
                do {
                    held = try Validation.predict(design, parts: split) { training, asked in
                        let part = design.selecting(rows: training)
                        return try settings.fit(part, names: names, target: training.map { target[$0] })
                            .predict(asked)
                    }
                } catch is ModelError {
                    // With hardly more rows than coefficients a part of them cannot be fitted.
                    parts = nil
                }
            }
            document.own.append(validation.field(parts: parts))
            NumberQuality(held.predictions, held.rows.map { target[$0] }).add(to: &document)
            document.notes.append(validation.note(parts: parts))
        }
    }

    private static func add(_ model: FittedLinear, to document: inout FitDocument) {
        document.logLikelihood = model.logLikelihood
        document.aic = model.aic
        document.bic = model.bic
        if let note = CoefficientReport.note(dropped: model.dropped) { document.notes.append(note) }
        if model.logLikelihood == nil { document.notes.append(perfect) }
        CoefficientReport(coefficients: model.coefficients, level: model.level, test: .waldT).add(to: &document)
        document.own += fields(model)
        document.tables.append(fitTable(model))
    }

    private static var perfect: Bilingual {
        Bilingual(
            en:
                "The fit is perfect: the target is a sum of the columns, so there are no errors to test anything against.",
            zh: "拟合完全吻合：目标就是这些列的线性组合，没有误差可用于检验。"
        )
    }

    private static func fields(_ model: FittedLinear) -> [FitField] {
        var fields = [
            FitField("rSquared", .number(model.rSquared)),
            FitField("adjustedRSquared", .number(model.adjustedRSquared)),
            FitField("residualStandardError", .number(model.residualStandardError)),
            FitField("degreesOfFreedom", .integer(model.degreesOfFreedom)),
            FitField("fStatistic", model.fStatistic.map { .number($0) } ?? .null),
            FitField("fPValue", model.fPValue.map { .number($0) } ?? .null),
        ]
        if !model.dropped.isEmpty { fields.append(FitField("dropped", .texts(model.dropped))) }
        return fields
    }

    private static func fitTable(_ model: FittedLinear) -> FitTable {
        FitTable(
            Bilingual(en: "Fit", zh: "拟合"),
            headings: [Bilingual(en: "Measure", zh: "指标"), Bilingual(en: "Value", zh: "数值")],
            rows: [
                [.name("R²"), .number(model.rSquared)],
                [.text(Bilingual(en: "Adjusted R²", zh: "调整后 R²")), .number(model.adjustedRSquared)],
                [.text(Bilingual(en: "Residual std. error", zh: "残差标准误")), .number(model.residualStandardError)],
                [.text(Bilingual(en: "Degrees of freedom", zh: "自由度")), .integer(model.degreesOfFreedom)],
                [.name("F"), model.fStatistic.map { .number($0) } ?? .missing],
                [
                    .text(Bilingual(en: "p of F", zh: "F 的 p 值")),
                    model.fPValue.map { .number($0, digits: 3) } ?? .missing,
                ],
            ]
        )
    }

    /// `prediction`, the interval `low` to `high` that holds a new row's value with the fit's level, and `reason1` to
    /// `reason3`, in the target's unit. A row with a missing value has none.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        let predictions = fitted.model.predict(labelled.design)
        let margins = fitted.model.predictionMargins(labelled.design)
        let reasons = try Reasons.columns(
            fitted.model.contributions(labelled.design),
            fitted.design,
            table,
            rows: labelled.rows
        )
        return [
            labelled.column("prediction", predictions, in: table),
            labelled.column("low", zip(predictions, margins).map { $0 - $1 }, in: table),
            labelled.column("high", zip(predictions, margins).map { $0 + $1 }, in: table),
        ] + reasons
    }
}
