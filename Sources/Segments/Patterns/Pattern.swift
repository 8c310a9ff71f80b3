/// A regular expression: `matches "^info@.*\\.cn$"`.
///
/// The language is small, so that every engine gives the same answer: literals, `.`, classes, `\d \w \s` in ASCII, `^ $`,
/// groups, `|`, `* + ? {m,n}`. What makes matching slow or differs from engine to engine (back-references, look-around,
/// flags, `\b`, `\p`) is refused by name. A text matches where the pattern matches any part of it.
package struct Pattern: Sendable, Hashable {
    /// As written.
    package let source: String
    /// What the source says, in Unicode NFC.
    package let tree: PatternTree

    /// - Throws: what is wrong with the source, and where.
    package init(_ source: String) throws(PatternError) {
        var parser = PatternParser(source)
        tree = try parser.pattern()
        self.source = source
    }

    package static func == (left: Pattern, right: Pattern) -> Bool {
        // Not `String`'s own equality, which takes é and e with an accent for one.
        left.source.unicodeScalars.elementsEqual(right.source.unicodeScalars)
    }

    package func hash(into hasher: inout Hasher) {
        for scalar in source.unicodeScalars { hasher.combine(scalar) }
    }
}

/// What a pattern says.
package indirect enum PatternTree: Sendable, Hashable {
    /// One scalar of these; at least one.
    case scalars(ScalarSet)
    /// `^`: the start of the text, not of a line.
    case start
    /// `$`: the end of the text, not of a line.
    case end
    /// One after another; none for what matches the empty text.
    case sequence([PatternTree])
    /// Any of them; two or more.
    case choice([PatternTree])
    /// From `low` to `high` times; without `high`, as often as there are.
    case repeated(PatternTree, low: Int, high: Int?)
}

extension PatternTree {
    /// Bounds on patterns, so that none can exhaust an engine. RE2 has the same bound on repetitions.
    package enum Limits {
        /// Most repetitions, multiplied over repetitions within repetitions.
        package static let repetitions = 1_000
        /// Most states of the automaton, one for each range of a class: engines that work on UTF-8 need several for each.
        package static let states = 20_000
        /// Most levels of groups.
        package static let depth = 200
    }

    /// The size of an automaton for this, at most `Limits.states` + 1.
    var states: Int {
        let count =
            switch self {
            case .scalars(let set): set.ranges.count
            case .start, .end: 1
            case .sequence(let members): members.reduce(0) { $0 + $1.states }
            case .choice(let members): members.reduce(0) { $0 + $1.states + 1 }
            case .repeated(let member, let low, let high): member.states * max(low, high ?? low + 1) + max(2, high ?? 2)
            }
        return min(count, Limits.states + 1)
    }

    /// The largest product of bounds along any path of repetitions within repetitions, at most `Limits.repetitions` + 1.
    var repetitions: Int {
        let product =
            switch self {
            case .scalars, .start, .end: 1
            case .sequence(let members), .choice(let members): members.map(\.repetitions).max() ?? 1
            case .repeated(let member, let low, let high): member.repetitions * max(1, high ?? low)
            }
        return min(product, Limits.repetitions + 1)
    }

    /// Whether a scalar stands in it whose lower case is another: it could match nothing where case is ignored.
    package var namesUpperCase: Bool {
        switch self {
        case .scalars(let set): set.namesUpperCase
        case .start, .end: false
        case .sequence(let members), .choice(let members): members.contains(where: \.namesUpperCase)
        case .repeated(let member, _, _): member.namesUpperCase
        }
    }
}
