import Domain
import Models

/// What each customer spent, from a log of orders with amounts, up to a day.
struct RevenueReading {
    struct Customer {
        var name: String
        /// Days since 1970-01-01.
        var first: Int
        var last: Int
        /// Days with an order.
        var days: Int
        /// Returns taken off.
        var revenue: Double
        /// The group of the customer's last order that has one; of several on a day, the first by name.
        var group: String?
    }

    /// In the order of their names.
    var customers: [Customer] = []
    var rowsLeftOut = 0
    var notes: [Bilingual] = []
    /// The last day of observation.
    var until: Int

    /// Years from the first purchase to the last day.
    func years(_ customer: Customer) -> Double { Double(until - customer.first) / PurchaseTimeUnit.year.days }

    init(_ table: DataTable, _ options: FitOptions) throws {
        _ = try options.required(.amount)
        let log = try OrderLog(table, options, keepsReturns: true)
        until = try options.day(.until) ?? log.lastDay
        rowsLeftOut = log.rowsLeftOut
        notes = log.notes
        let groups = try options.text(.group).map { try table.categories($0) }
        let order = log.customer.indices.filter { log.day[$0] <= until }.sorted { left, right in
            let (a, b) = (log.amount?[left] ?? 0, log.amount?[right] ?? 0)
            return (log.customer[left], log.day[left], a) < (log.customer[right], log.day[right], b)
        }
        var last = -1
        for row in order {
            let group = groups.flatMap { groups -> String? in
                let code = groups.codes[log.row[row]]
                return code < 0 ? nil : groups.levels[Int(code)]
            }
            if log.customer[row] != last {
                last = log.customer[row]
                customers.append(
                    Customer(
                        name: log.names[last],
                        first: log.day[row],
                        last: log.day[row],
                        days: 1,
                        revenue: 0,
                        group: group
                    )
                )
            }
            add(day: log.day[row], amount: log.amount?[row] ?? 0, group: group)
        }
    }

    /// An order of the last customer.
    private mutating func add(day: Int, amount: Double, group: String?) {
        let index = customers.count - 1
        if day > customers[index].last {
            customers[index].days += 1
            customers[index].last = day
            customers[index].group = group ?? customers[index].group
        } else if let group {
            customers[index].group = customers[index].group.map { min($0, group) } ?? group
        }
        customers[index].revenue += amount
    }
}
