/// What one group of rows says together. Rows whose value is null are passed over, except by `countRows`.
struct Aggregate: Sendable, Hashable {
    var kind: Kind
    var isDistinct: Bool
    /// `FILTER (WHERE …)`.
    var condition: Expression?

    enum Kind: Sendable, Hashable {
        case countRows
        /// Added one after another.
        case sumInOrder(Expression, orderBy: [Ordering])
        case count(Expression), sum(Expression), average(Expression), min(Expression), max(Expression)
        case median(Expression), mode(Expression), every(Expression), some(Expression)
        case quantile(Expression, fraction: Double), discreteQuantile(Expression, fraction: Double)
        case minBy(Expression, keys: [Expression]), maxBy(Expression, keys: [Expression])
        case list(Expression, orderBy: [Ordering])
        case string(Expression, separator: String, orderBy: [Ordering])
    }
}

/// Aggregates. `where` is a filter on the rows that count; `over` makes a window function of the aggregate.
extension Expression {
    private static func aggregate(
        _ kind: Aggregate.Kind,
        distinct: Bool = false,
        where condition: Expression?,
        over window: WindowSpecification?
    ) -> Expression {
        Expression(.aggregate(Aggregate(kind: kind, isDistinct: distinct, condition: condition), over: window))
    }

    /// `count(*)`.
    package static func countRows(where condition: Expression? = nil, over window: WindowSpecification? = nil)
        -> Expression
    {
        aggregate(.countRows, where: condition, over: window)
    }

    package static func count(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.count(value), where: condition, over: window)
    }

    package static func countDistinct(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.count(value), distinct: true, where: condition, over: window)
    }

    /// Null over no rows. An integer sum has 128 bits in DuckDB and 64, checked, in Spark: cast where the type matters.
    package static func sum(
        _ value: Expression,
        distinct: Bool = false,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.sum(value), distinct: distinct, where: condition, over: window)
    }

    /// A sum of doubles added in the order of rows, so that it is the same to its last bit wherever it is worked out.
    ///
    /// DuckDB only: Spark adds in the order in which rows happen to come, and refuses.
    package static func sum(
        _ value: Expression,
        inOrder orderBy: [Ordering],
        where condition: Expression? = nil
    ) -> Expression {
        aggregate(.sumInOrder(value, orderBy: orderBy), where: condition, over: nil)
    }

    package static func avg(
        _ value: Expression,
        distinct: Bool = false,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.average(value), distinct: distinct, where: condition, over: window)
    }

    package static func min(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.min(value), where: condition, over: window)
    }

    package static func max(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.max(value), where: condition, over: window)
    }

    package static func median(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.median(value), where: condition, over: window)
    }

    /// The value below which `fraction` of the values lie, interpolated between neighbours.
    package static func quantile(
        _ value: Expression,
        _ fraction: Double,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.quantile(value, fraction: fraction), where: condition, over: window)
    }

    /// The least of the values at or below which at least `fraction` of them lie: one of the values, exactly.
    package static func discreteQuantile(
        _ value: Expression,
        _ fraction: Double,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.discreteQuantile(value, fraction: fraction), where: condition, over: window)
    }

    /// The most frequent value; which one of several is the engine's choice.
    package static func mode(
        _ value: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.mode(value), where: condition, over: window)
    }

    /// Whether the condition is true of every row on which it is not null.
    package static func every(
        _ test: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.every(test), where: condition, over: window)
    }

    /// Whether the condition is true of some row.
    package static func some(
        _ test: Expression,
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.some(test), where: condition, over: window)
    }
}

/// Aggregates in an order of rows. A total order of keys makes them repeatable.
extension Expression {
    /// The value of the row with the least keys, compared one after the other, among rows where value and keys are not null.
    package static func first(
        _ value: Expression,
        by keys: [Expression],
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.minBy(value, keys: keys), where: condition, over: window)
    }

    /// The value of the row with the greatest keys, compared one after the other, among rows where value and keys are not
    /// null.
    package static func last(
        _ value: Expression,
        by keys: [Expression],
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.maxBy(value, keys: keys), where: condition, over: window)
    }

    /// The values as a list, which is empty over no rows.
    ///
    /// Spark orders a list only by its own values, ascending, and refuses another order.
    package static func listAgg(
        _ value: Expression,
        distinct: Bool = false,
        orderBy: [Ordering] = [],
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.list(value, orderBy: orderBy), distinct: distinct, where: condition, over: window)
    }

    /// The texts with `separator` between them; null over no rows.
    package static func stringAgg(
        _ value: Expression,
        separator: String,
        orderBy: [Ordering] = [],
        where condition: Expression? = nil,
        over window: WindowSpecification? = nil
    ) -> Expression {
        aggregate(.string(value, separator: separator, orderBy: orderBy), where: condition, over: window)
    }
}
