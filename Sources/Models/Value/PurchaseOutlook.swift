import Foundation
import Statistics

/// What is expected of customers after the end of observation, for each of the different histories.
package struct PurchaseOutlook: Sendable {
    /// One different history's figures.
    package struct Figures: Sendable {
        /// P(alive).
        package var alive: Double
        /// Purchases expected within the horizon, and their interval; the interval is `nil` without a covariance.
        package var purchases: Double
        package var interval: ClosedRange<Double>?
        /// Purchases within the horizon, each by its discount.
        package var discounted: Double
    }

    package let figures: [Figures]

    /// - Parameters:
    ///   - horizon: how far ahead, in units of time.
    ///   - rate: the continuous discount rate of a unit of time.
    ///   - level: of the intervals, such as .95.
    /// - Complexity: O(different histories), on all cores.
    package init<Process: PurchaseProcess>(
        _ process: Process,
        _ uncertainty: ParameterUncertainty<Process>?,
        _ counts: HistoryCounts,
        horizon: Double,
        rate: Double,
        level: Double
    ) {
        let parts = ParallelChunks.map(counts.count, chunk: 256) { rows in
            rows.map { row in
                let history = counts[row]
                let purchases = process.expectedPurchases(after: history, within: horizon)
                return Figures(
                    alive: process.alive(history),
                    purchases: purchases,
                    interval: uncertainty?.interval(of: purchases, level: level) {
                        $0.expectedPurchases(after: history, within: horizon)
                    },
                    discounted: process.discountedPurchases(after: history, within: horizon, rate: rate)
                )
            }
        }
        figures = parts.flatMap { $0 }
    }

    /// Purchases expected of all customers together within the horizon.
    package static func total(_ process: some PurchaseProcess, _ counts: HistoryCounts, horizon: Double) -> Double {
        ParallelChunks.sum(counts.count, length: 1, chunk: 256) { rows in
            [
                rows.reduce(0.0) {
                    $0 + counts.customers[$1] * process.expectedPurchases(after: counts[$1], within: horizon)
                }
            ]
        }[0]
    }
}
