import Foundation
import Statistics

/// How many customers made how many repeat purchases while they were observed, and how many the model expects to.
package struct FrequencyComparison: Sendable {
    /// Customers with 0, 1, … repeat purchases; the last with so many or more.
    package let actual: [Int]
    package let expected: [Double]

    /// Ages beyond this many different ones are put together in groups of neighbours.
    private static let mostAges = 500

    /// - Parameters:
    ///   - most: the count that the last class begins with; 7 in the papers.
    package init(_ process: some PurchaseProcess, _ counts: HistoryCounts, upTo most: Int = 7) {
        var actual = [Double](repeating: 0, count: most + 1)
        for (frequency, customers) in counts.frequencies { actual[Int(min(frequency, Double(most)))] += customers }
        self.actual = actual.map { Int($0) }
        let ages = Self.ages(counts)
        let parts = ParallelChunks.sum(ages.count, length: most + 1, chunk: 16) { rows in
            var sums = [Double](repeating: 0, count: most + 1)
            for row in rows {
                let masses = process.probabilities(upTo: most - 1, within: ages[row].time)
                for (index, mass) in masses.enumerated() { sums[index] += ages[row].customers * mass }
                sums[most] += ages[row].customers * max(0, 1 - masses.reduce(0, +))
            }
            return sums
        }
        expected = parts
    }

    /// Different ages, ascending, with how many customers have each.
    private static func ages(_ counts: HistoryCounts) -> [(time: Double, customers: Double)] {
        let order = RadixOrder(counts.age.map { ($0 + 0).bitPattern }).order.map(Int.init)
        var ages: [(time: Double, customers: Double)] = []
        for row in order {
            if ages.last?.time == counts.age[row] {
                ages[ages.count - 1].customers += counts.customers[row]
            } else {
                ages.append((counts.age[row], counts.customers[row]))
            }
        }
        guard ages.count > mostAges else { return ages }
        return (0..<mostAges).map { group in
            let part = ages[group * ages.count / mostAges..<(group + 1) * ages.count / mostAges]
            let customers = part.reduce(0) { $0 + $1.customers }
            return (part.reduce(0) { $0 + $1.time * $1.customers } / customers, customers)
        }
    }
}

/// What a model that was fitted up to a day says of the time after it, against what happened.
package struct HoldoutComparison: Sendable {
    /// Customers with 0, 1, … purchases in calibration, the last with so many or more; the means are zero where there
    /// are none.
    package let customers: [Int]
    /// Mean purchases in the holdout, by purchases in calibration: the conditional expectation.
    package let actualMean: [Double]
    package let expectedMean: [Double]
    package let actualTotal: Int
    package let expectedTotal: Double
    /// Length of the holdout in units of time.
    package let length: Double

    package init(
        _ process: some PurchaseProcess,
        _ customers: CustomerHistories,
        _ counts: HistoryCounts,
        upTo most: Int = 7
    ) {
        let length = Double(customers.holdoutEnd - customers.until) / customers.unit.days
        let expectations = ParallelChunks.map(counts.count, chunk: 256) { rows in
            rows.map { process.expectedPurchases(after: counts[$0], within: length) }
        }.flatMap { $0 }
        var (number, actual) = ([Int](repeating: 0, count: most + 1), [Int](repeating: 0, count: most + 1))
        for row in customers.frequency.indices {
            let group = min(customers.frequency[row], most)
            number[group] += 1
            actual[group] += customers.holdoutFrequency[row]
        }
        // By history and not by customer, so that the order of rows does not decide the rounding.
        var expected = [Double](repeating: 0, count: most + 1)
        for row in 0..<counts.count {
            expected[Int(min(counts.frequency[row], Double(most)))] += counts.customers[row] * expectations[row]
        }
        self.length = length
        self.customers = number
        actualMean = number.indices.map { number[$0] > 0 ? Double(actual[$0]) / Double(number[$0]) : 0 }
        expectedMean = number.indices.map { number[$0] > 0 ? expected[$0] / Double(number[$0]) : 0 }
        actualTotal = actual.reduce(0, +)
        expectedTotal = expected.reduce(0, +)
    }
}
