import Domain

/// Writes the canonical text of a tree. `SegmentParser` reads it back as the same tree.
package enum SegmentPrinter {
    /// A file of these segments, with a blank line between them.
    package static func text(of definitions: [SegmentDefinition]) -> String {
        definitions.map(text(of:)).joined(separator: "\n")
    }

    /// One segment, ending with a line end. The members of its outermost group stand on lines of their own.
    package static func text(of definition: SegmentDefinition) -> String {
        var lines = [opening(of: definition)]
        let headers = headers(of: definition)
        lines += headers.map { indent + $0.text }
        if !headers.isEmpty { lines.append("") }
        lines += conditionLines(definition.condition).map { indent + $0 }
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

    static let indent = "    "

    static func opening(of definition: SegmentDefinition) -> String {
        "segment \(TextLiteral.quoted(definition.name)) {"
    }

    static func headers(of definition: SegmentDefinition) -> [(header: DefinitionHeader, text: String)] {
        DefinitionHeader.allCases.compactMap { header in
            let value =
                switch header {
                case .title: definition.title.map(caption)
                case .description: definition.description.map(caption)
                case .timezone: definition.timeZone.map(TextLiteral.quoted)
                }
            return value.map { (header, header.rawValue + " " + $0) }
        }
    }

    private static func caption(_ caption: Caption) -> String {
        Language.allCases.compactMap { language in
            caption.texts[language].map { "\(language.rawValue) \(TextLiteral.quoted($0))" }
        }.joined(separator: " ")
    }

    /// The members of the outermost group, each with the word that joins it to those before.
    static func conditionLines(_ condition: Condition) -> [String] {
        let (members, word): ([Condition], String)
        switch condition {
        case .all(let all): (members, word) = (all, "and ")
        case .any(let any): (members, word) = (any, "or ")
        case .not, .atom: return [text(of: condition)]
        }
        return members.enumerated().map { ($0.offset == 0 ? "" : word) + grouped($0.element, clause) }
    }

    // MARK: Formulas

    /// Written piece by piece, without recursion: a tree made by a program may be deeper than any stack.
    private static func formula<Atom>(_ formula: Formula<Atom>, _ atom: (Atom) -> String) -> String {
        var text = ""
        var waiting = [FormulaPiece.part(formula)]
        while let piece = waiting.popLast() {
            switch piece {
            case .text(let piece): text += piece
            case .part(.atom(let value)): text += atom(value)
            case .part(.not(let member)):
                text += "not "
                waiting.append(contentsOf: FormulaPiece.grouped(member).reversed())
            case .part(.all(let members)): waiting.append(contentsOf: joined(members, " and ").reversed())
            case .part(.any(let members)): waiting.append(contentsOf: joined(members, " or ").reversed())
            }
        }
        return text
    }

    private static func joined<Atom>(_ members: [Formula<Atom>], _ word: String) -> [FormulaPiece<Atom>] {
        members.enumerated().flatMap { ($0.offset == 0 ? [] : [.text(word)]) + FormulaPiece.grouped($0.element) }
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

/// A part of a formula that is still to be written.
private enum FormulaPiece<Atom: Sendable> {
    case text(String)
    case part(Formula<Atom>)

    /// In parentheses where it is a group.
    static func grouped(_ formula: Formula<Atom>) -> [FormulaPiece] {
        switch formula {
        case .all, .any: [.text("("), .part(formula), .text(")")]
        case .not, .atom: [.part(formula)]
        }
    }
}
