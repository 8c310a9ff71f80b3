package import Domain
package import Foundation

/// What the rows of a source are.
package enum SourceKind: String, Sendable, Hashable, CaseIterable {
    /// Orders, or lines of orders.
    case orders
    /// One row a customer.
    case customers
    /// Things that customers did.
    case events

    /// The roles that columns of such a source may have; every other name is a property's.
    package var roles: [Role] {
        switch self {
        case .orders: [.customer, .time, .order, .product, .quantity, .price, .amount, .currency]
        case .customers: [.customer]
        case .events: [.customer, .time, .event]
        }
    }
}

/// What a column means to Covey.
package enum Role: String, Sendable, Hashable, CaseIterable {
    /// Who: the customer's identifier.
    case customer
    /// When.
    case time
    /// The order's number; rows with the same one are one order.
    case order
    /// The identifier of what was bought.
    case product
    /// How many pieces; negative for returns.
    case quantity
    /// The price of one piece.
    case price
    /// What the row is worth in all.
    case amount
    /// The currency of the row's amounts.
    case currency
    /// The name of what happened.
    case event

    /// The types that a column of this role can have; the first is taken where the file says none.
    package var types: [ValueType] {
        switch self {
        case .customer, .order, .product, .currency, .event: [.text]
        case .time: [.instant, .date]
        case .quantity: [.integer, .number]
        case .price, .amount: [.money]
        }
    }
}

/// The format of a source's files.
package enum FileFormat: String, Sendable, Hashable, CaseIterable {
    case csv, tsv
    /// One JSON object a line.
    case jsonLines = "jsonl"
    case parquet

    /// Whether it has delimiters, quotes and encodings.
    package var isDelimitedText: Bool { self == .csv || self == .tsv }
}

/// What happens to columns that no mapping names.
package enum OtherColumns: String, Sendable, Hashable, CaseIterable {
    case ignore
    /// Each becomes a text property of the column's name.
    case keep
}

/// Files of one shape that Covey imports together.
package struct SourceDefinition: Sendable, Hashable {
    /// An ASCII letter, then letters, digits and `_`; unique without regard to case, for it names tables.
    package var name: Located<String>
    package var kind: Located<SourceKind>
    /// Paths or patterns (`*` within a name, `?` one character), relative to the project file. At least one, but where
    /// there is a `table`.
    package var files: [Located<String>]
    /// A table of the cluster in place of files.
    package var table: Located<TableReference>?
    /// How the files are written; `nil` is found from them.
    package var format: Located<FileFormat>?
    package var encoding: Located<FileEncoding>?
    /// One code point.
    package var delimiter: String?
    package var quote: QuoteMark?
    /// Whether the first row names the columns. Without one, columns are named `1`, `2`, ….
    package var header: Bool?
    /// How many lines stand before the header, or before the first row where there is none.
    package var skippedLines: Int?
    /// The currency of amounts in these files, where it is not the workspace's.
    package var currency: Located<Currency>?
    /// The zone of local times in these files, where it is not the workspace's.
    package var timeZone: Located<TimeZone>?
    /// At least one; no role or property twice.
    package var columns: [ColumnMapping]
    package var otherColumns: OtherColumns
    /// The names of the events that orders become. Of no meaning for other kinds.
    package var events: OrderEventNames
    /// The name of every event of an `events` source without a column for it.
    package var event: Located<String>?
    package var cleaning: CleaningPolicy
    package var rejects: RejectLimit

    package init(name: Located<String>, kind: Located<SourceKind>, files: [Located<String>], columns: [ColumnMapping]) {
        self.name = name
        self.kind = kind
        self.files = files
        self.columns = columns
        otherColumns = .ignore
        events = .standard
        cleaning = .standard
        rejects = .standard
    }

    /// The column of a role, if there is one.
    package func column(of role: Role) -> ColumnMapping? {
        columns.first { $0.target.value == .role(role) }
    }
}

/// The character around texts that hold delimiters.
package enum QuoteMark: Sendable, Hashable {
    /// One ASCII character.
    case character(String)
    /// Nothing quotes; every quote is an ordinary character. Written `none`.
    case off
}

/// The events that rows of orders become.
package struct OrderEventNames: Sendable, Hashable {
    /// One for each order.
    package var completed: String
    /// One for each order that was taken back.
    package var returned: String
    /// One for each line of an order.
    package var bought: String

    package static let standard = OrderEventNames(
        completed: "Order Completed",
        returned: "Order Returned",
        bought: "Product Bought"
    )
}
