import Domain
import Reports

/// How much of the revenue how few of the customers bring (Lorenz 1905, customers in descending order).
struct RevenueCurve {
    /// Ten-thousandths, the largest first, none negative.
    private let values: [Int64]
    /// The sum of the first *n* values at index *n*.
    private let sums: [Int128]

    init(descending values: [Int64]) {
        self.values = values
        sums = values.reduce(into: [0]) { sums, value in sums.append((sums.last ?? 0) + Int128(value)) }
    }

    private var total: Int128 { sums.last ?? 0 }

    private func share(of count: Int) -> Double {
        total > 0 ? Double(sums[count]) / Double(total) : Double(count) / Double(max(1, values.count))
    }

    private func point(_ customersShare: Double) -> Concentration.Point {
        let count = Int((customersShare * Double(values.count)).rounded())
        return Concentration.Point(
            customersShare: Double(count) / Double(values.count),
            revenueShare: share(of: count)
        )
    }

    var concentration: Concentration {
        let steps = min(100, values.count)
        return Concentration(
            customers: values.count,
            revenue: Amount(tenThousandths: Int64(clamping: total)),
            curve: (0...steps).map { point(Double($0) / Double(steps)) },
            headline: values.count >= 5 && total > 0 ? point(0.2) : nil,
            deciles: values.count >= 10 ? (1...10).map(decile) : []
        )
    }

    private func decile(_ number: Int) -> Concentration.Decile {
        let (start, end) = (values.count * (number - 1) / 10, values.count * number / 10)
        let revenue = sums[end] - sums[start]
        return Concentration.Decile(
            number: number,
            customers: end - start,
            revenue: Amount(tenThousandths: Int64(clamping: revenue)),
            revenueShare: total > 0 ? Double(revenue) / Double(total) : nil,
            cumulativeShare: total > 0 ? share(of: end) : nil
        )
    }
}
