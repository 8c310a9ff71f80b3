package import Domain
import Foundation

/// What is known of each customer from a log of orders, up to a day, with what came after it for comparison.
///
/// Orders of one customer on one day count as one purchase, their amounts added. Days are calendar days as whole
/// numbers, in whichever time zone the caller counts them; T runs from the day of the first purchase to `until`.
/// Customers whose first purchase is after `until` are not known yet and left out.
package struct CustomerHistories: Sendable {
    /// The customers' numbers in the log, ascending.
    package private(set) var customers: [Int] = []
    /// Day of each customer's first purchase.
    package private(set) var firstDay: [Int] = []
    /// x: days with a purchase after the first, up to `until`.
    package private(set) var frequency: [Int] = []
    /// Days from the first purchase to the last.
    package private(set) var lastDay: [Int] = []
    /// Days on which more than nothing was spent, up to `until`, after the first such day: a purchase for nothing is one,
    /// but says nothing of spend, and neither makes the first that was paid for a repeat one. Empty without amounts.
    package private(set) var spendFrequency: [Int] = []
    /// Mean amount of those days; 0 where there is none. Empty without amounts.
    package private(set) var meanSpend: [Double] = []
    /// Days with a purchase after `until`, up to the holdout's end.
    package private(set) var holdoutFrequency: [Int] = []
    /// The days of all repeat purchases, calibration and holdout, ascending.
    package private(set) var repeatDays: [Int] = []

    /// The last day of observation.
    package let until: Int
    /// The last day of the holdout; `until` where there is none.
    package let holdoutEnd: Int
    package let unit: PurchaseTimeUnit

    /// - Parameters:
    ///   - customer: a number for each customer, from 0.
    ///   - day: the calendar day of each order.
    ///   - amount: what each order was worth; `nil` where that is not known.
    ///   - until: the last day to learn from.
    ///   - holdoutEnd: the last day to compare with; not before `until`.
    /// - Complexity: O(orders · ln orders of one customer).
    package init(
        customer: [Int],
        day: [Int],
        amount: [Double]?,
        until: Int,
        holdoutEnd: Int,
        unit: PurchaseTimeUnit
    ) {
        precondition(customer.count == day.count && (amount?.count ?? day.count) == day.count)
        self.until = until
        self.holdoutEnd = max(until, holdoutEnd)
        self.unit = unit
        let groups = Self.rowsByCustomer(customer)
        for number in 0..<groups.starts.count - 1 {
            var rows = groups.rows[groups.starts[number]..<groups.starts[number + 1]]
            rows.sort { (day[$0], amount?[$0] ?? 0) < (day[$1], amount?[$1] ?? 0) }
            add(number, rows, day, amount)
        }
        repeatDays.sort()
    }

    /// - Throws: `ModelError` never for histories made here; the check is that of every source of histories.
    package func histories() throws(ModelError) -> PurchaseHistories {
        try PurchaseHistories(
            frequency: frequency,
            recency: customers.indices.map { Double(lastDay[$0] - firstDay[$0]) / unit.days },
            age: firstDay.map { Double(until - $0) / unit.days }
        )
    }

    private mutating func add(_ number: Int, _ rows: ArraySlice<Int>, _ day: [Int], _ amount: [Double]?) {
        guard let first = rows.first.map({ day[$0] }), first <= until else { return }
        var (last, repeats, later) = (first, 0, 0)
        var spend = DailySpend()
        var current = first
        for row in rows where day[row] <= holdoutEnd {
            if day[row] > current {
                current = day[row]
                spend.endDay()
                repeatDays.append(current)
                if current <= until {
                    repeats += 1
                    last = current
                } else {
                    later += 1
                }
            }
            if let amount, current <= until { spend.today += amount[row] }
        }
        spend.endDay()
        customers.append(number)
        firstDay.append(first)
        lastDay.append(last)
        frequency.append(repeats)
        holdoutFrequency.append(later)
        if amount != nil {
            spendFrequency.append(spend.days)
            meanSpend.append(spend.days > 0 ? spend.total / Double(spend.days) : 0)
        }
    }

    /// Of the days on which something was spent, all but the first.
    private struct DailySpend {
        var today = 0.0
        var total = 0.0
        var days = 0
        private var isAfterFirst = false

        mutating func endDay() {
            guard today > 0 else { return }
            if isAfterFirst {
                total += today
                days += 1
            }
            isAfterFirst = true
            today = 0
        }
    }

    /// The rows of each customer, in the order given: a counting sort.
    private static func rowsByCustomer(_ customer: [Int]) -> (rows: [Int], starts: [Int]) {
        var starts = [Int](repeating: 0, count: (customer.max() ?? -1) + 2)
        for number in customer { starts[number + 1] += 1 }
        for number in 1..<max(1, starts.count) { starts[number] += starts[number - 1] }
        var places = starts
        var rows = [Int](repeating: 0, count: customer.count)
        for (row, number) in customer.enumerated() {
            rows[places[number]] = row
            places[number] += 1
        }
        return (rows, starts)
    }
}

/// The unit in which times of purchases are counted, as a number of days.
///
/// A month is 30.4375 days and a year 365.25, so that twelve months are one year.
package enum PurchaseTimeUnit: String, Sendable, Hashable, CaseIterable, Codable {
    case day, week, month, year

    package var days: Double {
        switch self {
        case .day: 1
        case .week: 7
        case .month: 30.4375
        case .year: 365.25
        }
    }

    package var plural: Bilingual {
        switch self {
        case .day: Bilingual(en: "days", zh: "天")
        case .week: Bilingual(en: "weeks", zh: "周")
        case .month: Bilingual(en: "months", zh: "个月")
        case .year: Bilingual(en: "years", zh: "年")
        }
    }
}
