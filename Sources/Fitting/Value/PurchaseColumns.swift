import Domain
import Models

/// The columns that a model of purchases predicts.
struct PurchaseColumns {
    private let reading: PurchaseReading
    private let outlook: PurchaseOutlook
    private let counts: HistoryCounts
    private let spend: GammaGammaFit?
    private let settings: PurchaseSettings

    init(
        _ reading: PurchaseReading,
        _ outlook: PurchaseOutlook,
        _ counts: HistoryCounts,
        _ spend: GammaGammaFit?,
        _ settings: PurchaseSettings
    ) {
        self.reading = reading
        self.outlook = outlook
        self.counts = counts
        self.spend = spend
        self.settings = settings
    }

    func columns(customer: String?, rowCount: Int) -> [DataColumn] {
        let figures = counts.indexOfCustomer.map { outlook.figures[Int($0)] }
        var columns = [
            ("alive", figures.map(\.alive)), ("expectedPurchases", figures.map(\.purchases)),
            ("expectedPurchasesLow", figures.map { $0.interval?.lowerBound ?? .nan }),
            ("expectedPurchasesHigh", figures.map { $0.interval?.upperBound ?? .nan }),
        ]
        if let spends = expectedSpends {
            columns.append(("expectedSpend", spends))
            columns.append(("clv", zip(spends, figures).map { settings.margin * $0 * $1.discounted }))
        }
        guard reading.customers != nil else {
            return columns.map { name, values in
                var full = [Double](repeating: .nan, count: rowCount)
                for (index, row) in reading.rows.enumerated() { full[row] = values[index] }
                return DataColumn(name, numbers: full)
            }
        }
        // The customers' names in their order, which is that of their levels.
        let names = DataColumn(
            customer ?? "customer",
            .categories(codes: reading.names.indices.map(Int32.init), levels: reading.names)
        )
        let histories = [
            DataColumn("frequency", numbers: reading.histories.frequency.map(Double.init)),
            DataColumn("recency", numbers: reading.histories.recency),
            DataColumn("age", numbers: reading.histories.age),
        ]
        return [names] + histories + columns.map { DataColumn($0, numbers: $1) }
    }

    /// What each customer will spend at a purchase; `nil` where spend is not modelled, not-a-number where its mean is
    /// not finite.
    private var expectedSpends: [Double]? {
        guard let spend else { return nil }
        return reading.histories.frequency.indices.map { index in
            spend.model.expectedSpend(
                frequency: reading.spendFrequency?[index] ?? 0,
                mean: reading.meanSpend?[index] ?? 0
            ) ?? .nan
        }
    }

    /// The lifetime values of all customers together, and how many have one that is finite.
    static func totalValue(
        _ reading: PurchaseReading,
        _ outlook: PurchaseOutlook,
        _ counts: HistoryCounts,
        _ spend: GammaGammaFit,
        _ settings: PurchaseSettings
    ) -> (sum: Double, customers: Int) {
        let columns = PurchaseColumns(reading, outlook, counts, spend, settings)
        let values = zip(columns.expectedSpends ?? [], counts.indexOfCustomer).map { spend, index in
            settings.margin * spend * outlook.figures[Int(index)].discounted
        }
        // Sorted, so that the order of rows does not decide the rounding.
        let finite = values.filter(\.isFinite).sorted()
        return (finite.reduce(0, +), finite.count)
    }
}
