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
        let names = choice.design.names
        let labelled = LabelledRows(try choice.design.matrix(table), takesMissing: false) { !numbers[$0].isNaN }
        let target = labelled.rows.map { numbers[$0] }
        let settings = Linear(level: try options.number(.level, in: 0.5...0.9999, default: 0.95))
        let model = try settings.fit(labelled.design, names: names, target: target, targetName: targetName)

        let seed = try options.seed
        var document = FitDocument(model: name, n: model.n, seed: seed)
        document.rowsLeftOut = labelled.leftOut
        document.logLikelihood = model.logLikelihood
        document.aic = model.aic
        document.bic = model.bic
        document.own = [FitField("target", .text(targetName))]
        document.notes =
            choice.notes
            + [labelled.note, CoefficientReport.note(dropped: model.dropped)].compactMap { $0 }
        if model.logLikelihood == nil { document.notes.append(Self.perfect) }
        CoefficientReport(coefficients: model.coefficients, level: model.level, statistic: "t").add(to: &document)
        document.own += fields(model)
        document.tables.append(fitTable(model))

        let validation = try Validation(options, usual: .crossValidation(folds: Validation.usualFolds))
        let keys = ContentOrder.keys(labelled.design, names: names, target: target, seed: seed)
        let times = try Validation.times(table, options, rows: labelled.rows)
        var parts = validation.parts(
            keys: keys,
            strata: [Bool](repeating: true, count: target.count),
            times: times
        )
        var held = (rows: Array(target.indices), predictions: model.predict(labelled.design))
        if let split = parts {
            do {
                held = try Validation.predict(labelled.design, parts: split) { training, asked in
                    let part = labelled.design.selecting(rows: training)
                    return try settings.fit(part, names: names, target: training.map { target[$0] }).predict(asked)
                }
            } catch is ModelError {
                // With hardly more rows than coefficients a part of them cannot be fitted.
                parts = nil
            }
        }
        document.own.append(validation.field(parts: parts))
        NumberQuality(held.predictions, held.rows.map { target[$0] }).add(to: &document)
        document.notes.append(validation.note(parts: parts))
        return (Fitted(design: choice.design, model: model, target: targetName), document)
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

    /// `prediction`, and `low` and `high` of the interval that holds a new row's value with the fit's level.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        var columns = [[Double]](repeating: [Double](repeating: .nan, count: table.rowCount), count: 3)
        let predictions = fitted.model.predict(labelled.design)
        let margins = fitted.model.predictionMargins(labelled.design)
        for (index, row) in labelled.rows.enumerated() {
            columns[0][row] = predictions[index]
            columns[1][row] = predictions[index] - margins[index]
            columns[2][row] = predictions[index] + margins[index]
        }
        return zip(["prediction", "low", "high"], columns).map { DataColumn($0, numbers: $1) }
    }
}
