import Domain

/// Reads tokens one by one and remembers what could have stood at the current one.
struct TokenReader {
    let scalars: [Unicode.Scalar]
    let tokens: [Token]
    let comments: [Comment]
    /// Where the parts of the definitions read so far begin.
    var outlines: [DefinitionOutline] = []
    private var index = 0
    /// What has been looked for at the current token without success.
    private var expected: [Expectation] = []
    private var depth = 0

    /// Named only when an error is reported: most are never asked for.
    private enum Expectation: Hashable {
        case token(Token.Kind)
        case named(Bilingual)

        var name: Bilingual {
            switch self {
            case .token(let kind): kind.found
            case .named(let name): name
            }
        }
    }

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        (tokens, comments) = Lexer.read(scalars)
    }

    var current: Token.Kind { tokens[index].kind }

    /// The token after the current one.
    var next: Token.Kind { tokens[min(index + 1, tokens.count - 1)].kind }

    mutating func advance() {
        index = min(index + 1, tokens.count - 1)
        expected.removeAll(keepingCapacity: true)
    }

    // MARK: Looking for a token

    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard current == kind else {
            expect(.token(kind))
            return false
        }
        advance()
        return true
    }

    mutating func accept(word: String) -> Bool { accept(.word(word)) }

    mutating func accept(symbol: String) -> Bool { accept(.symbol(symbol)) }

    mutating func require(word: String) throws(ParseError) {
        guard accept(word: word) else { throw unexpected() }
    }

    mutating func require(symbol: String) throws(ParseError) {
        guard accept(symbol: symbol) else { throw unexpected() }
    }

    /// Notes what could stand at the current token.
    mutating func expect(_ name: Bilingual) { expect(.named(name)) }

    mutating func expect(word: String) { expect(.token(.word(word))) }

    private mutating func expect(_ expectation: Expectation) {
        if !expected.contains(expectation) { expected.append(expectation) }
    }

    /// A bare word that is not a keyword, or a text.
    func nameAtCurrent() -> String? {
        switch current {
        case .word(let word) where !Keyword.reserved.contains(word): word
        case .text(let text): text
        default: nil
        }
    }

    mutating func name(_ what: Bilingual) throws(ParseError) -> String {
        guard let name = nameAtCurrent() else {
            expect(what)
            throw unexpected()
        }
        advance()
        return name
    }

    mutating func text(_ what: Bilingual) throws(ParseError) -> String {
        guard case .text(let text) = current else {
            expect(what)
            throw unexpected()
        }
        advance()
        return text
    }

    mutating func number(_ what: Bilingual) throws(ParseError) -> Numeral {
        guard case .number(let number) = current else {
            expect(what)
            throw unexpected()
        }
        advance()
        return number
    }

    mutating func wholeNumber(from low: Int, to high: Int) throws(ParseError) -> Int {
        let place = index
        let number = try number(Bilingual(en: "a whole number", zh: "整数"))
        guard case .integer(let whole) = number.form, let count = Int(exactly: whole), (low...high).contains(count)
        else {
            throw error(at: place, .wholeNumber(found: number, from: low, to: high))
        }
        return count
    }

    // MARK: Nesting

    /// Reads one level further down.
    mutating func nested<Result>(
        _ read: (inout TokenReader) throws(ParseError) -> Result
    ) throws(ParseError) -> Result {
        guard depth < Limits.depth else { throw error(.tooDeep) }
        depth += 1
        let result = try read(&self)
        depth -= 1
        return result
    }

    // MARK: Errors

    /// A place to report an error at later.
    var place: Int { index }

    /// The current token cannot stand here.
    func unexpected() -> ParseError {
        if case .invalid(let reason) = current { return error(reason) }
        return error(.unexpected(found: current.found, expected: expected.map(\.name), nearest: nearestKeyword()))
    }

    func error(_ reason: ParseError.Reason) -> ParseError { error(at: index, reason) }

    func error(at place: Int, _ reason: ParseError.Reason) -> ParseError {
        ParseError(at: position(at: place), reason)
    }

    func position(at place: Int) -> SourcePosition { position(of: tokens[place].offset) }

    /// The position of a token, counted from an earlier one whose position is known.
    ///
    /// - Complexity: O(text between the two).
    func position(at place: Int, after earlier: Int, at start: SourcePosition) -> SourcePosition {
        position(of: tokens[place].offset, from: tokens[earlier].offset).offset(from: start)
    }

    private func nearestKeyword() -> String? {
        guard case .word(let word) = current else { return nil }
        let words = expected.compactMap { if case .token(.word(let word)) = $0 { word } else { nil } }
        let nearest = NearestName.of(word, among: words)
        return nearest == word ? nil : nearest
    }

    /// Columns count characters, as editors do.
    /// The position of an offset in the text that begins at another.
    private func position(of offset: Int, from start: Int = 0) -> SourcePosition {
        var before = String.UnicodeScalarView()
        before.append(contentsOf: scalars[start..<offset])
        let lines = String(before).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return SourcePosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }
}
