import Domain

/// Which comments belong to which line of the canonical text.
struct CommentPlaces {
    /// What has a line of its own, by the number of its definition.
    enum Part: Hashable {
        case opening(Int)
        case header(Int, DefinitionHeader)
        case member(Int, Int)
        case closing(Int)
        case end
    }

    struct Leading {
        var text: String
        /// Whether an empty line follows.
        var isFollowedByBlank: Bool
    }

    private var leading: [Part: [Leading]] = [:]
    private var trailing: [Part: String] = [:]

    func before(_ part: Part) -> [Leading] { leading[part] ?? [] }

    func after(_ part: Part) -> String? { trailing[part] }

    init(_ reader: TokenReader, _ definitions: [SegmentDefinition]) {
        let starts = Self.starts(reader, definitions)
        var token = 0
        var part = 0
        for comment in reader.comments {
            // The token after the comment, and the part that it belongs to.
            while reader.tokens[token].offset < comment.offset { token += 1 }
            while part + 1 < starts.count, starts[part + 1].token <= token { part += 1 }
            place(comment, token: token, part: part, starts, reader)
        }
    }

    private mutating func place(
        _ comment: Comment,
        token: Int,
        part: Int,
        _ starts: [(token: Int, part: Part)],
        _ reader: TokenReader
    ) {
        let text = comment.text.trimmingTrailingBlanks()
        let isFirst = starts[part].token == token
        // After the `and` of the next line a comment speaks of the line before.
        let isAfterOperator = starts[part].token == token - 1 && part > 0 && reader.tokens[token - 1].kind.joinsMembers
        if part > 0, isFirst || isAfterOperator, !Self.standsAlone(comment, reader.scalars) {
            let before = starts[part - 1].part
            if trailing[before] == nil {
                trailing[before] = text
                return
            }
        }
        let blank = Self.isFollowedByBlank(comment, reader.scalars)
        leading[starts[part].part, default: []].append(Leading(text: text, isFollowedByBlank: blank))
    }

    // MARK: Lines

    /// Whether only blanks stand before the comment on its line.
    private static func standsAlone(_ comment: Comment, _ scalars: [Unicode.Scalar]) -> Bool {
        for scalar in scalars[..<comment.offset].reversed() {
            if Lexer.isLineEnd(scalar) { return true }
            if !scalar.properties.isWhitespace, scalar != "\u{FEFF}" { return false }
        }
        return true
    }

    private static func isFollowedByBlank(_ comment: Comment, _ scalars: [Unicode.Scalar]) -> Bool {
        let rest = scalars[(comment.offset + comment.text.unicodeScalars.count)...]
        let blanks = rest.prefix { $0.properties.isWhitespace }
        // CR LF is one line end.
        return blanks.count { $0 == "\n" } > 1 || blanks.count { $0 == "\r" } > 1
    }

    // MARK: Parts

    /// The parts in the order of the file, each with its first token.
    private static func starts(_ reader: TokenReader, _ definitions: [SegmentDefinition]) -> [(token: Int, part: Part)]
    {
        var starts: [(token: Int, part: Part)] = []
        for (place, (outline, definition)) in zip(reader.outlines, definitions).enumerated() {
            starts.append((outline.start, .opening(place)))
            for (header, token) in outline.headers.sorted(by: { $0.value < $1.value }) {
                starts.append((token, .header(place, header)))
            }
            let members = memberStarts(reader.tokens[outline.condition..<outline.end], of: definition.condition)
            for (member, token) in members.enumerated() { starts.append((token, .member(place, member))) }
            starts.append((outline.end, .closing(place)))
        }
        return starts + [(reader.tokens.count - 1, .end)]
    }

    /// The first tokens of the members of the outermost group: of the first its own, of the others the `and` or `or`.
    private static func memberStarts(_ tokens: ArraySlice<Token>, of condition: Condition) -> [Int] {
        let word: String
        switch condition {
        case .all: word = "and"
        case .any: word = "or"
        case .not, .atom: return [tokens.startIndex]
        }
        var starts = [tokens.startIndex]
        var inner = tokens
        while let stripped = withoutParentheses(inner) { inner = stripped }
        var (depth, openRanges) = (0, 0)
        for (index, token) in zip(inner.indices, inner) {
            switch token.kind {
            case .symbol("("): depth += 1
            case .symbol(")"): depth -= 1
            case .word("between") where depth == 0: openRanges += 1
            case .word("and") where depth == 0 && openRanges > 0: openRanges -= 1
            case .word(word) where depth == 0: starts.append(index)
            default: break
            }
        }
        return starts
    }

    /// What stands between a parenthesis at the start and its own at the end.
    private static func withoutParentheses(_ tokens: ArraySlice<Token>) -> ArraySlice<Token>? {
        guard tokens.first?.kind == .symbol("("), tokens.last?.kind == .symbol(")") else { return nil }
        var depth = 0
        for token in tokens.dropLast() {
            if token.kind == .symbol("(") { depth += 1 }
            if token.kind == .symbol(")") { depth -= 1 }
            if depth == 0 { return nil }
        }
        return tokens.dropFirst().dropLast()
    }
}

extension Token.Kind {
    fileprivate var joinsMembers: Bool { self == .word("and") || self == .word("or") }
}

extension String {
    fileprivate func trimmingTrailingBlanks() -> String {
        var scalars = unicodeScalars
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
