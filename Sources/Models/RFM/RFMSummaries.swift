import Foundation
import Statistics

/// Which number stands for what a customer spent.
package enum RFMAmount: String, Sendable, Hashable, Codable, CaseIterable {
    case total, mean, median, maximum
}

/// Orders as columns.
package struct RFMOrders: Sendable {
    /// The customer of each order, from 0.
    package var customers: [Int32]
    /// The day of each order, counted from any one day.
    package var days: [Int32]
    /// Finite; below zero for what was returned, which is no purchase.
    package var amounts: [Double]
    package var customerCount: Int

    /// - Precondition: the columns are of one length, customers are below `customerCount`.
    package init(customers: [Int32], days: [Int32], amounts: [Double], customerCount: Int) {
        precondition(customers.count == days.count && days.count == amounts.count)
        self.customers = customers
        self.days = days
        self.amounts = amounts
        self.customerCount = customerCount
    }
}

/// Each customer's last day, number of orders and amount.
///
/// Returns are no orders: they are taken off the total, and the last day, the number and the other amounts are those of
/// the orders alone. A customer without an order has the day `Int32.min` and zeros.
package struct RFMSummaries: Sendable, Hashable {
    package var lastDays: [Int32]
    package var counts: [Int32]
    package var amounts: [Double]

    package init(lastDays: [Int32], counts: [Int32], amounts: [Double]) {
        self.lastDays = lastDays
        self.counts = counts
        self.amounts = amounts
    }

    /// Totals are added in the order of the rows within pieces of them, so that they do not depend on how many cores
    /// there are; another order of the rows changes their last digits only. Totals, means and the medians between two
    /// amounts are therefore rounded to twelve significant digits, so that customers who spent the same are tied whatever
    /// order their payments came in: 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ as doubles.
    ///
    /// - Complexity: O(orders + customers); for the median also the sorting of each customer's amounts.
    package init(_ orders: RFMOrders, amount: RFMAmount = .total) {
        let sums = Self.sums(orders, amount)
        (lastDays, counts) = (sums.map(\.day), sums.map(\.count))
        switch amount {
        case .total: amounts = Self.rounded(sums) { $0.count > 0 ? $0.amount : 0 }
        case .maximum: amounts = sums.map { $0.count > 0 ? $0.amount : 0 }
        case .mean: amounts = Self.rounded(sums) { $0.amount / Double(max(1, $0.count)) }
        case .median: amounts = Self.medians(orders, counts)
        }
    }

    private static func rounded(_ sums: [Sum], _ amount: @Sendable (Sum) -> Double) -> [Double] {
        ParallelChunks.map(sums.count, chunk: 65_536) { range in range.map { rounded(amount(sums[$0])) } }
            .flatMap { $0 }
    }

    /// To twelve significant digits: more than any currency's amounts need, and some thousand times coarser than what
    /// adding thousands of them in another order changes.
    private static func rounded(_ amount: Double) -> Double {
        guard amount != 0, amount.isFinite else { return amount }
        let exponent = 11 - log10(amount.magnitude).rounded(.down)
        // Powers up to 10²² are exact, and a table of them is many times as fast as computing each.
        let size = Int(exponent.magnitude)
        let scale = size < powersOfTen.count ? powersOfTen[size] : pow(10, exponent.magnitude)
        guard scale.isFinite else { return amount }
        return exponent >= 0 ? (amount * scale).rounded() / scale : (amount / scale).rounded() * scale
    }

    private static let powersOfTen = (0...22).map { pow(10, Double($0)) }

    /// One customer's, side by side in memory: an order touches one line of the cache.
    private struct Sum {
        var day = Int32.min
        var count: Int32 = 0
        var amount: Double

        mutating func add(_ other: Sum, _ takesMaximum: Bool) {
            day = max(day, other.day)
            count &+= other.count
            amount = takesMaximum ? max(amount, other.amount) : amount + other.amount
        }
    }

    private static func sums(_ orders: RFMOrders, _ amount: RFMAmount) -> [Sum] {
        let (takesMaximum, takesReturns) = (amount == .maximum, amount == .total)
        let rows = orders.customers.count
        let customers = orders.customerCount
        let empty = Sum(amount: takesMaximum ? -.infinity : 0)
        // Four pieces where adding them up costs little beside the orders; never by the number of cores.
        let pieces = rows >= 4 * customers ? 4 : 1
        let parts = ParallelChunks.map(rows, chunk: max(1, (rows + pieces - 1) / pieces)) { range -> [Sum] in
            var sums = [Sum](repeating: empty, count: customers)
            // Without bounds checks: once for each order; the initialiser's precondition says what is relied on.
            sums.withUnsafeMutableBufferPointer { sums in
                orders.customers.withUnsafeBufferPointer { codes in
                    orders.days.withUnsafeBufferPointer { days in
                        orders.amounts.withUnsafeBufferPointer { amounts in
                            for row in range {
                                let place = Int(codes[row])
                                guard amounts[row] >= 0 else {
                                    if takesReturns { sums[place].amount += amounts[row] }
                                    continue
                                }
                                sums[place].day = max(sums[place].day, days[row])
                                sums[place].count &+= 1
                                if takesMaximum {
                                    sums[place].amount = max(sums[place].amount, amounts[row])
                                } else {
                                    sums[place].amount += amounts[row]
                                }
                            }
                        }
                    }
                }
            }
            return sums
        }
        guard let first = parts.first else { return [Sum](repeating: empty, count: customers) }
        guard parts.count > 1 else { return first }
        let joined = ParallelChunks.map(customers, chunk: 65_536) { range in
            range.map { customer in
                var sum = first[customer]
                for part in parts.dropFirst() { sum.add(part[customer], takesMaximum) }
                return sum
            }
        }
        return joined.flatMap { $0 }
    }

    /// The middle amount of each customer's orders, or the mean of the two in the middle.
    private static func medians(_ orders: RFMOrders, _ counts: [Int32]) -> [Double] {
        var starts = [Int](repeating: 0, count: counts.count + 1)
        for (customer, count) in counts.enumerated() { starts[customer + 1] = starts[customer] + Int(count) }
        var grouped = [Double](repeating: 0, count: orders.amounts.count)
        var next = starts
        for (row, customer) in orders.customers.enumerated() where orders.amounts[row] >= 0 {
            grouped[next[Int(customer)]] = orders.amounts[row]
            next[Int(customer)] += 1
        }
        let (first, amounts) = (starts, grouped)
        return ParallelChunks.map(counts.count) { range in
            range.map { customer -> Double in
                let own = amounts[first[customer]..<first[customer + 1]].sorted()
                guard !own.isEmpty else { return 0 }
                let middle = own.count / 2
                return own.count % 2 == 1 ? own[middle] : rounded(own[middle - 1] / 2 + own[middle] / 2)
            }
        }
        .flatMap { $0 }
    }
}
