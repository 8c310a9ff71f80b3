import Domain

/// `and`, `or`, `not` and parentheses: `not` binds closest, then `and`, then `or`.
extension TokenReader {
    typealias AtomReader<Atom: Sendable> = (inout TokenReader) throws(ParseError) -> Atom

    mutating func condition() throws(ParseError) -> Condition {
        try formula { (reader) throws(ParseError) in try reader.clause() }
    }

    mutating func eventCondition() throws(ParseError) -> EventCondition {
        try formula { (reader) throws(ParseError) in try reader.propertyClause() }
    }

    /// What stands after `where`: a single statement or a group in parentheses, so that a following `and` goes on with
    /// the customer's conditions.
    mutating func whereCondition() throws(ParseError) -> EventCondition {
        try nested { (reader) throws(ParseError) in
            try reader.unary { (reader) throws(ParseError) in try reader.propertyClause() }
        }
    }

    private mutating func formula<Atom>(_ atom: AtomReader<Atom>) throws(ParseError) -> Formula<Atom> {
        try nested { (reader) throws(ParseError) in
            var members = [try reader.conjunction(atom)]
            while reader.accept(word: "or") { members.append(try reader.conjunction(atom)) }
            return members.count == 1 ? members[0] : .any(members)
        }
    }

    private mutating func conjunction<Atom>(_ atom: AtomReader<Atom>) throws(ParseError) -> Formula<Atom> {
        var members = [try unary(atom)]
        while accept(word: "and") { members.append(try unary(atom)) }
        return members.count == 1 ? members[0] : .all(members)
    }

    private mutating func unary<Atom>(_ atom: AtomReader<Atom>) throws(ParseError) -> Formula<Atom> {
        if accept(word: "not") {
            return .not(try nested { (reader) throws(ParseError) in try reader.unary(atom) })
        }
        if accept(symbol: "(") {
            let group = try formula(atom)
            try require(symbol: ")")
            return group
        }
        return .atom(try atom(&self))
    }

    mutating func propertyClause() throws(ParseError) -> PropertyClause {
        PropertyClause(try name(Bilingual(en: "a property of the event", zh: "事件属性")), try comparison())
    }
}
