package import Domain

/// One segment and what it is worth.
package struct SegmentSummary: Sendable, Hashable, Codable {
    /// The name in the project, such as `lapsed_big_spenders`.
    package var name: String
    package var title: Bilingual
    /// The rule as a sentence.
    package var sentence: Bilingual
    package var size: Int
    package var shareOfCustomers: Double?
    /// The members' revenue.
    package var value: Amount
    /// `nil` where the revenue of all customers is zero.
    package var shareOfValue: Double?
    package var medianRecencyDays: Double?
    package var averageOrder: Amount?
    package var indexes: [IndexAgainstBase]
    /// Set where the members could not be brought up to the report's as-of instant.
    package var stale: Staleness?
    /// What the reader should know, above all why a segment is empty.
    package var note: Bilingual?

    package init(
        name: String,
        title: Bilingual,
        sentence: Bilingual,
        size: Int,
        shareOfCustomers: Double?,
        value: Amount,
        shareOfValue: Double?,
        medianRecencyDays: Double? = nil,
        averageOrder: Amount? = nil,
        indexes: [IndexAgainstBase] = [],
        stale: Staleness? = nil,
        note: Bilingual? = nil
    ) {
        self.name = name
        self.title = title
        self.sentence = sentence
        self.size = size
        self.shareOfCustomers = shareOfCustomers
        self.value = value
        self.shareOfValue = shareOfValue
        self.medianRecencyDays = medianRecencyDays
        self.averageOrder = averageOrder
        self.indexes = indexes
        self.stale = stale
        self.note = note
    }

    /// A measure of the members relative to the same measure of all customers: 100 is the same, 150 is half as much again.
    package struct IndexAgainstBase: Sendable, Hashable, Codable {
        package var measure: Bilingual
        /// `nil` where either side is empty or the base is zero.
        package var index: Double?

        package init(measure: Bilingual, index: Double?) {
            self.measure = measure
            self.index = index
        }
    }

    /// Why, and since when, a segment's members are not current.
    package struct Staleness: Sendable, Hashable, Codable {
        package var reason: Bilingual
        /// The instant for which the members shown are right; `nil` where they never were computed.
        package var currentAt: Instant?

        package init(reason: Bilingual, currentAt: Instant? = nil) {
            self.reason = reason
            self.currentAt = currentAt
        }
    }
}

/// How many customers each two segments share.
package struct SegmentOverlap: Sendable, Hashable, Codable {
    package var titles: [Bilingual]
    /// Square and symmetric, one row and one column for each title; the diagonal holds the segments' sizes.
    package var counts: [[Int]]

    package init(titles: [Bilingual], counts: [[Int]]) {
        self.titles = titles
        self.counts = counts
    }

    /// Customers in both segments; zero where the matrix has no such entry.
    package func count(_ row: Int, _ column: Int) -> Int {
        guard counts.indices.contains(row), counts[row].indices.contains(column) else { return 0 }
        return counts[row][column]
    }

    /// |A ∩ B| / |A ∪ B| (Jaccard 1901); `nil` where both segments are empty.
    package func jaccard(_ row: Int, _ column: Int) -> Double? {
        let both = count(row, column)
        let either = count(row, row) + count(column, column) - both
        return either > 0 ? Double(both) / Double(either) : nil
    }
}
