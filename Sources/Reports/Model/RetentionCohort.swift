package import Domain

/// The customers whose first order fell in one month, and how many of them bought in the months after it.
package struct RetentionCohort: Sendable, Hashable, Codable {
    /// The first day of the month of the first order.
    package var month: CalendarDate
    package var customers: Int
    /// Customers with an order, by whole calendar months since `month`; the first entry is the month itself.
    package var active: [Int]

    package init(month: CalendarDate, customers: Int, active: [Int]) {
        self.month = month
        self.customers = customers
        self.active = active
    }

    /// The share that bought `months` later; `nil` beyond what has passed, and for a cohort without customers.
    package func share(after months: Int) -> Double? {
        guard customers > 0, active.indices.contains(months) else { return nil }
        return Double(active[months]) / Double(customers)
    }
}
