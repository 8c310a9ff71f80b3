import Domain
import Models

/// The rows of a log of orders that have a customer, a day and an amount, up to the day from which recency counts.
struct RFMLog {
    /// The customers' names, by the numbers in `orders`.
    var names: [String]
    /// Returns among them, with an amount below zero.
    var orders: RFMOrders
    var kinds = OrderAmounts()
    /// Days since 1970-01-01.
    var last: Int
    /// Rows that lack a value, or are later.
    var unread: Int

    init(_ table: DataTable, _ options: FitOptions) throws {
        let (codes, names) = try table.categories(try options.required(.customer))
        let days = try table.instants(try options.required(.time)).map { $0.map(RFMReading.day) }
        let amounts = try table.amounts(try options.required(.amount))
        try table.requireValues(in: [FitOption.customer, .time, .amount].map(options.text))
        let complete = days.indices.filter { codes[$0] >= 0 && !amounts[$0].isNaN }
        let known = complete.compactMap { days[$0] }
        last = try RFMReading.until(options) ?? known.max() ?? 0
        if let first = known.min(), first > last { throw OrderLog.allLater(last, first: first) }
        self.names = names
        orders = RFMOrders(customers: [], days: [], amounts: [], customerCount: names.count)
        for row in complete {
            guard let day = days[row], day <= last else { continue }
            orders.customers.append(codes[row])
            orders.days.append(Int32(clamping: day))
            orders.amounts.append(amounts[row])
            if amounts[row] < 0 { kinds.returns += 1 } else if amounts[row] == 0 { kinds.free += 1 }
        }
        unread = table.rowCount - orders.customers.count
    }

    /// How many returns are of customers who are as asked for.
    func returnCount(where isWanted: (Int) -> Bool) -> Int {
        guard kinds.returns > 0 else { return 0 }
        return orders.customers.indices.count { orders.amounts[$0] < 0 && isWanted(Int(orders.customers[$0])) }
    }
}
