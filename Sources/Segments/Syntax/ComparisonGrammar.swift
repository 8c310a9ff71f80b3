import Domain

/// What is demanded of one value.
extension TokenReader {
    var startsComparison: Bool {
        switch current {
        case .symbol(let symbol): Relation(rawValue: symbol) != nil
        case .word("not"): next == .word("in")
        case .word(let word):
            [
                "between", "in", "contains", "starts", "ends", "is", "before", "after", "on", "has", "matches",
                "anniversary",
            ].contains(word)
        default: false
        }
    }

    mutating func comparison() throws(ParseError) -> Comparison {
        let place = place
        let comparison = try comparison(of: try test())
        // The pattern stands after its keyword.
        if let fault = comparison.patternError { throw error(at: place + 1, .pattern(fault)) }
        return comparison
    }

    /// The comparison whose test has been read.
    mutating func comparison(of test: Comparison.Test) throws(ParseError) -> Comparison {
        guard accept(word: "ignoring") else { return Comparison(test) }
        try require(word: "case")
        return Comparison(test, ignoringCase: true)
    }

    private mutating func test() throws(ParseError) -> Comparison.Test {
        if let test = try relationTest() { return test }
        if let test = try setTest() { return test }
        if let test = try textTest() { return test }
        if let test = try timeTest() { return test }
        if accept(word: "is") {
            if accept(word: "missing") { return .missing }
            try require(word: "present")
            return .present
        }
        if accept(word: "has") { return try listTest() }
        if accept(word: "anniversary") { return .anniversary(try anniversaryWindow()) }
        throw unexpected()
    }

    private mutating func relationTest() throws(ParseError) -> Comparison.Test? {
        for relation in Relation.allCases where accept(symbol: relation.rawValue) {
            return .relation(relation, try literal())
        }
        guard accept(word: "between") else { return nil }
        let low = try literal()
        try require(word: "and")
        return .between(low: low, high: try literal())
    }

    private mutating func setTest() throws(ParseError) -> Comparison.Test? {
        if accept(word: "in") {
            guard current == .symbol("(") else {
                expect(Token.Kind.symbol("(").found)
                return .within(try window())
            }
            return .oneOf(try literals())
        }
        guard accept(word: "not") else { return nil }
        try require(word: "in")
        return .noneOf(try literals())
    }

    private mutating func textTest() throws(ParseError) -> Comparison.Test? {
        let what = Bilingual(en: "a text in quotes", zh: "带引号的文本")
        if accept(word: "contains") { return .text(.contains, try text(what)) }
        if accept(word: "starts") {
            try require(word: "with")
            return .text(.startsWith, try text(what))
        }
        if accept(word: "ends") {
            try require(word: "with")
            return .text(.endsWith, try text(what))
        }
        return accept(word: "matches") ? .matches(try pattern()) : nil
    }

    private mutating func pattern() throws(ParseError) -> Pattern {
        let place = place
        let source = try text(Bilingual(en: "a pattern in quotes", zh: "带引号的正则表达式"))
        do throws(PatternError) {
            return try Pattern(source)
        } catch {
            throw self.error(at: place, .pattern(error))
        }
    }

    private mutating func timeTest() throws(ParseError) -> Comparison.Test? {
        if accept(word: "before") { return .before(try bound()) }
        if accept(word: "after") { return .after(try bound()) }
        guard accept(word: "on") else { return nil }
        return .on(try date())
    }

    private mutating func listTest() throws(ParseError) -> Comparison.Test {
        for relation in ListRelation.allCases where accept(word: relation.rawValue) {
            try require(word: "of")
            let what = Bilingual(en: "a text in quotes", zh: "带引号的文本")
            return .list(relation, try parenthesised { (reader) throws(ParseError) in try reader.text(what) })
        }
        throw unexpected()
    }

    // MARK: Values

    private mutating func literals() throws(ParseError) -> [Literal] {
        try parenthesised { (reader) throws(ParseError) in try reader.literal() }
    }

    private mutating func literal() throws(ParseError) -> Literal {
        let literal: Literal
        switch current {
        case .text(let text): literal = .text(text)
        case .number(let number): return try numberOrMoney(number)
        case .date(let date): literal = .date(date)
        case .instant(let instant): literal = .instant(instant)
        case .word("true"): literal = .boolean(true)
        case .word("false"): literal = .boolean(false)
        case .word(let word): throw error(.unquotedText(word))
        default:
            expect(
                Bilingual(
                    en: "a value (a text in quotes, a number, a date, `true`, `false`)",
                    zh: "值（带引号的文本、数字、日期、`true`、`false`）"
                )
            )
            throw unexpected()
        }
        advance()
        return literal
    }

    /// `100` or `100 USD`.
    private mutating func numberOrMoney(_ number: Numeral) throws(ParseError) -> Literal {
        let place = place
        advance()
        guard case .word(let word) = current, word.utf8.count == 3, !Keyword.reserved.contains(word),
            let currency = Currency(word)
        else { return .number(number) }
        guard currency.code == word else { throw error(.currency(word)) }
        guard let amount = number.amount else { throw error(at: place, .amount(number)) }
        advance()
        return .money(amount, currency)
    }

    /// One item or more.
    mutating func parenthesised<Item>(
        _ item: (inout TokenReader) throws(ParseError) -> Item
    ) throws(ParseError) -> [Item] {
        try require(symbol: "(")
        var items = [try item(&self)]
        while accept(symbol: ",") { items.append(try item(&self)) }
        try require(symbol: ")")
        return items
    }
}
