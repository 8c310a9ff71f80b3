package import Domain
import Foundation
package import Models
import Statistics

/// `covey fit gammagamma`: what customers spend at a purchase, from a log of orders with amounts, or from a row for each
/// customer with the number of repeat purchases and their mean amount.
///
/// The model is of amounts above zero. The first purchase of a customer for which something was paid is left out, by the
/// papers' convention.
package enum GammaGammaOnTable: TableModel {
    package typealias Fitted = GammaGammaFit

    package static let name = "gammagamma"
    package static let purpose = Bilingual(
        en: "What each customer will spend at a purchase (gamma-gamma).",
        zh: "每位客户每次购买的预计消费（Gamma-Gamma）。"
    )
    package static let example =
        "covey fit gammagamma orders.csv --customer customer_id --time ordered_at --amount amount"
    package static let options: [FitOption] = [.customer, .time, .amount, .until, .frequency, .seed]
    package static let timeOptions: [FitOption] = [.time]

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: GammaGammaFit, document: FitDocument
    ) {
        let reading = try SpendReading(table, options)
        let spends = try SpendCounts(frequency: reading.frequency, mean: reading.mean)
        try check(spends)
        let fit = try GammaGammaFit(spends)
        let correlation = GammaGammaFit.correlation(spends)
        var document = FitDocument(model: name, n: fit.estimate.customers, seed: try options.seed)
        let names = GammaGamma.parameterNames
        document.parameters = zip(names, fit.model.parameters).map { FitField($0, .number($1)) }
        document.standardErrors = zip(names, fit.estimate.standardErrors ?? []).map { FitField($0, .number($1)) }
        document.logLikelihood = fit.estimate.logLikelihood
        document.aic = fit.estimate.aic
        document.bic = fit.estimate.bic
        document.rowsLeftOut = reading.rowsLeftOut
        document.own = [
            FitField("populationMean", fit.model.populationMean.map(FitValue.number) ?? .null),
            FitField("correlation", correlation.map(FitValue.number) ?? .null),
        ]
        let spendNotes = SpendFit.notes(fit, correlation)
        document.notes = reading.notes + spendNotes
        if !fit.estimate.isAtEdge { document.notes += PurchaseNotes.weak(fit.estimate, names) }
        document.tables = [SpendTables.parameters(fit)]
        document.figures = [SpendFigure(fit, spends).figure]
        return (fit, document)
    }

    private static func check(_ spends: SpendCounts) throws {
        guard spends.total >= 10 else {
            throw ModelError.unusable(
                Bilingual(
                    en:
                        "\(Int(spends.total)) customers have a repeat purchase with an amount; the model needs ten of them.",
                    zh: "有复购金额的客户只有 \(Int(spends.total)) 位，该模型至少需要 10 位。"
                ),
                advice: Bilingual(
                    en: "Give orders of a longer time: what customers spend is seen from their second purchase on.",
                    zh: "请提供更长时段的订单：消费水平从第二次购买起才能观察到。"
                )
            )
        }
        guard Set(spends.mean).count > 1 else {
            throw ModelError.unusable(
                Bilingual(
                    en:
                        "Every customer spends \(DataTable.text(spends.mean[0])) at a purchase, so there is nothing to fit.",
                    zh: "所有客户每次消费均为 \(DataTable.text(spends.mean[0]))，无需拟合。"
                ),
                advice: Bilingual(
                    en: "Multiply the expected purchases (bgnbd) by that amount.",
                    zh: "用预期购买次数（bgnbd）乘以该金额即可。"
                )
            )
        }
    }

    /// `expectedSpend` of a purchase; missing where its mean is not finite.
    package static func predict(_ fitted: GammaGammaFit, _ table: DataTable, _ options: FitOptions) throws
        -> [DataColumn]
    {
        let reading = try SpendReading(table, options)
        let spends = reading.frequency.indices.map {
            fitted.model.expectedSpend(frequency: reading.frequency[$0], mean: reading.mean[$0]) ?? .nan
        }
        guard let names = reading.names else {
            var full = [Double](repeating: .nan, count: table.rowCount)
            for (index, row) in reading.rows.enumerated() { full[row] = spends[index] }
            return [DataColumn("expectedSpend", numbers: full)]
        }
        return [
            DataColumn(
                options.text(.customer) ?? "customer",
                .categories(codes: names.indices.map(Int32.init), levels: names)
            ),
            DataColumn("frequency", numbers: reading.frequency.map(Double.init)),
            DataColumn("meanSpend", numbers: zip(reading.frequency, reading.mean).map { $0 > 0 ? $1 : .nan }),
            DataColumn("expectedSpend", numbers: spends),
        ]
    }
}
