package import Domain

/// What came in, what was removed, and why.
package struct DataQuality: Sendable, Hashable, Codable {
    package var sources: [SourceQuality]
    package var checks: [QualityCheck]
    /// From the rows that were read to the rows that the figures rest on; `nil` where it was not traced.
    package var funnel: RowFunnel?
    /// The named sets of orders that measures are taken over.
    package var scopes: [OrderScope]
    package var cleaners: [AppliedCleaner]

    package init(
        sources: [SourceQuality] = [],
        checks: [QualityCheck] = [],
        funnel: RowFunnel? = nil,
        scopes: [OrderScope] = [],
        cleaners: [AppliedCleaner] = []
    ) {
        self.sources = sources
        self.checks = checks
        self.funnel = funnel
        self.scopes = scopes
        self.cleaners = cleaners
    }
}

/// One source of the project and what its files held.
package struct SourceQuality: Sendable, Hashable, Codable {
    package var name: String
    /// File names, without directories.
    package var files: [String]
    /// Rows in the files, the rejected ones included.
    package var rowsRead: Int
    /// Rows that could not be read into the source's columns, by reason; a row has one reason, the first that applied.
    package var rejections: [Rejection]

    package init(name: String, files: [String], rowsRead: Int, rejections: [Rejection] = []) {
        self.name = name
        self.files = files
        self.rowsRead = rowsRead
        self.rejections = rejections
    }

    package var rowsRejected: Int { rejections.reduce(0) { $0 + $1.count } }
}

/// Rows that were rejected for one reason.
package struct Rejection: Sendable, Hashable, Codable {
    package var reason: Bilingual
    package var count: Int
    /// One such row, so that a person can find it.
    package var example: Example?

    /// Where a row stands. The text is shown as it is: a caller masks personal data in it.
    package struct Example: Sendable, Hashable, Codable {
        package var file: String
        /// Counted from one.
        package var line: Int
        package var text: String

        package init(file: String, line: Int, text: String) {
            self.file = file
            self.line = line
            self.text = text
        }
    }

    package init(reason: Bilingual, count: Int, example: Example? = nil) {
        self.reason = reason
        self.count = count
        self.example = example
    }
}

/// One rule that rows were checked against.
package struct QualityCheck: Sendable, Hashable, Codable {
    /// What is done with the rows that a check finds.
    package enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// Kept, and counted here.
        case keep
        /// Taken out of every figure, and kept apart with the reason.
        case remove
        /// Kept, and counted as returns.
        case countAsReturn
    }

    package var title: Bilingual
    package var found: Int
    /// Rows that this check took out; zero unless the action is `remove`.
    package var removed: Int
    package var action: Action
    /// The revenue on the rows that were found; `nil` where it cannot be said.
    package var affectedRevenue: Amount?

    package init(title: Bilingual, found: Int, removed: Int, action: Action, affectedRevenue: Amount? = nil) {
        self.title = title
        self.found = found
        self.removed = removed
        self.action = action
        self.affectedRevenue = affectedRevenue
    }
}

/// The way from rows read to rows used.
package struct RowFunnel: Sendable, Hashable, Codable {
    package var read: Int
    /// What was taken out, in order.
    package var steps: [Step]

    package struct Step: Sendable, Hashable, Codable {
        package var title: Bilingual
        package var removed: Int

        package init(title: Bilingual, removed: Int) {
            self.title = title
            self.removed = removed
        }
    }

    package init(read: Int, steps: [Step]) {
        self.read = read
        self.steps = steps
    }

    package var used: Int { steps.reduce(read) { $0 - $1.removed } }
}

/// A named set of orders, such as those not cancelled and with a customer.
package struct OrderScope: Sendable, Hashable, Codable {
    package var title: Bilingual
    package var rows: Int
    package var customers: Int
    package var orders: Int
    package var revenue: Amount

    package init(title: Bilingual, rows: Int, customers: Int, orders: Int, revenue: Amount) {
        self.title = title
        self.rows = rows
        self.customers = customers
        self.orders = orders
        self.revenue = revenue
    }
}

/// A rule that rewrote the values of a column.
package struct AppliedCleaner: Sendable, Hashable, Codable {
    package var source: String
    package var column: String
    package var title: Bilingual
    package var valuesChanged: Int

    package init(source: String, column: String, title: Bilingual, valuesChanged: Int) {
        self.source = source
        self.column = column
        self.title = title
        self.valuesChanged = valuesChanged
    }
}
