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

    /// Rows whose Shapley values importance is averaged over: enough for three digits.
    private static let importanceRows = 20_000
    /// What is learned: whether, or how much.
    private enum Outcome {
        case yes(BinaryTarget)
        case number([Double])
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let targetName = try options.required(.target)
        let settings = try settings(options)
        let outcome = try outcome(table, targetName, options)
        let choice = try FeatureChoice(
            table,
            options,
            besides: [targetName] + (options.text(.time).map { [$0] } ?? []),
            hasReference: false
        )
        let design = try choice.design.matrix(table)
        let labelled = LabelledRows(design, takesMissing: true) { row in
            switch outcome {
            case .yes(let target): target.values[row] != nil
            case .number(let numbers): !numbers[row].isNaN
            }
        }
        var document = FitDocument(model: name, n: labelled.rows.count, seed: settings.seed)
        document.rowsLeftOut = labelled.leftOut
        document.own = [FitField("target", .text(targetName))]
        let times = try Validation.times(table, options, rows: labelled.rows)
        let validation = try Validation(options, usual: .holdout(share: Validation.usualShare))
        let task = Task(
            settings: settings,
            names: choice.design.names,
            design: labelled.design,
            targetName: targetName,
            times: times,
            validation: validation
        )
        let model: FittedBoosting
        var positive: String?
        switch outcome {
        case .yes(let target):
            positive = target.positive
            document.notes += [target.note].compactMap { $0 }
            document.own.append(FitField("positive", .text(target.positive)))
            model = try task.classify(labelled.rows.map { target.values[$0] == true }, &document)
        case .number(let numbers): model = try task.regress(labelled.rows.map { numbers[$0] }, &document)
        }
        document.notes += choice.notes + [labelled.note].compactMap { $0 }
        try addImportance(model, choice.design, labelled.design, seed: settings.seed, to: &document)
        document.own += fields(model, settings)
        return (Fitted(design: choice.design, model: model, target: targetName, positive: positive), document)
    }

    private static func settings(_ options: FitOptions) throws -> Boosting {
        var settings = Boosting(seed: try options.seed)
        settings.trees = try options.integer(.trees, in: 1...100_000, default: settings.trees)
        settings.depth = try options.integer(.depth, in: 1...16, default: settings.depth)
        settings.rate = try options.number(.rate, in: 0.0001...1, default: settings.rate)
        settings.calibration = try options.choice(.method, default: settings.calibration)
        return settings
    }

    /// A number is learned where the target is one with more than two values and no value was said to be the yes.
    private static func outcome(_ table: DataTable, _ name: String, _ options: FitOptions) throws -> Outcome {
        if options.text(.positive) == nil, case .numbers = try table.column(name).values {
            let numbers = try table.numbers(name)
            if Set(numbers.filter { !$0.isNaN }).count > 2 { return .number(numbers) }
        }
        return .yes(try BinaryTarget(table, name, positive: options.text(.positive)))
    }

    /// Fitting and checking on the same settings.
    private struct Task {
        var settings: Boosting
        var names: [String]
        var design: Matrix
        var targetName: String
        var times: [Double]?
        var validation: Validation

        func classify(_ outcomes: [Bool], _ document: inout FitDocument) throws -> FittedBoosting {
            let model = try settings.fit(design, names: names, target: outcomes, targetName: targetName)
            let numbers = outcomes.map { $0 ? 1.0 : 0.0 }
            let parts = parts(numbers, strata: outcomes)
            var rows = Array(outcomes.indices)
            var predictions: [Double]
            if let parts {
                (rows, predictions) = try Validation.predict(design, parts: parts) { training, asked in
                    try settings.fit(
                        design.selecting(rows: training),
                        names: names,
                        target: training.map { outcomes[$0] },
                        targetName: targetName
                    ).predict(asked)
                }
            } else {
                predictions = try model.predict(design)
            }
            document.own.append(validation.field(parts: parts))
            document.notes.append(validation.note(parts: parts))
            QualityReport(quality: ClassificationQuality(predictions, rows.map { outcomes[$0] })).add(to: &document)
            return model
        }

        func regress(_ target: [Double], _ document: inout FitDocument) throws -> FittedBoosting {
            let model = try settings.fit(design, names: names, numbers: target, targetName: targetName)
            let parts = parts(target, strata: [Bool](repeating: true, count: target.count))
            var rows = Array(target.indices)
            var predictions: [Double]
            if let parts {
                (rows, predictions) = try Validation.predict(design, parts: parts) { training, asked in
                    try settings.fit(
                        design.selecting(rows: training),
                        names: names,
                        numbers: training.map { target[$0] },
                        targetName: targetName
                    ).predict(asked)
                }
            } else {
                predictions = try model.predict(design)
            }
            document.own.append(validation.field(parts: parts))
            document.notes.append(validation.note(parts: parts))
            NumberQuality(predictions, rows.map { target[$0] }).add(to: &document)
            return model
        }

        /// A part that is too small to be learned from is not made: then the quality is of the rows that were fitted.
        private func parts(_ target: [Double], strata: [Bool]) -> [Int]? {
            let keys = ContentOrder.keys(design, names: names, target: target, seed: settings.seed)
            // Not the order in which the model sets its own rows aside, which would take the same ones.
            let others = keys.map { ($0 ^ 0x9E37_79B9_7F4A_7C15) &* 0xD134_2543_DE82_EF95 }
            guard let parts = validation.parts(keys: others, strata: strata, times: times) else { return nil }
            let fewest = (0...(parts.max() ?? 0)).map { part in parts.count { $0 != part } }.min() ?? 0
            return fewest >= Boosting.fewestRows ? parts : nil
        }
    }

    private static func addImportance(
        _ model: FittedBoosting,
        _ design: FeatureDesign,
        _ matrix: Matrix,
        seed: UInt64,
        to document: inout FitDocument
    ) throws {
        var sample = matrix
        if matrix.rows > importanceRows {
            let keys = ContentOrder.keys(
                matrix,
                names: design.names,
                target: [Double](repeating: 0, count: matrix.rows),
                seed: seed
            )
            sample = matrix.selecting(rows: Array(ContentOrder.order(keys).prefix(importanceRows)))
        }
        let importance = Reasons.importance(try model.contributions(sample), design)
        let unit =
            model.isLogistic ? Bilingual(en: "Log-odds", zh: "对数优势") : Bilingual(en: "Target's unit", zh: "目标的单位")
        document.own.append(Reasons.field(importance))
        document.tables.append(
            Reasons.table(
                importance,
                caption: Bilingual(
                    en: "The mean of the absolute exact Shapley values: how far a feature moves a prediction, in "
                        + (model.isLogistic ? "log-odds." : "the target's unit."),
                    zh: "精确 Shapley 值绝对值的平均：该特征平均使预测移动多少（单位：\(unit.chinese)）。"
                )
            )
        )
        document.figures.append(Reasons.figure(importance, unit: unit))
        if importance.allSatisfy({ $0.value == 0 }) {
            document.notes.append(
                Bilingual(
                    en:
                        "No split of any column predicts better than the average, so everybody gets the same prediction.",
                    zh: "没有任何列的划分能优于平均值，因此所有客户的预测相同。"
                )
            )
        }
    }

    private static func fields(_ model: FittedBoosting, _ settings: Boosting) -> [FitField] {
        let calibration =
            switch model.calibration {
            case .none: "none"
            case .platt: "platt"
            case .isotonic: "isotonic"
            }
        return [
            FitField("objective", .text(model.isLogistic ? "probability" : "number")),
            FitField("trees", .integer(model.rounds)), FitField("mostTrees", .integer(settings.trees)),
            FitField("depth", .integer(settings.depth)), FitField("rate", .number(settings.rate)),
            FitField("stoppingRows", .integer(model.validationRows)),
            FitField("stoppingLoss", .number(model.validationLoss)), FitField("calibration", .text(calibration)),
        ]
    }

    /// `probability` (or `prediction` of a numeric target), and `reason1` to `reason3`.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let design = try fitted.design.matrix(table)
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
