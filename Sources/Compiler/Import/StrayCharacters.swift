/// What a file holds that its values may have to be freed of. What it does not hold is not looked for in each value.
package struct StrayCharacters: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Spaces at the edge of a value.
    package static let edgeSpaces = StrayCharacters(rawValue: 1)
    /// Line ends at the edge of a value.
    package static let edgeLineEnds = StrayCharacters(rawValue: 2)
    package static let tabs = StrayCharacters(rawValue: 4)
    /// No-break spaces, ideographic spaces, byte order marks.
    package static let wideSpaces = StrayCharacters(rawValue: 8)
    /// Characters that Unicode's composition (NFC) may change.
    package static let uncomposed = StrayCharacters(rawValue: 16)
    /// Texts written as formulas, `="0017"`, which keeps spreadsheets from dropping the zeros.
    package static let formulaTexts = StrayCharacters(rawValue: 32)

    package static let all: StrayCharacters = [
        .edgeSpaces, .edgeLineEnds, .tabs, .wideSpaces, .uncomposed, .formulaTexts,
    ]
}
