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

    /// Those with an order, in the order of their names.
    var customers: [Customer] = []
    var rowsLeftOut = 0
    var notes: [Bilingual] = []
    /// The last day of observation.
    var until: Int

    /// Years from the first purchase to the last day.
    func years(_ customer: Customer) -> Double { Double(until - customer.first) / PurchaseTimeUnit.year.days }

    init(_ table: DataTable, _ options: FitOptions) throws {
        _ = try options.required(.amount)
        var log = try OrderLog(table, options, keepsReturns: true)
        until = try log.observedUntil(options)
        let groups = try options.text(.group).map { try table.categories($0) }
        let (rows, starts) = Self.rowsByCustomer(log)
        var later = 0
        for number in log.names.indices {
            let own = rows[starts[number]..<starts[number + 1]].filter { log.day[$0] <= until }
            later += starts[number + 1] - starts[number] - own.count
            if let customer = Self.customer(log, own, groups, log.names[number]) {
                customers.append(customer)
            } else {
                log.amounts.orphans += own.count
            }
        }
        rowsLeftOut = log.incomplete + later + log.amounts.orphans
        notes = log.notes(.total) + (later > 0 ? [OrderLog.later(later)] : [])
    }

    /// - Returns: `nil` without an order that is no return.
    private static func customer(
        _ log: OrderLog,
        _ rows: [Int],
        _ groups: (codes: [Int32], levels: [String])?,
        _ name: String
    ) -> Customer? {
        func amount(_ row: Int) -> Double { log.amount?[row] ?? 0 }
        var found: Customer?
        // By day, and by amount within one, so that the order of rows does not decide the rounding of sums.
        for row in rows.sorted(by: { (log.day[$0], amount($0)) < (log.day[$1], amount($1)) }) where amount(row) >= 0 {
            let group = groups.flatMap { groups -> String? in
                let code = groups.codes[log.row[row]]
                return code < 0 ? nil : groups.levels[Int(code)]
            }
            let day = log.day[row]
            if found == nil {
                found = Customer(name: name, first: day, last: day, days: 1, revenue: 0, group: group)
            }
            found?.add(day: day, amount: amount(row), group: group)
        }
        guard found != nil else { return nil }
        for returned in rows.map(amount).filter({ $0 < 0 }).sorted() { found?.revenue += returned }
        return found
    }

    /// The places of each customer's orders in the log: a counting sort.
    private static func rowsByCustomer(_ log: OrderLog) -> (rows: [Int], starts: [Int]) {
        var starts = [Int](repeating: 0, count: log.names.count + 1)
        for number in log.customer { starts[number + 1] += 1 }
        for number in log.names.indices { starts[number + 1] += starts[number] }
        var next = starts
        var rows = [Int](repeating: 0, count: log.customer.count)
        for (row, number) in log.customer.enumerated() {
            rows[next[number]] = row
            next[number] += 1
        }
        return (rows, starts)
    }
}

extension RevenueReading.Customer {
    /// An order, not before those that were added.
    fileprivate mutating func add(day: Int, amount: Double, group: String?) {
        if day > last {
            days += 1
            last = day
            self.group = group ?? self.group
        } else if let group {
            self.group = self.group.map { min($0, group) } ?? group
        }
        revenue += amount
    }
}
