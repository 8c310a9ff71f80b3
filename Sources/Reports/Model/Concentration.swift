package import Domain

/// How much of the revenue rests on how few of the customers.
package struct Concentration: Sendable, Hashable, Codable {
    package var customers: Int
    package var revenue: Amount
    /// The Pareto curve, customers in descending order of revenue: starts at (0, 0), ends at (1, 1). A hundred points
    /// draw it well; more make the file larger and nothing clearer.
    package var curve: [Point]
    /// The share of revenue that the best `customersShare` of the customers bring, such as (0.2, 0.74).
    package var headline: Point?
    /// Tenths of the customers, the best first.
    package var deciles: [Decile]

    package init(
        customers: Int,
        revenue: Amount,
        curve: [Point],
        headline: Point? = nil,
        deciles: [Decile] = []
    ) {
        self.customers = customers
        self.revenue = revenue
        self.curve = curve
        self.headline = headline
        self.deciles = deciles
    }

    package struct Point: Sendable, Hashable, Codable {
        package var customersShare: Double
        package var revenueShare: Double

        package init(customersShare: Double, revenueShare: Double) {
            self.customersShare = customersShare
            self.revenueShare = revenueShare
        }
    }

    package struct Decile: Sendable, Hashable, Codable {
        /// 1 is the best tenth.
        package var number: Int
        package var customers: Int
        package var revenue: Amount
        /// `nil` where the revenue of all customers is zero.
        package var revenueShare: Double?
        /// The share of this tenth and all better ones.
        package var cumulativeShare: Double?

        package init(
            number: Int,
            customers: Int,
            revenue: Amount,
            revenueShare: Double?,
            cumulativeShare: Double?
        ) {
            self.number = number
            self.customers = customers
            self.revenue = revenue
            self.revenueShare = revenueShare
            self.cumulativeShare = cumulativeShare
        }
    }
}
