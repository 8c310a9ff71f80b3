import Domain

/// Cuts a text into tokens.
///
/// It works on Unicode scalars, not characters: in `"a"` followed by a combining accent the closing quote and the accent
/// are one character, and the quote must still close.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var comments: [Comment] = []

    private init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The tokens, the last of them `end` or `invalid`, and the comments between them.
    static func read(_ scalars: [Unicode.Scalar]) -> (tokens: [Token], comments: [Comment]) {
        var lexer = Lexer(scalars)
        var tokens: [Token] = []
        while true {
            lexer.skipBlanks()
            var token = Token(kind: .end, offset: lexer.index)
            do throws(Unreadable) {
                token.kind = try lexer.next()
            } catch {
                token = Token(kind: .invalid(error.reason), offset: error.offset)
            }
            tokens.append(token)
            switch token.kind {
            case .end, .invalid: return (tokens, lexer.comments)
            default: continue
            }
        }
    }

    struct Unreadable: Error {
        var reason: ParseError.Reason
        var offset: Int
    }

    private var current: Unicode.Scalar? { peek(0) }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    private func text(from start: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<index])
        return String(text)
    }

    private mutating func skipBlanks() {
        while let scalar = current {
            if scalar == "#" {
                let start = index
                while let rest = current, !Self.isLineEnd(rest) { index += 1 }
                comments.append(Comment(text: text(from: start), offset: start))
            } else if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                index += 1
            } else {
                return
            }
        }
    }

    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private mutating func next() throws(Unreadable) -> Token.Kind {
        guard let scalar = current else { return .end }
        if scalar == "\"" { return .text(try quotedText()) }
        if isDigit(scalar) || (scalar == "-" && peek(1).map(isDigit) == true) { return try numberOrDate() }
        if Keyword.isNameStart(scalar) {
            let start = index
            while let part = current, Keyword.isNamePart(part) { index += 1 }
            return .word(text(from: start))
        }
        return try symbol(scalar)
    }

    private mutating func symbol(_ scalar: Unicode.Scalar) throws(Unreadable) -> Token.Kind {
        if peek(1) == "=", "!<>".unicodeScalars.contains(scalar) {
            index += 2
            return .symbol("\(scalar)=")
        }
        guard "{}(),=<>%".unicodeScalars.contains(scalar) else {
            throw Unreadable(reason: .character(String(scalar)), offset: index)
        }
        index += 1
        return .symbol(String(scalar))
    }

    // MARK: Texts

    private mutating func quotedText() throws(Unreadable) -> String {
        let start = index
        var text = String.UnicodeScalarView()
        index += 1
        while let scalar = current {
            if Self.isLineEnd(scalar) { break }
            index += 1
            switch scalar {
            case "\"": return String(text)
            case "\\": text.append(try escaped())
            default: text.append(scalar)
            }
        }
        throw Unreadable(reason: .openText, offset: start)
    }

    /// The scalar that an escape stands for; the backslash has been read.
    private mutating func escaped() throws(Unreadable) -> Unicode.Scalar {
        let start = index - 1
        defer { index += 1 }
        switch current {
        case "\"": return "\""
        case "\\": return "\\"
        case "n": return "\n"
        case "t": return "\t"
        case "u":
            if let scalar = hexadecimal() { return scalar }
        default: break
        }
        throw Unreadable(reason: .escape, offset: start)
    }

    /// Reads `u{1f600}` up to its closing brace.
    private mutating func hexadecimal() -> Unicode.Scalar? {
        guard peek(1) == "{" else { return nil }
        index += 2
        let start = index
        while let scalar = current, scalar.properties.isASCIIHexDigit, index - start < 6 { index += 1 }
        guard current == "}", let value = UInt32(text(from: start), radix: 16) else { return nil }
        return Unicode.Scalar(value)
    }

    // MARK: Numbers and dates

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private mutating func numberOrDate() throws(Unreadable) -> Token.Kind {
        let start = index
        if current == "-" { index += 1 }
        skipDigits()
        if index - start == 4, current == "-", peek(1).map(isDigit) == true {
            return try dateOrInstant(from: start)
        }
        if current == ".", peek(1).map(isDigit) == true {
            index += 1
            skipDigits()
        }
        skipExponent()
        if let scalar = current, Keyword.isNamePart(scalar) {
            while let part = current, Keyword.isNamePart(part) { index += 1 }
            throw Unreadable(reason: .number(text(from: start)), offset: start)
        }
        guard let number = Numeral(text(from: start)) else {
            throw Unreadable(reason: .number(text(from: start)), offset: start)
        }
        return .number(number)
    }

    private mutating func skipDigits() {
        while let digit = current, isDigit(digit) { index += 1 }
    }

    private mutating func skipExponent() {
        guard current == "e" || current == "E" else { return }
        let signs = peek(1) == "-" || peek(1) == "+" ? 1 : 0
        guard peek(1 + signs).map(isDigit) == true else { return }
        index += 1 + signs
        skipDigits()
    }

    private mutating func dateOrInstant(from start: Int) throws(Unreadable) -> Token.Kind {
        while let scalar = current, isDateTimePart(scalar) { index += 1 }
        let text = text(from: start)
        if let date = CalendarDate(text) { return .date(date) }
        if let instant = Instant(literalText: text) { return .instant(instant) }
        throw Unreadable(reason: .date(text), offset: start)
    }

    private func isDateTimePart(_ scalar: Unicode.Scalar) -> Bool {
        Keyword.isNamePart(scalar) || scalar == "-" || scalar == ":" || scalar == "+"
    }
}
