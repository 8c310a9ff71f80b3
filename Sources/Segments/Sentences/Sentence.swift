package import Domain

extension SegmentDefinition {
    /// The definition as one plain sentence, for reading only.
    package func sentence(in language: Language) -> String {
        condition.sentence(in: language)
    }
}

extension Condition {
    /// The customers of whom this is true, as one plain sentence.
    package func sentence(in language: Language) -> String {
        guard !isTooDeep else { return Problem(kind: .tooDeep, statement: "").explanation[language] }
        return switch language {
        case .english: EnglishSentence.sentence(of: self)
        case .chinese: ChineseSentence.sentence(of: self)
        }
    }
}

/// How much a sentence says.
enum Sentence {
    /// Lists up to this many items are written out.
    static let longestList = 12
    /// Of longer ones, so many items are shown.
    static let itemsOfLongLists = 5
}
