import Domain
import Fitting

/// Purchases by customer, to see whether they are still what they were: how many, how long since the last, and the mean
/// amount.
enum PurchaseProfile {
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
        let columns = [DataColumn("purchases", numbers: counts), DataColumn("days since the last", numbers: ages)]
        return DataTable(columns + (amounts == nil ? [] : [DataColumn("mean amount", numbers: means)]))
    }
}

extension [Double] {
    /// The part of a range that there is.
    fileprivate subscript(safely range: Range<Int>) -> ArraySlice<Double> {
        range.upperBound <= count ? self[range] : []
    }
}
