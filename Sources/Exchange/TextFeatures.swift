/// Which kinds of characters a text holds at all, so that a reader need not look for the others in each value.
///
/// What is said to be absent is absent; what is said to be there may be there only where it does no harm.
package struct TextFeatures: Sendable, Hashable {
    /// A space next to a separator or a quote, or at the beginning or the end of the text; not one beside a separator
    /// inside of quotes.
    package internal(set) var hasEdgeSpaces = false
    /// A line end just inside of quotes.
    package internal(set) var hasEdgeLineEnds = false
    package internal(set) var hasTabs = false
    /// No-break spaces, ideographic spaces, byte order marks.
    package internal(set) var hasWideSpaces = false
    /// Characters that composition (Unicode NFC) may change.
    package internal(set) var mayNeedComposition = false
    /// `="`, with which spreadsheets write a text as a formula.
    package internal(set) var hasFormulaTexts = false
    /// Quotes that neither begin nor end a value, so that what is inside of quotes cannot be told.
    package internal(set) var hasStrayQuotes = false

    /// What is to be assumed of a text that was not looked at, or not so that it can be trusted.
    package static let unknown: TextFeatures = {
        var features = TextFeatures()
        features.hasEdgeSpaces = true
        features.hasEdgeLineEnds = true
        features.hasTabs = true
        features.hasWideSpaces = true
        features.mayNeedComposition = true
        features.hasFormulaTexts = true
        features.hasStrayQuotes = true
        return features
    }()

    /// The delimiters and the quote with which the above is true.
    package static func applies(delimiter: String, quote: String?) -> Bool {
        [",", ";", "|", "\t"].contains(delimiter) && quote == "\""
    }
}
