package import Domain

/// What is known of everybody, whether they ordered or not.
package struct CustomerBase: Sendable, Hashable, Codable {
    package var customers: Int
    /// Customers in at least one segment; `nil` where there is no segment.
    package var inSegments: Int?

    package init(customers: Int, inSegments: Int? = nil) {
        self.customers = customers
        self.inSegments = inSegments
    }
}

/// One attribute that files of customers bring: how many customers have it, and how its values are spread.
package struct AttributeSummary: Sendable, Hashable, Codable {
    package var name: String
    package var title: Bilingual
    /// Customers with a value.
    package var known: Int
    /// Different values.
    package var distinct: Int
    package var spread: Spread

    package init(name: String, title: Bilingual, known: Int, distinct: Int, spread: Spread) {
        self.name = name
        self.title = title
        self.known = known
        self.distinct = distinct
        self.spread = spread
    }

    package enum Spread: Sendable, Hashable, Codable {
        /// The most frequent values first. `others` customers have another one; `nil` where a customer may have several.
        case values([ValueCount], others: Int?)
        case ranges(Histogram, of: Scale)
        /// By months, or by years where there are many; in order of time, without gaps. `before` and `after` customers have
        /// a date that lies far out, such as 9999-12-31.
        case times([TimeCount], areYears: Bool, before: Int, after: Int)
        /// Nearly everyone has another one, as with names and addresses: nothing of it is shown.
        case names
    }

    /// What a number counts.
    package enum Scale: String, Sendable, Hashable, Codable {
        case whole, number, money
    }

    package struct ValueCount: Sendable, Hashable, Codable {
        package var title: Bilingual
        package var customers: Int

        package init(title: Bilingual, customers: Int) {
            self.title = title
            self.customers = customers
        }
    }

    package struct TimeCount: Sendable, Hashable, Codable {
        /// The first day of the month or year.
        package var start: CalendarDate
        package var customers: Int

        package init(start: CalendarDate, customers: Int) {
            self.start = start
            self.customers = customers
        }
    }
}
