/// What a file holds that its values may have to be freed of. What it does not hold is not looked for in each value.
package struct StrayCharacters: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Characters beyond ASCII: texts may be other than NFC, and wide spaces may stand around values.
    package static let beyondASCII = StrayCharacters(rawValue: 1)
    /// Spaces at the edge of a value.
    package static let edgeSpaces = StrayCharacters(rawValue: 2)
    package static let tabs = StrayCharacters(rawValue: 4)
    /// Line ends inside values.
    package static let lineEnds = StrayCharacters(rawValue: 8)
    /// Texts written as formulas, `="0017"`, which keeps spreadsheets from dropping the zeros.
    package static let formulaTexts = StrayCharacters(rawValue: 16)

    package static let all: StrayCharacters = [.beyondASCII, .edgeSpaces, .tabs, .lineEnds, .formulaTexts]
}
