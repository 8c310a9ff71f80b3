/// The values of a column that is written into a table, one element a row.
package enum ColumnValues: Sendable, Hashable {
    case booleans([Bool])
    case integers([Int64])
    case doubles([Double])
    case texts([String])
    /// Days since 1970-01-01.
    case dates([Int32])
    /// Microseconds since 1970-01-01T00:00:00Z.
    case instants([Int64])
    /// Microseconds since 1970-01-01T00:00:00 on the wall clock, without a zone.
    case localTimes([Int64])
    /// Whole units of 10^−`scale`, as decimals of 18 digits: ten-thousandths for `Amount`.
    case decimals([Int64], scale: Int)
    case textLists([[String]])
    /// Decimals of up to 38 digits.
    case wideDecimals([Int128], precision: Int, scale: Int)
    /// Rows of which none has a value, of no particular type.
    case missing(count: Int)

    package var count: Int {
        switch self {
        case .booleans(let values): values.count
        case .integers(let values), .instants(let values), .localTimes(let values), .decimals(let values, _):
            values.count
        case .doubles(let values): values.count
        case .texts(let values): values.count
        case .dates(let values): values.count
        case .textLists(let values): values.count
        case .wideDecimals(let values, _, _): values.count
        case .missing(let count): count
        }
    }
}

/// A named column for a table.
package struct IngestColumn: Sendable, Hashable {
    package var name: String
    package var values: ColumnValues
    /// For each row whether it has a value; `nil` where all have. What `values` holds for a row without is ignored.
    package var presence: [Bool]?

    package init(_ name: String, _ values: ColumnValues, presence: [Bool]? = nil) {
        self.name = name
        self.values = values
        self.presence = presence
    }

    /// A column with gaps, from optional values.
    package init<Value>(
        _ name: String,
        _ values: [Value?],
        placeholder: Value,
        _ column: ([Value]) -> ColumnValues
    ) {
        self.init(name, column(values.map { $0 ?? placeholder }), presence: values.map { $0 != nil })
    }
}

/// What to do with the table that columns are written into.
package enum IngestMode: Sendable, Hashable {
    /// Create it; it must not exist.
    case create
    /// Add to it; it must exist, with exactly these columns in any order.
    case append
    /// Create it, in place of one that exists.
    case replace
    /// Create it for this connection alone, and outside of the database, which may be one that can only be read; it must not
    /// exist.
    case temporary
}
