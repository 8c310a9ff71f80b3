package import Models
import Statistics

/// A model of purchases by name: what the models of customers who may leave have in common.
package protocol PurchaseTableModel: TableModel where Fitted == FittedPurchases<Process> {
    associatedtype Process: PurchaseProcess
    /// Whether time goes by in whole days, weeks, months or years of the calendar, with one purchase at most in each.
    static var countsOccasions: Bool { get }
}

extension PurchaseTableModel {
    package static var countsOccasions: Bool { false }
    package static var options: [FitOption] { PurchaseReading.options + PurchaseSettings.options }
    package static var choices: [FitOption: [String]] {
        [
            .unit: FitOptions.words(of: PurchaseTimeUnit.self),
            .method: FitOptions.words(of: PurchaseSettings.Method.self),
        ]
    }
    package static var timeOptions: [FitOption] { [.time] }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let reading = try PurchaseReading(table, options, occasions: countsOccasions)
        let settings = try PurchaseSettings(options, reading.unit)
        let seed = try options.seed
        let counts = HistoryCounts(reading.histories)
        let fit = try PurchaseModelFit<Process>(counts)
        var notes = reading.notes
        let spend = SpendFit(reading, &notes)
        let covariance =
            try settings.method == PurchaseSettings.Method.bootstrap && !fit.estimate.isAtEdge
            ? fit.bootstrapCovariance(counts, random: SplittableRandom(seed: seed)) : fit.estimate.covariance
        let fitted = Fitted(purchases: fit, spend: spend.fit, covariance: covariance, unit: reading.unit)
        let report = PurchaseReport(name, fitted, reading, counts, settings, spend, notes)
        return (fitted, report.document(seed: seed))
    }

    /// A row for each customer of a log, or for each row of summaries: `alive`, `expectedPurchases` with its interval,
    /// and with amounts `expectedSpend` (of a purchase) and `clv`.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let reading = try PurchaseReading(table, options, occasions: countsOccasions, unit: fitted.unit)
        let settings = try PurchaseSettings(options, fitted.unit)
        let counts = HistoryCounts(reading.histories)
        let outlook = PurchaseOutlook(
            fitted.purchases.process,
            fitted.covariance.flatMap { ParameterUncertainty(fitted.purchases.process, covariance: $0) },
            counts,
            horizon: settings.horizon,
            rate: settings.rate,
            level: settings.level
        )
        let columns = PurchaseColumns(reading, outlook, counts, fitted.spend, settings)
        return columns.columns(customer: options.text(.customer), rowCount: table.rowCount)
    }
}
