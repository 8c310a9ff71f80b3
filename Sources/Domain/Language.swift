/// A language that Covey speaks to people.
///
/// Every text meant for a person exists in all of them; names and values that people typed are never translated.
package enum Language: String, Sendable, Codable, CaseIterable, Hashable {
    case english = "en"
    case chinese = "zh"

    /// The language of a POSIX locale name such as `zh_CN.UTF-8`, or of a BCP 47 tag such as `zh-Hans`.
    ///
    /// English where the name says nothing that is known (`C`, `POSIX`, `de_DE`).
    package init(localeName: String) {
        let primary = localeName.prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }
        self = primary.lowercased() == "zh" ? .chinese : .english
    }
}

/// One text in every language that Covey speaks.
package struct Bilingual: Sendable, Hashable {
    package var english: String
    package var chinese: String

    package init(en english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The same text in both languages: names, numbers, code.
    package init(verbatim text: String) {
        self.init(en: text, zh: text)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    package static func + (left: Bilingual, right: Bilingual) -> Bilingual {
        Bilingual(en: left.english + right.english, zh: left.chinese + right.chinese)
    }
}
