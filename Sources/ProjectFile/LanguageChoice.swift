package import Domain

/// The language of reports: a fixed one, or the reader's.
package enum LanguageChoice: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case chinese = "zh"
    /// By the locale (`LANG`) of whoever runs the command.
    case automatic = "auto"

    /// The language, where `locale` is the one of the person at the keyboard.
    package func language(locale: Language) -> Language {
        switch self {
        case .english: .english
        case .chinese: .chinese
        case .automatic: locale
        }
    }
}
