package import Domain

/// Names of columns in a sentence: a category has dozens of them, of which a reader needs the kind.
package enum NameList {
    private static let most = 6

    /// The first six, and how many more there are.
    package static func few(_ names: [String]) -> Bilingual {
        let shown = names.prefix(most)
        let rest = names.count - shown.count
        return Bilingual(
            en: shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""),
            zh: shown.joined(separator: "、") + (rest > 0 ? " 等 \(names.count) 列" : "")
        )
    }
}
