/// Conditions and arithmetic. Comparison with null is null, which `WHERE` takes as false.
extension Expression {
    /// Equality is a word because Swift's `==` says whether two trees are the same.
    package func equals(_ other: Expression) -> Expression {
        Expression(.comparison(.equal, self, other))
    }

    package func notEquals(_ other: Expression) -> Expression {
        Expression(.comparison(.notEqual, self, other))
    }

    /// Inequality to which null is a value like any other; never null itself.
    package func isDistinct(from other: Expression) -> Expression {
        Expression(.comparison(.distinct, self, other))
    }

    /// Equality to which null is a value like any other; never null itself.
    package func isNotDistinct(from other: Expression) -> Expression {
        Expression(.comparison(.notDistinct, self, other))
    }

    package static func < (left: Expression, right: Expression) -> Expression {
        Expression(.comparison(.less, left, right))
    }

    package static func <= (left: Expression, right: Expression) -> Expression {
        Expression(.comparison(.lessOrEqual, left, right))
    }

    package static func > (left: Expression, right: Expression) -> Expression {
        Expression(.comparison(.greater, left, right))
    }

    package static func >= (left: Expression, right: Expression) -> Expression {
        Expression(.comparison(.greaterOrEqual, left, right))
    }

    package var isNull: Expression { Expression(.isNull(self, negated: false)) }

    package var isNotNull: Expression { Expression(.isNull(self, negated: true)) }

    /// Both ends included.
    package func between(_ low: Expression, and high: Expression) -> Expression {
        Expression(.between(self, low: low, high: high))
    }

    /// Whether the value is one of `values`; false where there are none.
    package func `in`(_ values: [Expression]) -> Expression {
        Expression(.inList(self, values))
    }

    /// Whether the value is in the one column of `query`.
    package func `in`(_ query: some QueryExpression) -> Expression {
        Expression(.inQuery(self, query.query))
    }

    package static prefix func ! (operand: Expression) -> Expression {
        Expression(.not(operand))
    }

    package static func && (left: Expression, right: Expression) -> Expression {
        if case .all(let conditions) = left.node { return Expression(.all(conditions + [right])) }
        return Expression(.all([left, right]))
    }

    package static func || (left: Expression, right: Expression) -> Expression {
        if case .any(let conditions) = left.node { return Expression(.any(conditions + [right])) }
        return Expression(.any([left, right]))
    }

    /// All of the conditions; true where there are none.
    package static func all(_ conditions: [Expression]) -> Expression {
        Expression(.all(conditions))
    }

    /// Any of the conditions; false where there are none.
    package static func any(_ conditions: [Expression]) -> Expression {
        Expression(.any(conditions))
    }
}

extension Expression {
    package static func + (left: Expression, right: Expression) -> Expression {
        Expression(.arithmetic(.add, left, right))
    }

    package static func - (left: Expression, right: Expression) -> Expression {
        Expression(.arithmetic(.subtract, left, right))
    }

    package static func * (left: Expression, right: Expression) -> Expression {
        Expression(.arithmetic(.multiply, left, right))
    }

    /// The quotient as a double; null where the divisor is zero, on every engine.
    package static func / (left: Expression, right: Expression) -> Expression {
        Expression(.arithmetic(.divide, left, right))
    }

    /// The remainder with the sign of the dividend; null where the divisor is zero.
    package static func % (left: Expression, right: Expression) -> Expression {
        Expression(.arithmetic(.remainder, left, right))
    }

    /// The quotient of integers, rounded towards zero; null where the divisor is zero.
    package func wholeQuotient(by divisor: Expression) -> Expression {
        Expression(.arithmetic(.quotient, self, divisor))
    }

    package static prefix func - (operand: Expression) -> Expression {
        Expression(.negative(operand))
    }
}
