package import Domain
import Foundation
package import Models
import Statistics

/// Cox's proportional hazards: `cox`.
package enum CoxOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        package var design: FeatureDesign
        package var model: FittedCox
        package var time: String
        /// The time that survival is predicted to where no `--horizon` is given: the middle of the fitted durations.
        package var usualHorizon: Double
    }

    package static let name = "cox"
    package static let purpose = Bilingual(
        en: "Cox regression: what makes customers leave sooner, with hazard ratios",
        zh: "Cox 回归：哪些因素使客户更早流失，给出风险比"
    )
    package static let example =
        "covey fit cox customers.csv --time tenure --target churn --positive Yes --features contract,monthly_charges"
    package static let options: [FitOption] = [
        .time, .target, .positive, .features, .ties, .penalty, .horizon, .level, .seed,
    ]

    package static var choices: [FitOption: [String]] {
        [.ties: FitOptions.words(of: Cox.Ties.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let durations = try DurationReading(table, options)
        let choice = try FeatureChoice(
            table,
            options,
            besides: [durations.timeName, durations.targetName],
            hasReference: true
        )
        let labelled = LabelledRows(try choice.design.matrix(table), takesMissing: false, isKnown: durations.isKnown)
        let data = try durations.survivalTimes(labelled.rows)
        let settings = Cox(
            ties: try options.choice(.ties, default: .efron),
            penalty: try options.number(.penalty, in: 0...1e9, default: 0),
            level: try options.fraction(.level, in: 0.5...0.9999, default: 0.95)
        )
        let model = try settings.fit(labelled.design, names: choice.design.names, data: data)
        let horizon = data.times.sorted()[data.count / 2]

        var document = FitDocument(model: name, n: model.n, seed: try options.seed)
        document.rowsLeftOut = labelled.leftOut
        document.logLikelihood = model.logLikelihood
        document.aic = model.aic
        document.bic = model.bic
        document.own = [
            FitField("time", .text(durations.timeName)), FitField("target", .text(durations.targetName)),
            FitField("positive", .text(durations.target.positive)), FitField("events", .integer(model.events)),
            FitField("ties", .text(model.ties.rawValue)),
        ]
        document.notes = [durations.target.note].compactMap { $0 } + choice.notes
        document.notes += [labelled.note, CoefficientReport.note(dropped: model.dropped)].compactMap { $0 }
        CoefficientReport(
            coefficients: model.coefficients,
            level: model.level,
            test: .waldZ,
            ratio: ("hazardRatios", Bilingual(en: "Hazard ratio", zh: "风险比"))
        ).add(to: &document)
        CoxReport(model: model).add(to: &document)
        let fitted = Fitted(
            design: choice.design,
            model: model,
            time: durations.timeName,
            usualHorizon: horizon
        )
        return (fitted, document)
    }

    /// `risk`, the rate of leaving beside that of a customer with the mean of each column, its interval `riskLow` to
    /// `riskHigh` with the fit's level, `survival`, the probability of staying from the start beyond `--horizon`, its
    /// interval `survivalLow` to `survivalHigh`, and `reason1` to `reason3`, in log-hazard. A row with a missing value has none.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let horizon = try options.number(.horizon, in: 0...1e15, default: fitted.usualHorizon)
        let labelled = LabelledRows(try fitted.design.matrix(table), takesMissing: false) { _ in true }
        let design = labelled.design
        func risk(_ name: String, _ predictors: [Double]) -> DataColumn {
            labelled.column(name, predictors.map(Self.ratio), in: table)
        }
        var columns = [risk("risk", fitted.model.linearPredictors(design))]
        if let (low, high) = fitted.model.predictorIntervals(design) {
            columns += [risk("riskLow", low), risk("riskHigh", high)]
        }
        columns.append(labelled.column("survival", fitted.model.survival(design, at: horizon), in: table))
        if let (low, high) = fitted.model.survivalIntervals(design, at: horizon) {
            columns.append(labelled.column("survivalLow", low, in: table))
            columns.append(labelled.column("survivalHigh", high, in: table))
        }
        let contributions = fitted.model.contributions(design)
        return columns + (try Reasons.columns(contributions, fitted.design, table, rows: labelled.rows))
    }

    /// e^η; e^709 is the largest there is.
    private static func ratio(_ predictor: Double) -> Double { exp(min(predictor, 709)) }
}
