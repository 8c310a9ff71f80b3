import Compiler
import Exchange
import ProjectFile

extension TableFile {
    /// Whether the last record that the reader refused is a quote that is open to the end of the file: it has swallowed
    /// everything after it.
    static func isOpenQuote(_ errorType: String, _ text: String) -> Bool {
        errorType == "UNQUOTED VALUE" && text.contains("\n")
    }

    /// Whether a value without text is null, and not an empty text.
    var readsEmptyAsNull: Bool { format == .csv || format == .tsv }

    /// What the file may hold around its values: what the check saw, where it knows how the file is written.
    func strays(_ inspection: TextInspection) -> StrayCharacters {
        let features = inspection.features
        guard readsEmptyAsNull, inspection.readsAsItIs, !features.hasStrayQuotes,
            TextFeatures.applies(delimiter: delimiter, quote: quote)
        else { return .all }
        var strays: StrayCharacters = []
        if features.hasEdgeSpaces { strays.insert(.edgeSpaces) }
        if features.hasEdgeLineEnds { strays.insert(.edgeLineEnds) }
        if features.hasTabs { strays.insert(.tabs) }
        if features.hasWideSpaces { strays.insert(.wideSpaces) }
        if features.mayNeedComposition { strays.insert(.uncomposed) }
        if features.hasFormulaTexts { strays.insert(.formulaTexts) }
        return strays
    }
}
