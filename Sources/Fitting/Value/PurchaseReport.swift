import Domain
import Foundation
import Models
import Statistics

/// What a model of purchases has to say of its fit.
struct PurchaseReport<Process: PurchaseProcess> {
    let name: String
    let fitted: FittedPurchases<Process>
    let reading: PurchaseReading
    let counts: HistoryCounts
    let settings: PurchaseSettings
    let spend: SpendFit
    let frequencies: FrequencyComparison
    let holdout: HoldoutComparison?
    let tracking: TrackedPurchases?
    let outlook: PurchaseOutlook
    /// Of a new customer within the horizon, and of all customers together after the end of observation.
    let ofNewCustomer: Estimated
    let ofAll: Estimated
    let lifetimeValue: (sum: Double, customers: Int)?
    private let notes: [Bilingual]

    struct Estimated {
        var value: Double
        var interval: ClosedRange<Double>?
    }

    init(
        _ name: String,
        _ fitted: FittedPurchases<Process>,
        _ reading: PurchaseReading,
        _ counts: HistoryCounts,
        _ settings: PurchaseSettings,
        _ spend: SpendFit,
        _ notes: [Bilingual]
    ) {
        self.name = name
        self.fitted = fitted
        self.reading = reading
        self.counts = counts
        self.settings = settings
        self.spend = spend
        self.notes = notes
        let process = fitted.purchases.process
        let uncertainty = fitted.covariance.flatMap { ParameterUncertainty(process, covariance: $0) }
        let (horizon, level) = (settings.horizon, settings.level)
        func estimated(_ prediction: (Process) -> Double) -> Estimated {
            let value = prediction(process)
            return Estimated(value: value, interval: uncertainty?.interval(of: value, level: level, prediction))
        }
        frequencies = FrequencyComparison(process, counts)
        tracking = reading.customers.map { TrackedPurchases(process, $0) }
        holdout = reading.customers.flatMap {
            $0.holdoutEnd > $0.until ? HoldoutComparison(process, $0, counts) : nil
        }
        let outlook = PurchaseOutlook(process, nil, counts, horizon: horizon, rate: settings.rate, level: level)
        self.outlook = outlook
        ofNewCustomer = estimated { $0.expectedPurchases(within: horizon) }
        ofAll = estimated { PurchaseOutlook.total($0, counts, horizon: horizon) }
        lifetimeValue = spend.fit.map { PurchaseColumns.totalValue(reading, outlook, counts, $0, settings) }
    }

    func document(seed: UInt64) -> FitDocument {
        let estimate = fitted.purchases.estimate
        var document = FitDocument(model: name, n: estimate.customers, seed: seed)
        let names = Process.parameterNames
        document.parameters = zip(names, fitted.purchases.process.parameters).map { FitField($0, .number($1)) }
        document.standardErrors = zip(names, errors ?? []).map { FitField($0, .number($1)) }
        document.logLikelihood = estimate.logLikelihood
        document.aic = estimate.aic
        document.bic = estimate.bic
        document.rowsLeftOut = reading.rowsLeftOut
        document.own = fields
        document.notes = notes + PurchaseNotes.weak(estimate, names)
        document.tables = tables
        document.figures = figures
        return document
    }

    /// Of the parameters, by the method asked for.
    var errors: [Double]? {
        guard let covariance = fitted.covariance else { return nil }
        let values = fitted.purchases.process.parameters
        return values.indices.map { values[$0] * max(0, covariance[$0, $0]).squareRoot() }
    }

    /// How many of the customers are expected to be still there.
    var aliveCount: Double {
        var sum = 0.0
        for index in 0..<counts.count { sum += counts.customers[index] * outlook.figures[index].alive }
        return sum
    }

    var repeatBuyers: Int {
        Int(counts.frequencies.reduce(0) { $0 + ($1.value > 0 ? $1.customers : 0) })
    }

    private var fields: [FitField] {
        var fields = [
            FitField("unit", .text(reading.unit.rawValue)), FitField("until", date(reading.customers?.until)),
            FitField("customers", .integer(Int(counts.total))), FitField("repeatBuyers", .integer(repeatBuyers)),
            FitField("expectedAlive", .number(aliveCount)), FitField("expectedPurchases", field(ofNewCustomer)),
            FitField("futurePurchases", field(ofAll)),
            FitField(
                "frequencyCounts",
                .object([
                    FitField("frequency", .integers(frequencies.actual.indices)),
                    FitField("actual", .integers(frequencies.actual)),
                    FitField("expected", .numbers(frequencies.expected)),
                ])
            ),
        ]
        if let tracking { fields.append(FitField("tracking", tracking.field)) }
        if let holdout { fields.append(FitField("holdout", field(holdout))) }
        if let spend = spend.fit { fields.append(FitField("spend", field(spend))) }
        if let lifetimeValue {
            fields.append(
                FitField(
                    "clv",
                    .object([
                        FitField("horizon", .number(settings.horizon)),
                        FitField("discount", .number(settings.discount)),
                        FitField("margin", .number(settings.margin)), FitField("total", .number(lifetimeValue.sum)),
                        FitField(
                            "mean",
                            .number(lifetimeValue.sum / Double(max(1, lifetimeValue.customers)))
                        ),
                    ])
                )
            )
        }
        return fields
    }

    /// A day of a log is a date; an occasion is not.
    private func date(_ day: Int?) -> FitValue {
        guard let day, reading.customers?.unit == reading.unit else { return .null }
        return .text(CalendarDate(daysSinceEpoch: day).description)
    }

    private func field(_ estimated: Estimated) -> FitValue {
        var fields = [
            FitField("horizon", .number(settings.horizon)), FitField("value", .number(estimated.value)),
        ]
        if let interval = estimated.interval {
            fields += [
                FitField("low", .number(interval.lowerBound)), FitField("high", .number(interval.upperBound)),
                FitField("level", .number(settings.level)),
            ]
        }
        return .object(fields)
    }

    private func field(_ holdout: HoldoutComparison) -> FitValue {
        .object([
            FitField("length", .number(holdout.length)), FitField("actual", .integer(holdout.actualTotal)),
            FitField("expected", .number(holdout.expectedTotal)),
            FitField("frequency", .integers(holdout.customers.indices)),
            FitField("customers", .integers(holdout.customers)), FitField("actualMean", .numbers(holdout.actualMean)),
            FitField("expectedMean", .numbers(holdout.expectedMean)),
        ])
    }

    private func field(_ spend: GammaGammaFit) -> FitValue {
        var fields = zip(GammaGamma.parameterNames, spend.model.parameters).map { FitField($0, .number($1)) }
        fields += [
            FitField("logLikelihood", .number(spend.estimate.logLikelihood)),
            FitField("customers", .integer(spend.estimate.customers)),
            FitField("populationMean", spend.model.populationMean.map(FitValue.number) ?? .null),
            FitField("correlation", self.spend.correlation.map(FitValue.number) ?? .null),
        ]
        return .object(fields)
    }
}
