/// How tightly text binds, from loosest to tightest: the order that DuckDB and Spark share.
///
/// Comparison is one level and does not chain: a comparison within a comparison always gets parentheses. So does whatever
/// the engines' grammars order differently.
enum Precedence: Int, Comparable {
    case or, and, not, comparison, additive, multiplicative, sign, primary

    static func < (left: Precedence, right: Precedence) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The next tighter level.
    var next: Precedence {
        Precedence(rawValue: rawValue + 1) ?? .primary
    }
}

extension Expression.Node {
    /// How tightly this node's text binds.
    var precedence: Precedence {
        switch self {
        case .any(let operands): operands.count < 2 ? single(operands) : .or
        case .all(let operands): operands.count < 2 ? single(operands) : .and
        case .not: .not
        case .comparison, .isNull, .between, .inQuery: .comparison
        case .inList(_, let values): values.isEmpty ? .primary : .comparison
        case .arithmetic(let operation, _, _): operation.precedence
        case .negative: .sign
        case .column, .value, .exists, .scalar, .conditional, .cast, .call, .aggregate, .window, .field: .primary
        }
    }

    /// One operand stands for itself; none is `TRUE` or `FALSE`.
    private func single(_ operands: [Expression]) -> Precedence {
        operands.first?.node.precedence ?? .primary
    }
}

extension Expression.Arithmetic {
    var precedence: Precedence {
        switch self {
        case .add, .subtract: .additive
        case .multiply, .divide, .quotient, .remainder: .multiplicative
        }
    }
}
