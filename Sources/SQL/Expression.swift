/// A value that a query computes, such as `spend / orders > 100`.
///
/// Build one from columns and values with Swift's operators and the static functions:
///
///     .column("c", "city").equals("北京") && .lower(.column("c", "plan")).in(["pro", "team"])
///
/// A Swift literal is a value, never a name: `"北京"` above is a text that reaches the engine as a binding.
package struct Expression: Sendable, Hashable {
    let node: Node

    init(_ node: Node) {
        self.node = node
    }

    indirect enum Node: Sendable, Hashable {
        case column(Identifier, of: Identifier?)
        case value(Binding)
        /// Conjunction; of nothing, true.
        case all([Expression])
        /// Disjunction; of nothing, false.
        case any([Expression])
        case not(Expression)
        case comparison(Comparison, Expression, Expression)
        case arithmetic(Arithmetic, Expression, Expression)
        case negative(Expression)
        case isNull(Expression, negated: Bool)
        case between(Expression, low: Expression, high: Expression)
        case inList(Expression, [Expression])
        case inQuery(Expression, Query)
        case exists(Query)
        case scalar(Query)
        case conditional([Branch], otherwise: Expression?)
        case cast(Expression, SQLType, orNull: Bool)
        case call(Function, [Expression])
        case aggregate(Aggregate, over: WindowSpecification?)
        case window(WindowFunction, over: WindowSpecification)
        case field(Expression, Identifier)
    }

    enum Comparison: Sendable, Hashable, CaseIterable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, distinct, notDistinct
    }

    enum Arithmetic: Sendable, Hashable, CaseIterable {
        case add, subtract, multiply, divide, quotient, remainder
    }

    /// `WHEN condition THEN result`.
    package struct Branch: Sendable, Hashable {
        package var condition: Expression
        package var result: Expression

        package static func when(_ condition: Expression, then result: Expression) -> Branch {
            Branch(condition: condition, result: result)
        }
    }
}

/// The name to use where Foundation, which has an `Expression` of its own, is imported too.
package typealias SQLExpression = Expression

extension Expression {
    package static func column(_ name: Identifier) -> Expression {
        Expression(.column(name, of: nil))
    }

    /// The column `name` of the table, alias or common table `source`.
    package static func column(_ source: Identifier, _ name: Identifier) -> Expression {
        Expression(.column(name, of: source))
    }

    package static func value(_ binding: Binding) -> Expression {
        Expression(.value(binding))
    }

    package static let null = Expression(.value(.null))

    package static func text(_ value: String) -> Expression {
        .value(.text(value))
    }

    package static func integer(_ value: Int64) -> Expression {
        .value(.integer(value))
    }

    package static func double(_ value: Double) -> Expression {
        .value(.double(value))
    }

    package static func boolean(_ value: Bool) -> Expression {
        .value(.boolean(value))
    }

    /// `CASE WHEN … THEN … ELSE … END`; without `otherwise`, null where no condition is true.
    ///
    /// Without branches rendering throws ``RenderError/malformed(node:_:)``.
    package static func cases(_ branches: [Branch], otherwise: Expression? = nil) -> Expression {
        Expression(.conditional(branches, otherwise: otherwise))
    }

    /// Whether the query has a row.
    package static func exists(_ query: some QueryExpression) -> Expression {
        Expression(.exists(query.query))
    }

    /// The one value of a query of one column and at most one row; null where it has none.
    package static func scalar(_ query: some QueryExpression) -> Expression {
        Expression(.scalar(query.query))
    }

    /// A field of a struct value.
    package func field(_ name: Identifier) -> Expression {
        Expression(.field(self, name))
    }

    /// Converts, or fails at run time where a value has no equivalent.
    ///
    /// What text reads as a number or date, and how a fraction becomes an integer, is the engine's: DuckDB rounds,
    /// Spark truncates. Say `.round` or `.floor` first where that matters.
    package func cast(to type: SQLType) -> Expression {
        Expression(.cast(self, type, orNull: false))
    }

    /// Converts as ``cast(to:)`` does, or gives null where a value has no equivalent.
    package func tryCast(to type: SQLType) -> Expression {
        Expression(.cast(self, type, orNull: true))
    }
}

extension Expression: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self.init(.value(.text(value))) }
    package init(integerLiteral value: Int64) { self.init(.value(.integer(value))) }
    package init(floatLiteral value: Double) { self.init(.value(.double(value))) }
    package init(booleanLiteral value: Bool) { self.init(.value(.boolean(value))) }
}
