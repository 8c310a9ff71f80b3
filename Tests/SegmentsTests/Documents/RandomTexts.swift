import TestSupport

/// Draws texts from the productions of the grammar page.
struct RandomTexts {
    let syntax: [String: EBNF]
    var generator: SeededRandom

    init(_ page: GrammarPage, seed: UInt64) {
        syntax = page.syntax
        generator = SeededRandom(seed: seed)
    }

    /// What is drawn for a kind of token, and for `count`, so that bounds are seldom missed.
    private static let tokens: [String: [String]] = [
        "name": [
            "city", "\"a b\"", "城市", "title", "days", "most", "segment", "then", "rfm.segment", "\"count\"", "last_",
        ],
        "text": ["\"a\"", "\"北京\"", "\"\\n\\u{e9}\""],
        "number": ["5", "0.5", "-12", "1e3", "25"],
        "count": ["1", "2", "3"],
        "date": ["2026-01-05", "2000-02-29"],
        "instant": ["2026-01-05T10:00+08:00", "2026-06-05T02:00:00.5Z"],
        "currency": ["CNY", "USD"],
    ]

    mutating func text(of production: String) -> String {
        text(of: .name(production), level: 0)
    }

    /// Beyond the tenth level the last alternative is taken, and nothing that can be left out.
    private mutating func text(of rule: EBNF, level: Int) -> String {
        switch rule {
        case .terminal(let text): return text
        case .special(let words): fatalError("nothing to draw for \(words)")
        case .name(let name):
            if let tokens = Self.tokens[name] { return generator.pick(tokens) }
            guard let inner = syntax[name] else { fatalError("nothing to draw for \(name)") }
            return text(of: inner, level: level + 1)
        case .sequence(let members): return members.map { text(of: $0, level: level) }.joined(separator: " ")
        case .choice(let members):
            let member = level > 10 ? members.last : generator.pick(members)
            return member.map { text(of: $0, level: level) } ?? ""
        case .optional(let part): return level > 10 || generator.once(in: 2) ? "" : text(of: part, level: level)
        case .many(let part):
            return (0..<(level > 10 || generator.once(in: 2) ? 0 : generator.below(3))).map { _ in
                text(of: part, level: level)
            }
            .joined(separator: " ")
        }
    }
}
