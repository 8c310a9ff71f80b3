/// The pass over expressions.
extension Renderer {
    /// Writes an expression where text of at least `least` may stand, in parentheses where it binds more loosely.
    mutating func write(_ expression: Expression, least: Precedence = .or) throws(RenderError) {
        if !inlinesValues, !repeated.isEmpty, repeated.contains(expression) {
            inlinesValues = true
            defer { inlinesValues = false }
            return try write(expression, least: least)
        }
        try nested { (renderer) throws(RenderError) in
            guard expression.node.precedence < least else { return try renderer.write(expression.node) }
            renderer.write("(")
            try renderer.write(expression.node)
            renderer.write(")")
        }
    }

    private mutating func write(_ node: Expression.Node) throws(RenderError) {
        switch node {
        case .column(let name, let source): try writeColumn(name, of: source)
        case .value(let binding): try write(binding)
        case .all(let operands): try writeChain(operands, "AND", of: .and, none: "TRUE")
        case .any(let operands): try writeChain(operands, "OR", of: .or, none: "FALSE")
        case .not(let operand):
            write("NOT ")
            try write(operand, least: .comparison)
        case .comparison(let comparison, let left, let right):
            try writeBinary(left, comparison.symbol, right, operandsAtLeast: .additive)
        case .arithmetic(let operation, let left, let right): try writeArithmetic(operation, left, right)
        case .negative(let operand):
            write("-")
            try write(operand, least: .primary)
        case .isNull(let operand, let negated):
            try write(operand, least: .additive)
            write(negated ? " IS NOT NULL" : " IS NULL")
        case .between(let operand, let low, let high):
            try writeBinary(operand, "BETWEEN", low, operandsAtLeast: .additive)
            write(" AND ")
            try write(high, least: .additive)
        case .inList(let operand, let values): try writeInList(operand, values)
        case .inQuery(let operand, let query):
            try write(operand, least: .additive)
            write(" IN ")
            try writeBlock(query)
        case .exists(let query):
            write("EXISTS ")
            try writeBlock(query)
        case .scalar(let query): try writeBlock(query)
        case .conditional(let branches, let otherwise): try writeCase(branches, otherwise)
        case .cast(let operand, let type, let orNull):
            write(orNull ? "TRY_CAST(" : "CAST(")
            try write(operand)
            write(" AS ")
            try write(type)
            write(")")
        case .call(let function, let arguments): try writeCall(function, arguments)
        case .aggregate(let aggregate, let window): try write(aggregate, over: window)
        case .window(let function, let window): try write(function, over: window)
        case .field(let operand, let name):
            write("(")
            try write(operand)
            write(").")
            try write(name)
        }
    }

    private mutating func writeColumn(_ name: Identifier, of source: Identifier?) throws(RenderError) {
        if let source {
            try write(source)
            write(".")
        }
        try write(name)
    }

    private mutating func writeChain(
        _ operands: [Expression],
        _ keyword: String,
        of precedence: Precedence,
        none: String
    ) throws(RenderError) {
        guard operands.count > 1 else {
            guard let only = operands.first else { return write(none) }
            return try write(only)
        }
        try list(operands, separator: " \(keyword) ") { (renderer, operand) throws(RenderError) in
            try renderer.write(operand, least: precedence.next)
        }
    }

    private mutating func writeBinary(
        _ left: Expression,
        _ symbol: String,
        _ right: Expression,
        operandsAtLeast least: Precedence
    ) throws(RenderError) {
        try write(left, least: least)
        write(" \(symbol) ")
        try write(right, least: least)
    }

    /// Operators of one level group from the left. Division by zero is null on every engine, by `nullif`.
    private mutating func writeArithmetic(
        _ operation: Expression.Arithmetic,
        _ left: Expression,
        _ right: Expression
    ) throws(RenderError) {
        switch (operation, dialect.kind) {
        case (.divide, .spark):
            // Without a double on one side Spark would divide decimals as decimals.
            write("CAST(")
            try write(left)
            write(" AS DOUBLE)")
        default: try write(left, least: operation.precedence)
        }
        write(" \(operation.symbol(in: dialect)) ")
        guard operation.divides, !right.isNonzeroNumber else {
            return try write(right, least: operation.precedence.next)
        }
        write("nullif(")
        try write(right)
        write(", 0)")
    }

    private mutating func writeInList(_ operand: Expression, _ values: [Expression]) throws(RenderError) {
        guard !values.isEmpty else { return write("FALSE") }
        try write(operand, least: .additive)
        write(" IN (")
        try list(values) { (renderer, value) throws(RenderError) in try renderer.write(value) }
        write(")")
    }

    private mutating func writeCase(
        _ branches: [Expression.Branch],
        _ otherwise: Expression?
    ) throws(RenderError) {
        try require(!branches.isEmpty, "CASE", .empty)
        write("CASE")
        for branch in branches {
            write(" WHEN ")
            try write(branch.condition)
            write(" THEN ")
            try write(branch.result)
        }
        if let otherwise {
            write(" ELSE ")
            try write(otherwise)
        }
        write(" END")
    }
}

extension Expression {
    fileprivate var isNonzeroNumber: Bool {
        switch node {
        case .value(.integer(let value)): value != 0
        case .value(.double(let value)): value != 0
        case .value(.decimal(let value)): value.unscaled != 0
        default: false
        }
    }
}

extension Expression.Comparison {
    fileprivate var symbol: String {
        switch self {
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .distinct: "IS DISTINCT FROM"
        case .notDistinct: "IS NOT DISTINCT FROM"
        }
    }
}

extension Expression.Arithmetic {
    fileprivate var divides: Bool {
        switch self {
        case .divide, .quotient, .remainder: true
        case .add, .subtract, .multiply: false
        }
    }

    fileprivate func symbol(in dialect: Dialect) -> String {
        switch (self, dialect.kind) {
        case (.add, _): "+"
        case (.subtract, _): "-"
        case (.multiply, _): "*"
        case (.divide, _): "/"
        case (.remainder, _): "%"
        case (.quotient, .duckDB): "//"
        case (.quotient, .spark): "div"
        }
    }
}
