import Foundation
import Statistics

/// What repeat buyers spent: numbers of purchases after the first and their mean amounts, equal customers counted once,
/// ordered by both.
package struct SpendCounts: Sendable {
    package private(set) var frequency: [Double] = []
    package private(set) var mean: [Double] = []
    package private(set) var customers: [Double] = []
    package private(set) var total = 0.0

    package var count: Int { frequency.count }

    /// Customers without a repeat purchase are left out; they say nothing of spend.
    ///
    /// - Throws: `ModelError.notPositive` for a repeat buyer whose mean is zero or below, `ModelError.notFinite`.
    package init(frequency: [Int], mean: [Double]) throws(ModelError) {
        precondition(frequency.count == mean.count)
        var rows: [(x: Int, mean: Double)] = []
        for row in frequency.indices where frequency[row] > 0 {
            guard mean[row].isFinite else { throw .notFinite(column: "amount", row: row + 1) }
            guard mean[row] > 0 else { throw .notPositive(column: "amount", row: row + 1, value: mean[row]) }
            rows.append((frequency[row], mean[row]))
        }
        rows.sort { ($0.x, $0.mean) < ($1.x, $1.mean) }
        for row in rows {
            let x = Double(row.x)
            if x == self.frequency.last, row.mean == self.mean.last {
                customers[customers.count - 1] += 1
            } else {
                self.frequency.append(x)
                self.mean.append(row.mean)
                customers.append(1)
            }
        }
        total = Double(rows.count)
    }

    /// The same with other numbers of customers; those with none are left out.
    package func weighted(_ weights: [Double]) -> SpendCounts {
        var result = self
        result.frequency = []
        result.mean = []
        result.customers = []
        for index in 0..<count where weights[index] > 0 {
            result.frequency.append(frequency[index])
            result.mean.append(mean[index])
            result.customers.append(weights[index])
        }
        result.total = result.customers.reduce(0, +)
        return result
    }
}
