import Foundation
import Statistics

/// Cumulative repeat purchases of everybody over the calendar: what happened, and what a model of new customers expects.
///
/// Time 0 is the end of the day before the first purchase of all, so that *t* units later everything up to that day's
/// end is counted. A customer enters with the first purchase; expected are Σ E[X(t − entry)] over who has entered by t
/// (Fader, Hardie and Lee 2005, equation 12).
package struct PurchaseTracking: Sendable {
    /// Time of each entry, and how many customers share it, ascending.
    private let entries: [(time: Double, customers: Double)]
    private let repeatDays: [Int]
    private let origin: Int
    private let unit: PurchaseTimeUnit

    package init(_ customers: CustomerHistories) {
        origin = (customers.firstDay.min() ?? customers.until) - 1
        unit = customers.unit
        repeatDays = customers.repeatDays
        var entries: [(time: Double, customers: Double)] = []
        var last: Int?
        for day in customers.firstDay.sorted() {
            if day == last {
                entries[entries.count - 1].customers += 1
            } else {
                entries.append((Double(day - origin) / unit.days, 1))
            }
            last = day
        }
        self.entries = entries
    }

    /// Whole units of time until this day, every one or as many as make some hundred points.
    package func times(until day: Int) -> [Double] {
        let most = Int((Double(day - origin) / unit.days + 1e-9).rounded(.down))
        guard most > 0 else { return [] }
        let step = 1 + most / Self.mostPoints
        return stride(from: step, through: most, by: step).map(Double.init)
    }

    /// As many as a picture shows apart.
    private static let mostPoints = 150

    package func time(of day: Int) -> Double { Double(day - origin) / unit.days }

    /// Repeat purchases that were made up to each time.
    package func actual(at times: [Double]) -> [Int] {
        var next = 0
        return times.map { time in
            let day = origin + Int((time * unit.days + 1e-9).rounded(.down))
            while next < repeatDays.count, repeatDays[next] <= day { next += 1 }
            return next
        }
    }

    /// Repeat purchases that the model expects up to each time.
    package func expected(by process: some PurchaseProcess, at times: [Double]) -> [Double] {
        ParallelChunks.map(times.count, chunk: 8) { rows in
            rows.map { row in
                entries.reduce(0) { sum, entry in
                    guard entry.time < times[row] else { return sum }
                    return sum + entry.customers * process.expectedPurchases(within: times[row] - entry.time)
                }
            }
        }.flatMap { $0 }
    }
}
