import Domain
import Fitting

/// Purchases by customer, to see whether they are still what they were: how many, how long since the last, and the mean
/// amount.
enum PurchaseProfile {
    private static let count = "purchases"
    private static let age = "days since the last"
    private static let mean = "mean amount"

    /// What people call a column; itself where it is a trait's name.
    static func title(of column: String) -> Bilingual {
        switch column {
        case count: Bilingual(en: "Purchases", zh: "购买次数")
        case age: Bilingual(en: "Days since the last purchase", zh: "距上次购买天数")
        case mean: Bilingual(en: "Mean amount of a purchase", zh: "每次购买的平均金额")
        default: Bilingual(verbatim: column)
        }
    }

    /// - Parameter table: in the order of customers and times, as `PurchaseInputs` gives it.
    static func table(of table: DataTable) -> DataTable {
        guard let customers = try? table.categories(PlannedFit.customer).codes,
            let times = try? table.instants(PlannedFit.time)
        else { return DataTable([]) }
        let amounts = table.has(PlannedFit.amount) ? try? table.numbers(PlannedFit.amount) : nil
        let newest = times.compactMap { $0?.microseconds }.max() ?? 0
        var (counts, ages, means): ([Double], [Double], [Double]) = ([], [], [])
        var start = 0
        while start < customers.count {
            var end = start + 1
            while end < customers.count, customers[end] == customers[start] { end += 1 }
            let last = times[start..<end].compactMap { $0?.microseconds }.max() ?? newest
            counts.append(Double(end - start))
            ages.append(Double(newest - last) / 86_400_000_000)
            let known = (amounts ?? [])[safely: start..<end].filter { !$0.isNaN }
            means.append(known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count))
            start = end
        }
        let columns = [DataColumn(count, numbers: counts), DataColumn(age, numbers: ages)]
        return DataTable(columns + (amounts == nil ? [] : [DataColumn(mean, numbers: means)]))
    }
}

extension [Double] {
    /// The part of a range that there is.
    fileprivate subscript(safely range: Range<Int>) -> ArraySlice<Double> {
        range.upperBound <= count ? self[range] : []
    }
}
