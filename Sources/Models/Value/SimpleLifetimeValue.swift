import Foundation

/// Customer lifetime value by the textbook formula: purchase frequency × average order value × lifespan, times the
/// margin, discounted.
///
/// It extrapolates each customer's own past and knows nothing of customers who have left, so it is a first estimate and
/// an upper one; the probabilistic models replace it where the data allow. Time is counted in years of 365.25 days.
///
/// With margin *m*, yearly revenue *v* = (orders per year) × (average order), lifespan *L* years and yearly discount
/// rate *d*, cash flows evenly over time: CLV = m·v·L for d = 0, else m·v·(1 − (1+d)^−L) / ln(1+d).
package struct SimpleLifetimeValue: Sendable, Hashable, Codable {
    /// The share of revenue that is profit, 0…1.
    package var margin: Double
    /// Yearly discount rate, 0 for none.
    package var discountRate: Double
    /// Years that a customer is expected to stay.
    package var lifespan: Double
    /// The shortest time over which a frequency is computed, in years. One order yesterday is no order a day.
    package var shortestObservation: Double

    package init(
        margin: Double = 1,
        discountRate: Double = 0,
        lifespan: Double = 3,
        shortestObservation: Double = 1
    ) {
        self.margin = margin
        self.discountRate = discountRate
        self.lifespan = lifespan
        self.shortestObservation = shortestObservation
    }

    /// The value of one customer, in the unit of `revenue`.
    ///
    /// - Parameters:
    ///   - revenue: all that was spent, returns taken off; below zero counts as zero.
    ///   - observedYears: from the first purchase to the day of reckoning.
    package func value(revenue: Double, observedYears: Double) -> Double {
        let yearly = max(0, revenue) / max(observedYears, shortestObservation)
        return margin * yearly * annuity
    }

    /// The present value of one unit of money a year, received evenly over the lifespan.
    package var annuity: Double {
        guard discountRate > 0 else { return lifespan }
        return -expm1(-lifespan * log1p(discountRate)) / log1p(discountRate)
    }

    /// The lifespan that a base of customers shows: the mean time from first to last purchase, over those who bought at
    /// least twice, in years; `nil` where nobody did.
    package static func observedLifespan(firstToLastYears: [Double], orders: [Int]) -> Double? {
        let repeating = zip(firstToLastYears, orders).filter { $0.1 >= 2 }.map(\.0)
        guard !repeating.isEmpty else { return nil }
        return repeating.reduce(0, +) / Double(repeating.count)
    }
}
