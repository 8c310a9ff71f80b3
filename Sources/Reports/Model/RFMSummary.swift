package import Domain

/// Recency, frequency and monetary value, scored from 1 to 5 where 5 is best.
package struct RFMSummary: Sendable, Hashable, Codable {
    /// At most one for each pair of scores; a pair that is missing has no customers.
    package var cells: [Cell]
    package var segments: [NamedSegment]
    /// Whole days since the last order.
    package var recencyDays: Histogram
    /// Orders.
    package var frequency: Histogram
    /// Amounts of money.
    package var monetary: Histogram

    package init(
        cells: [Cell],
        segments: [NamedSegment] = [],
        recencyDays: Histogram = Histogram(),
        frequency: Histogram = Histogram(),
        monetary: Histogram = Histogram()
    ) {
        self.cells = cells
        self.segments = segments
        self.recencyDays = recencyDays
        self.frequency = frequency
        self.monetary = monetary
    }

    /// The customers with one recency score and one frequency score.
    package struct Cell: Sendable, Hashable, Codable {
        /// 1 to 5; 5 bought most recently.
        package var recencyScore: Int
        /// 1 to 5; 5 bought most often.
        package var frequencyScore: Int
        package var customers: Int
        /// Mean revenue of a customer; `nil` where there is none.
        package var meanMonetary: Amount?

        package init(recencyScore: Int, frequencyScore: Int, customers: Int, meanMonetary: Amount?) {
            self.recencyScore = recencyScore
            self.frequencyScore = frequencyScore
            self.customers = customers
            self.meanMonetary = meanMonetary
        }
    }

    /// A group of cells with a name, such as "Champions".
    package struct NamedSegment: Sendable, Hashable, Codable {
        package var title: Bilingual
        package var customers: Int
        package var revenue: Amount
        /// `nil` where the revenue of all customers is zero.
        package var revenueShare: Double?
        package var meanRecencyDays: Double?
        package var meanFrequency: Double?
        package var meanMonetary: Amount?

        package init(
            title: Bilingual,
            customers: Int,
            revenue: Amount,
            revenueShare: Double?,
            meanRecencyDays: Double? = nil,
            meanFrequency: Double? = nil,
            meanMonetary: Amount? = nil
        ) {
            self.title = title
            self.customers = customers
            self.revenue = revenue
            self.revenueShare = revenueShare
            self.meanRecencyDays = meanRecencyDays
            self.meanFrequency = meanFrequency
            self.meanMonetary = meanMonetary
        }
    }
}

/// Customers by the range that one of their measures falls in.
package struct Histogram: Sendable, Hashable, Codable {
    /// In ascending order.
    package var bins: [Bin]
    /// The middle customer's value.
    package var median: Double?

    package init(bins: [Bin] = [], median: Double? = nil) {
        self.bins = bins
        self.median = median
    }

    /// The values from `lower` (included) up to `upper` (excluded); without an upper bound, all above.
    package struct Bin: Sendable, Hashable, Codable {
        package var lower: Double
        package var upper: Double?
        package var customers: Int

        package init(lower: Double, upper: Double?, customers: Int) {
            self.lower = lower
            self.upper = upper
            self.customers = customers
        }
    }
}
