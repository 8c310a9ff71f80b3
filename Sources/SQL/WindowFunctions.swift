/// A function of a row among its neighbours.
enum WindowFunction: Sendable, Hashable {
    case rowNumber, rank, denseRank
    case ntile(Int)
    case lag(Expression, offset: Int, otherwise: Expression?)
    case lead(Expression, offset: Int, otherwise: Expression?)
    case firstValue(Expression), lastValue(Expression)
}

/// The neighbours of a row: `OVER (PARTITION BY … ORDER BY … frame)`.
package struct WindowSpecification: Sendable, Hashable {
    package var partitionBy: [Expression]
    package var orderBy: [Ordering]
    /// Without a frame: all rows up to this one and its equals where there is an order, else the whole partition.
    package var frame: Frame?

    package init(partitionBy: [Expression] = [], orderBy: [Ordering] = [], frame: Frame? = nil) {
        self.partitionBy = partitionBy
        self.orderBy = orderBy
        self.frame = frame
    }

    /// Which rows of the partition an aggregate sees.
    package struct Frame: Sendable, Hashable {
        enum Unit: String, Sendable, Hashable {
            case rows = "ROWS"
            case range = "RANGE"
        }

        var unit: Unit
        var start: Bound
        var end: Bound

        /// Counted in rows.
        package static func rows(from start: Bound, to end: Bound) -> Frame {
            Frame(unit: .rows, start: start, end: end)
        }

        /// Counted in the one integer by which the window is ordered.
        package static func range(from start: Bound, to end: Bound) -> Frame {
            Frame(unit: .range, start: start, end: end)
        }
    }

    package enum Bound: Sendable, Hashable {
        case unboundedPreceding
        case preceding(Int)
        case currentRow
        case following(Int)
        case unboundedFollowing
    }
}

extension Expression {
    private static func window(_ function: WindowFunction, _ window: WindowSpecification) -> Expression {
        Expression(.window(function, over: window))
    }

    package static func rowNumber(over window: WindowSpecification) -> Expression {
        self.window(.rowNumber, window)
    }

    package static func rank(over window: WindowSpecification) -> Expression {
        self.window(.rank, window)
    }

    package static func denseRank(over window: WindowSpecification) -> Expression {
        self.window(.denseRank, window)
    }

    /// The number, from one, of the row's bucket among `count` of sizes that differ by at most one.
    package static func ntile(_ count: Int, over window: WindowSpecification) -> Expression {
        self.window(.ntile(count), window)
    }

    /// The value `offset` rows before; `otherwise` (or null) where there is no such row.
    package static func lag(
        _ value: Expression,
        offset: Int = 1,
        otherwise: Expression? = nil,
        over window: WindowSpecification
    ) -> Expression {
        self.window(.lag(value, offset: offset, otherwise: otherwise), window)
    }

    /// The value `offset` rows after; `otherwise` (or null) where there is no such row.
    package static func lead(
        _ value: Expression,
        offset: Int = 1,
        otherwise: Expression? = nil,
        over window: WindowSpecification
    ) -> Expression {
        self.window(.lead(value, offset: offset, otherwise: otherwise), window)
    }

    package static func firstValue(_ value: Expression, over window: WindowSpecification) -> Expression {
        self.window(.firstValue(value), window)
    }

    package static func lastValue(_ value: Expression, over window: WindowSpecification) -> Expression {
        self.window(.lastValue(value), window)
    }
}

/// One key of an order. Nulls come last unless said otherwise, on every engine.
package struct Ordering: Sendable, Hashable {
    var expression: Expression
    var descending: Bool
    var nullsFirst: Bool
}

extension Expression {
    package func ascending(nullsFirst: Bool = false) -> Ordering {
        Ordering(expression: self, descending: false, nullsFirst: nullsFirst)
    }

    package func descending(nullsFirst: Bool = false) -> Ordering {
        Ordering(expression: self, descending: true, nullsFirst: nullsFirst)
    }
}
