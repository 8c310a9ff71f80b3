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
        guard depth <= Limits.depth else { return Problem(kind: .tooDeep, statement: "").explanation[language] }
        return switch language {
        case .english: EnglishSentence.sentence(of: self)
        case .chinese: ChineseSentence.sentence(of: self)
        }
    }
}
