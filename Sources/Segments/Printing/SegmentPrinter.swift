import Domain

/// Writes the canonical text of a tree. `SegmentParser` reads it back as the same tree.
package enum SegmentPrinter {
    /// A file of these segments, with a blank line between them.
    package static func text(of definitions: [SegmentDefinition]) -> String {
        definitions.map(text(of:)).joined(separator: "\n")
    }

    /// One segment, ending with a line end. The members of its outermost group stand on lines of their own.
    package static func text(of definition: SegmentDefinition) -> String {
        var lines = ["segment \(TextLiteral.quoted(definition.name)) {"]
        let headers = headers(of: definition)
        lines += headers.map { "    " + $0 }
        if !headers.isEmpty { lines.append("") }
        lines += conditionLines(definition.condition).map { "    " + $0 }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    package static func text(of condition: Condition) -> String {
        formula(condition, clause)
    }

    package static func text(of condition: EventCondition) -> String {
        formula(condition, propertyClause)
    }

    /// `time` of a first or last event is written out: `time of last "Order Completed"`.
    package static func text(of expression: TraitExpression) -> String {
        measure(expression.measure) + " " + events(expression.events, followed: false)
    }

    // MARK: Definitions

    private static func headers(of definition: SegmentDefinition) -> [String] {
        var headers: [String] = []
        if let title = definition.title { headers.append("title " + caption(title)) }
        if let description = definition.description { headers.append("description " + caption(description)) }
        if let zone = definition.timeZone { headers.append("timezone " + TextLiteral.quoted(zone)) }
        return headers
    }

    private static func caption(_ caption: Caption) -> String {
        Language.allCases.compactMap { language in
            caption.texts[language].map { "\(language.rawValue) \(TextLiteral.quoted($0))" }
        }.joined(separator: " ")
    }

    private static func conditionLines(_ condition: Condition) -> [String] {
        let (members, word): ([Condition], String)
        switch condition {
        case .all(let all): (members, word) = (all, "and ")
        case .any(let any): (members, word) = (any, "or ")
        case .not, .atom: return [text(of: condition)]
        }
        return members.enumerated().map { ($0.offset == 0 ? "" : word) + grouped($0.element, clause) }
    }

    // MARK: Formulas

    private static func formula<Atom>(_ formula: Formula<Atom>, _ atom: (Atom) -> String) -> String {
        switch formula {
        case .all(let members): members.map { grouped($0, atom) }.joined(separator: " and ")
        case .any(let members): members.map { grouped($0, atom) }.joined(separator: " or ")
        case .not(let member): "not " + grouped(member, atom)
        case .atom(let value): atom(value)
        }
    }

    /// In parentheses where it is a group.
    static func grouped<Atom>(_ formula: Formula<Atom>, _ atom: (Atom) -> String) -> String {
        switch formula {
        case .all, .any: "(" + self.formula(formula, atom) + ")"
        case .not, .atom: self.formula(formula, atom)
        }
    }

    static func name(_ name: String) -> String {
        Keyword.isBareName(name) ? name : TextLiteral.quoted(name)
    }
}
