/// Evaluates the text of an expression by SQL's rules of precedence, as PostgreSQL's manual states them (section 4.1.6):
/// `OR`, `AND`, `NOT`, comparison and `IS` and `BETWEEN` and `IN` without chaining, `+ -`, `* / %`, sign.
///
/// It knows nothing of the tree or of the renderer. What it cannot read is an error.
struct TextEvaluator {
    enum Value: Equatable {
        case number(Int64?)
        case truth(Bool?)

        /// Booleans compare as false before true.
        var comparable: Int64? {
            switch self {
            case .number(let number): number
            case .truth(let truth): truth.map { $0 ? 1 : 0 }
            }
        }
    }

    struct Unreadable: Error {
        var token: String?
    }

    private var tokens: [String]
    private var position = 0
    private let variables: [Int64?]

    static func evaluate(_ text: String, _ variables: [Int64?]) throws -> Value {
        var evaluator = TextEvaluator(tokens: tokens(of: text), variables: variables)
        let value = try evaluator.disjunctions()
        guard evaluator.position == evaluator.tokens.count else { throw Unreadable(token: evaluator.peek) }
        return value
    }

    private init(tokens: [String], variables: [Int64?]) {
        self.tokens = tokens
        self.variables = variables
    }

    /// Words, texts in quotation marks, and operators; `--` would be a comment and so is one token that nothing reads.
    private static func tokens(of text: String) -> [String] {
        var (result, rest) = ([String](), Substring(text))
        while let first = rest.first {
            let token: Substring
            if first == " " {
                rest.removeFirst()
                continue
            } else if "'\"`".contains(first) {
                token = rest.prefix(1) + rest.dropFirst().prefix { $0 != first } + [first]
            } else if first.isLetter || first == "_" {
                token = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            } else if first.isNumber {
                token = rest.prefix { $0.isNumber }
            } else {
                let long = ["<>", "<=", ">=", "//", "--", "/*"].first { rest.hasPrefix($0) }
                token = rest.prefix(long?.count ?? 1)
            }
            result.append(String(token))
            rest = rest.dropFirst(token.count)
        }
        return result
    }

    private var peek: String? { position < tokens.count ? tokens[position] : nil }

    private mutating func take(_ token: String) -> Bool {
        guard peek == token else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ words: String...) throws {
        for word in words where !take(word) { throw Unreadable(token: peek) }
    }

    private static func truth(_ value: Value) throws -> Bool? {
        guard case .truth(let truth) = value else { throw Unreadable(token: "a number as a condition") }
        return truth
    }

    private static func number(_ value: Value) throws -> Int64? {
        guard case .number(let number) = value else { throw Unreadable(token: "a condition as a number") }
        return number
    }

    private mutating func disjunctions() throws -> Value {
        var value = try conjunctions()
        while take("OR") {
            value = .truth(ThreeValued.disjunction([try Self.truth(value), try Self.truth(conjunctions())]))
        }
        return value
    }

    private mutating func conjunctions() throws -> Value {
        var value = try negations()
        while take("AND") {
            value = .truth(ThreeValued.conjunction([try Self.truth(value), try Self.truth(negations())]))
        }
        return value
    }

    private mutating func negations() throws -> Value {
        guard take("NOT") else { return try comparisons() }
        return .truth(try Self.truth(negations()).map { !$0 })
    }

    private mutating func comparisons() throws -> Value {
        let left = try sums()
        if take("BETWEEN") {
            let low = try sums()
            try expect("AND")
            let high = try sums()
            return .truth(
                ThreeValued.conjunction([
                    ThreeValued.compare(">=", left.comparable, low.comparable),
                    ThreeValued.compare("<=", left.comparable, high.comparable),
                ])
            )
        }
        if take("IN") {
            try expect("(")
            var equalities: [Bool?] = []
            repeat {
                equalities.append(ThreeValued.compare("=", left.comparable, try disjunctions().comparable))
            } while take(",")
            try expect(")")
            return .truth(ThreeValued.disjunction(equalities))
        }
        if take("IS") {
            let negated = take("NOT")
            if take("NULL") { return .truth((left.comparable == nil) != negated) }
            try expect("DISTINCT", "FROM")
            return .truth((left.comparable != (try sums()).comparable) != negated)
        }
        for symbol in ["=", "<>", "<", "<=", ">", ">="] where take(symbol) {
            return .truth(ThreeValued.compare(symbol, left.comparable, try sums().comparable))
        }
        return left
    }

    private mutating func sums() throws -> Value {
        var value = try products()
        while let symbol = peek, ["+", "-"].contains(symbol) {
            position += 1
            value = .number(
                ThreeValued.arithmetic(Character(symbol), try Self.number(value), try Self.number(products()))
            )
        }
        return value
    }

    private mutating func products() throws -> Value {
        var value = try signs()
        while let symbol = peek, ["*", "%", "//", "div"].contains(symbol) {
            position += 1
            let operation = Character(String(symbol.prefix(1)))
            value = .number(ThreeValued.arithmetic(operation, try Self.number(value), try Self.number(signs())))
        }
        return value
    }

    private mutating func signs() throws -> Value {
        guard take("-") else { return try primaries() }
        return .number(try Self.number(signs()).map { 0 &- $0 })
    }

    private mutating func primaries() throws -> Value {
        guard let token = peek else { throw Unreadable(token: nil) }
        position += 1
        switch token {
        case "TRUE": return .truth(true)
        case "FALSE": return .truth(false)
        case "BIGINT": return try quotedNumber()
        case "(":
            let value = try disjunctions()
            try expect(")")
            return value
        case "CAST":
            try expect("(")
            let value = try quotedNumber()
            try expect("AS", "BIGINT", ")")
            return value
        case "nullif":
            try expect("(")
            let value = try Self.number(disjunctions())
            try expect(",", "0", ")")
            return .number(value == 0 ? nil : value)
        case "CASE":
            try expect("WHEN")
            let condition = try Self.truth(disjunctions())
            try expect("THEN")
            let yes = try disjunctions()
            try expect("ELSE")
            let no = try disjunctions()
            try expect("END")
            return condition == true ? yes : no
        default:
            guard let index = Int(token.dropFirst(2).dropLast()), token.dropFirst().first == "v" else {
                throw Unreadable(token: token)
            }
            return .number(variables[index])
        }
    }

    private mutating func quotedNumber() throws -> Value {
        guard let token = peek, let number = Int64(token.dropFirst().dropLast()) else { throw Unreadable(token: peek) }
        position += 1
        return .number(number)
    }
}
