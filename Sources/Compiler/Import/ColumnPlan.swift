package import Domain
package import ProjectFile
package import SQL

/// How one column of a file becomes one column of the warehouse.
package struct ColumnPlan: Sendable, Hashable {
    /// The column's name in the file.
    package var column: String
    /// Its name in the warehouse: a role or a property.
    package var target: String
    package var type: ValueType
    package var cleaners: [Cleaner]
    package var decimal: DecimalMark
    /// How times are written, in the order they are tried. Not empty for dates and instants.
    package var times: [TimeReading]
    package var separator: String
    /// Whether a row without it cannot be used.
    package var isRequired: Bool
    /// What the file holds that a value may have to be freed of.
    package var strays = StrayCharacters.all
    /// Whether the reader gives null for a value without text, so that only cleaning can leave none.
    package var readsEmptyAsNull = false

    package init(
        column: String,
        target: String,
        type: ValueType,
        cleaners: [Cleaner] = [],
        decimal: DecimalMark = .point,
        times: [TimeReading] = [],
        separator: String = ColumnMapping.defaultSeparator,
        isRequired: Bool = false
    ) {
        self.column = column
        self.target = target
        self.type = type
        self.cleaners = cleaners
        self.decimal = decimal
        self.times = times
        self.separator = separator
        self.isRequired = isRequired
    }
}

extension ColumnPlan {
    /// White space that files have around values: the ASCII kinds, no-break and ideographic spaces, and the byte order
    /// mark that concatenated exports leave inside.
    private static let whiteSpace = " \t\r\n\u{A0}\u{3000}\u{FEFF}"

    /// Whether the engine's own cast, which passes over spaces, may look at the text before it is cleaned.
    var castsUncleaned: Bool {
        switch type {
        case .text, .list: false
        case .integer, .number, .money, .boolean, .date, .instant: cleaners.isEmpty
        }
    }

    /// The text of a value after trimming and the column's cleaners; null where nothing is left.
    package func cleaned(_ raw: SQLExpression) -> SQLExpression {
        var text = unwrapped(trimmed(raw))
        for cleaner in cleaners { text = apply(cleaner, to: text) }
        if cleaners.contains(where: \.mayDecompose) { text = .normalised(text) }
        if type == .list { text = tidyList(text) }
        return mayBecomeEmpty ? .nullIf(text, "") : text
    }

    private var mayBecomeEmpty: Bool {
        !readsEmptyAsNull || type == .list || !strays.subtracting(.uncomposed).isEmpty
            || !cleaners.allSatisfy(\.leavesText)
    }

    /// A list's text without space around separators, and without separators that separate nothing.
    private func tidyList(_ text: SQLExpression) -> SQLExpression {
        let mark = "\\Q\(separator)\\E"
        let single = SQLExpression.regexpReplace(text, pattern: "([\\s\\p{Z}]*\(mark)[\\s\\p{Z}]*)+", with: separator)
        return .regexpReplace(single, pattern: "^\(mark)|\(mark)$", with: "")
    }

    /// The text in NFC without white space around it.
    ///
    /// Trimming a set of characters costs an engine more than reading the value, and most values need none: text that
    /// is not ASCII throughout, or begins or ends with a space or a control character, is all that is looked at, and
    /// only where the file holds such characters at all.
    private func trimmed(_ raw: SQLExpression) -> SQLExpression {
        let composed: SQLExpression = strays.contains(.uncomposed) ? .normalised(raw) : raw
        var signs: [SQLExpression] = []
        if strays.contains(.wideSpaces) { signs.append(.byteLength(raw).notEquals(.length(raw))) }
        if !strays.isDisjoint(with: [.edgeSpaces, .tabs, .edgeLineEnds]) { signs.append(raw < "!") }
        if strays.contains(.edgeSpaces) { signs.append(raw.endsWith(" ")) }
        if strays.contains(.tabs) { signs.append(raw.endsWith("\t")) }
        if strays.contains(.edgeLineEnds) { signs += [raw.endsWith("\n"), raw.endsWith("\r")] }
        guard !signs.isEmpty else { return composed }
        return .cases(
            [.when(.any(signs), then: .trim(composed, characters: Self.whiteSpace))],
            otherwise: composed
        )
    }

    /// `="0017"` as `0017`.
    private func unwrapped(_ text: SQLExpression) -> SQLExpression {
        guard strays.contains(.formulaTexts) else { return text }
        let pattern = "^=\"((?:[^\"]|\"\")*)\"$"
        let inner = SQLExpression.regexpExtract(text, pattern: pattern, group: 1)
        return .cases(
            [.when(text.matches(pattern: pattern), then: .replace(inner, "\"\"", with: "\""))],
            otherwise: text
        )
    }

    private func apply(_ cleaner: Cleaner, to text: SQLExpression) -> SQLExpression {
        switch cleaner {
        case .trim: return text
        case .collapseSpaces: return .regexpReplace(text, pattern: "[\\s\\p{Z}]+", with: " ")
        case .upperCase: return .upper(text)
        case .lowerCase: return .lower(text)
        case .foldWidth: return Self.foldWidth(text)
        case .wholeNumber:
            // `17850.0` is what spreadsheets and data frames make of a number that was a name.
            let whole = SQLExpression.regexpReplace(text, pattern: "^([+-]?[0-9]+)\\.0*$", with: "")
            let digits = SQLExpression.regexpExtract(text, pattern: "^([+-]?[0-9]+)\\.0*$", group: 1)
            return .cases([.when(whole.equals("") && text.notEquals(""), then: digits)], otherwise: text)
        case .digits: return .regexpReplace(text, pattern: "[^0-9]", with: "")
        case .emptyIf(let words):
            // Comparing lengths first spares most values the comparison with every word.
            let longest = Int64(words.map(\.utf8.count).max() ?? 0)
            let isAnyWord = Self.groups(of: words).map { text.in($0.map(SQLExpression.text)) }
            let isWord = SQLExpression.byteLength(text) <= .integer(longest) && .any(isAnyWord)
            return .cases([.when(isWord, then: .null)], otherwise: text)
        }
    }

    /// Words in groups of four: DuckDB makes a join of a longer list, and with one join for each column the time to set
    /// up a statement grew with the square of the number of columns (15 s for 40 columns of 100 rows).
    private static func groups(of words: [String]) -> [ArraySlice<String>] {
        stride(from: 0, to: words.count, by: 4).map { words[$0..<min($0 + 4, words.count)] }
    }

    /// Full-width ASCII (U+FF01–U+FF5E) and the ideographic space as their half-width forms.
    static func foldWidth(_ text: SQLExpression) -> SQLExpression {
        let isUnicode = SQLExpression.byteLength(text).notEquals(.length(text))
        let wide = (0xFF01...0xFF5E).compactMap(Unicode.Scalar.init).map(String.init).joined() + "\u{3000}"
        let narrow = (0x21...0x7E).compactMap(Unicode.Scalar.init).map(String.init).joined() + " "
        return .cases([.when(isUnicode, then: .translate(text, from: wide, to: narrow))], otherwise: text)
    }
}

extension Cleaner {
    /// Whether text is never cleaned to the empty text.
    fileprivate var leavesText: Bool {
        switch self {
        case .trim, .upperCase, .lowerCase, .foldWidth, .wholeNumber, .emptyIf: true
        case .collapseSpaces, .digits: false
        }
    }

    /// Whether text in NFC may be something else afterwards.
    fileprivate var mayDecompose: Bool {
        switch self {
        case .trim, .wholeNumber, .digits, .emptyIf: false
        case .collapseSpaces, .upperCase, .lowerCase, .foldWidth: true
        }
    }
}
