package import Domain

/// A priority list: each customer counts for the first segment of the list that she is in.
package struct PrioritySummary: Sendable, Hashable, Codable {
    /// Customers who belong to one segment of the list, or to none.
    package struct Tier: Sendable, Hashable, Codable {
        package var title: Bilingual
        package var customers: Int
        /// What they spent.
        package var value: Amount

        package init(title: Bilingual, customers: Int, value: Amount) {
            self.title = title
            self.customers = customers
            self.value = value
        }
    }

    /// The name of the list's trait.
    package var name: String
    package var title: Bilingual
    /// In the order of the list; those in none last. All customers together.
    package var tiers: [Tier]

    package init(name: String, title: Bilingual, tiers: [Tier]) {
        self.name = name
        self.title = title
        self.tiers = tiers
    }
}
