import Domain

/// Values worked out from events.
extension TokenReader {
    mutating func traitExpression() throws(ParseError) -> TraitExpression {
        guard startsMeasure else {
            expect(Bilingual(en: "a measure such as `count of`", zh: "`count of` 等度量"))
            throw unexpected()
        }
        let measure = try measure()
        let names = try eventNames()
        let window = accept(word: "in") ? try window() : .allTime
        return TraitExpression(measure, of: EventSelector(names, in: window, where: try whereAtEnd()))
    }

    /// Whether a measure begins here. `days` and `most` begin one only with the word that follows, so that both are free
    /// as names.
    var startsMeasure: Bool {
        switch (current, next) {
        case (.word("count"), _), (.word("sum"), _), (.word("average"), _), (.word("minimum"), _),
            (.word("maximum"), _), (.word("median"), _), (.word("distinct"), _), (.word("first"), _),
            (.word("last"), _), (.word("days"), .word("since")), (.word("most"), .word("frequent")):
            true
        default: nameAtCurrent() != nil && next == .word("of")
        }
    }

    /// A measure up to the names of its events.
    mutating func measure() throws(ParseError) -> Measure {
        if let property = nameAtCurrent(), next == .word("of") {
            advance()
            advance()
            return try firstOrLast(.first(property), .last(property))
        }
        guard case .word(let word) = current else { throw unexpected() }
        advance()
        switch word {
        case "count":
            try require(word: "of")
            return .count
        case "average" where accept(word: "gap"):
            try require(word: "of")
            return .averageGap
        case "days":
            try require(word: "since")
            return try firstOrLast(.daysSinceFirst, .daysSinceLast)
        case "first": return .first(try optionalProperty())
        case "last": return .last(try optionalProperty())
        default: return try aggregate(word)
        }
    }

    private mutating func aggregate(_ word: String) throws(ParseError) -> Measure {
        switch word {
        case "distinct":
            try require(word: "count")
            return .distinctCount(try ofProperty())
        case "most":
            try require(word: "frequent")
            return .mostFrequent(try propertyOf())
        case "sum": return .sum(try ofProperty())
        case "average": return .average(try ofProperty())
        case "minimum": return .minimum(try ofProperty())
        case "maximum": return .maximum(try ofProperty())
        case "median": return .median(try ofProperty())
        default: throw unexpected()
        }
    }

    private mutating func firstOrLast(_ first: Measure, _ last: Measure) throws(ParseError) -> Measure {
        if accept(word: "first") { return first }
        try require(word: "last")
        return last
    }

    /// `of revenue of`
    private mutating func ofProperty() throws(ParseError) -> String {
        try require(word: "of")
        return try propertyOf()
    }

    /// `revenue of`
    private mutating func propertyOf() throws(ParseError) -> String {
        let property = try name(Bilingual(en: "a property", zh: "属性"))
        try require(word: "of")
        return property
    }

    /// `revenue of` where it is there; without it the event's time is meant.
    private mutating func optionalProperty() throws(ParseError) -> String {
        guard nameAtCurrent() != nil, next == .word("of") else { return BuiltInProperty.time }
        return try propertyOf()
    }

    // MARK: Events

    /// `"Order Completed"`, or `any of ("Order Completed", "Order Returned")`.
    mutating func eventNames() throws(ParseError) -> [String] {
        let what = Bilingual(en: "an event's name", zh: "事件名称")
        guard accept(word: "any") else { return [try name(what)] }
        try require(word: "of")
        return try parenthesised { (reader) throws(ParseError) in try reader.name(what) }
    }

    mutating func optionalWhere() throws(ParseError) -> EventCondition? {
        accept(word: "where") ? try whereCondition() : nil
    }

    /// What follows the events of a measure in a condition: their window and `where`, then the comparison.
    ///
    /// `in <window>` belongs to the events where a comparison still follows, and is the comparison where none does:
    /// `first "A" in last 7 days` is about the first of all.
    mutating func eventsAndComparison(_ names: [String]) throws(ParseError) -> (EventSelector, Comparison) {
        var events = EventSelector(names)
        if current == .word("in"), next != .symbol("(") {
            advance()
            let window = try window()
            guard current == .word("where") || startsComparison else {
                return (events, try comparison(of: .within(window)))
            }
            events.window = window
        }
        events.condition = try optionalWhere()
        return (events, try comparison())
    }
}
