import Domain

/// The smallest parts of a definition's text.
struct Token: Sendable {
    enum Kind: Sendable, Hashable {
        /// A bare word: a keyword or a name.
        case word(String)
        /// A text in quotes: a name or a value.
        case text(String)
        case number(Numeral)
        case date(CalendarDate)
        case instant(Instant)
        case symbol(String)
        case end
        /// What cannot be read. Kept as a token so that an earlier mistake of grammar is reported first.
        indirect case invalid(ParseError.Reason)
    }

    var kind: Kind
    /// The Unicode scalar at which the token begins.
    var offset: Int
}

/// A text for the reader, with its number sign.
struct Comment: Sendable {
    var text: String
    /// The Unicode scalar at which it begins.
    var offset: Int
}

extension Token.Kind {
    /// How an error names it.
    var found: Bilingual {
        switch self {
        case .word(let word): Bilingual(verbatim: "`\(word)`")
        case .text(let text): Bilingual(verbatim: TextLiteral.quoted(text))
        case .number(let number): Bilingual(en: "the number \(number)", zh: "数字 \(number)")
        case .date(let date): Bilingual(en: "the date \(date)", zh: "日期 \(date)")
        case .instant(let instant):
            Bilingual(en: "the instant \(instant.literalText)", zh: "时刻 \(instant.literalText)")
        case .symbol(let symbol): Bilingual(verbatim: "`\(symbol)`")
        case .end: Bilingual(en: "the end of the text", zh: "文本结尾")
        case .invalid: Bilingual(en: "unreadable text", zh: "无法识别的文本")
        }
    }
}
