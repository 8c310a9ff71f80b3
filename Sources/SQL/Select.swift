/// One `SELECT`: rows of a source, joined, filtered, grouped and ordered.
///
///     Select(
///         ["customer": .column("o", "customer"), "spend": .sum(.column("o", "amount"))],
///         from: .table("orders", as: "o"),
///         where: .column("o", "amount") > 0,
///         groupBy: .by([.column("o", "customer")])
///     )
package struct Select: Sendable, Hashable {
    package var columns: Columns
    package var isDistinct: Bool
    /// Without a source: one row.
    package var source: Source?
    package var joins: [Join]
    package var condition: Expression?
    package var groupBy: Grouping
    package var having: Expression?
    /// A condition on window functions.
    package var qualify: Expression?
    package var orderBy: [Ordering]
    package var limit: Int?
    package var offset: Int?

    package init(
        _ columns: Columns,
        distinct: Bool = false,
        from source: Source? = nil,
        joins: [Join] = [],
        where condition: Expression? = nil,
        groupBy: Grouping = .none,
        having: Expression? = nil,
        qualify: Expression? = nil,
        orderBy: [Ordering] = [],
        limit: Int? = nil,
        offset: Int? = nil
    ) {
        self.columns = columns
        self.isDistinct = distinct
        self.source = source
        self.joins = joins
        self.condition = condition
        self.groupBy = groupBy
        self.having = having
        self.qualify = qualify
        self.orderBy = orderBy
        self.limit = limit
        self.offset = offset
    }

    package enum Grouping: Sendable, Hashable {
        case none
        case by([Expression])
        /// By every column that has no aggregate in it.
        case all
    }
}

/// A source joined to those before it.
package struct Join: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case inner, left, full, cross, semi, anti
    }

    package enum Condition: Sendable, Hashable {
        case on(Expression)
        /// Equality of columns that have the same name on both sides.
        case using([Identifier])
    }

    var kind: Kind
    var source: Source
    var condition: Condition?

    package static func inner(_ source: Source, _ condition: Condition) -> Join {
        Join(kind: .inner, source: source, condition: condition)
    }

    package static func left(_ source: Source, _ condition: Condition) -> Join {
        Join(kind: .left, source: source, condition: condition)
    }

    package static func full(_ source: Source, _ condition: Condition) -> Join {
        Join(kind: .full, source: source, condition: condition)
    }

    package static func cross(_ source: Source) -> Join {
        Join(kind: .cross, source: source, condition: nil)
    }

    /// Rows that have a match, each once.
    package static func semi(_ source: Source, _ condition: Condition) -> Join {
        Join(kind: .semi, source: source, condition: condition)
    }

    /// Rows that have no match.
    package static func anti(_ source: Source, _ condition: Condition) -> Join {
        Join(kind: .anti, source: source, condition: condition)
    }
}
