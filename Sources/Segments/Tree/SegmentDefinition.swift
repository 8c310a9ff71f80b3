package import Domain

/// A segment as a person defines it.
package struct SegmentDefinition: Sendable, Hashable {
    package var name: String
    package var title: Caption?
    package var description: Caption?
    /// An IANA identifier such as `Asia/Shanghai`; the workspace's zone where absent.
    package var timeZone: String?
    package var condition: Condition

    package init(
        name: String,
        title: Caption? = nil,
        description: Caption? = nil,
        timeZone: String? = nil,
        condition: Condition
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.timeZone = timeZone
        self.condition = condition
    }
}

/// A text that a person gave in one language or in several.
package struct Caption: Sendable, Hashable {
    /// At least one.
    package var texts: [Language: String]

    package init(_ texts: [Language: String]) {
        self.texts = texts
    }

    /// The text in this language, else in the first that has one.
    package subscript(language: Language) -> String {
        texts[language] ?? Language.allCases.lazy.compactMap { texts[$0] }.first ?? ""
    }
}
