import Domain

/// A piece of the file's structure: a text, a list or a mapping, and where it stands.
///
/// Every scalar stays a text: what it means is decided by the key that it stands under, so `no` is never a boolean
/// and `007` never a number by accident.
struct YAMLTree {
    enum Content {
        case text(String)
        case list([YAMLTree])
        case map([Pair])
    }

    struct Pair {
        let key: Located<String>
        let value: YAMLTree
    }

    let content: Content
    /// Where it begins, an opening quote or bracket included.
    let position: SourcePosition
    /// Where a text's first character stands, and how far its other lines are indented.
    var textPosition: SourcePosition
    var indentation = 0
    /// Whether a text is written without quotes.
    var isPlain = false

    init(_ content: Content, at position: SourcePosition) {
        self.content = content
        self.position = position
        textPosition = position
    }

    /// Nothing, `~` or `null`: a key that is there but says nothing, as when everything below it is a comment.
    var isBlank: Bool {
        guard isPlain, case .text(let text) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    var text: Located<String>? {
        guard case .text(let text) = content else { return nil }
        return Located(text, at: textPosition, indentation: indentation)
    }

    /// What was found, for a message.
    var found: Bilingual {
        switch content {
        case .text(let text):
            text.isEmpty ? Bilingual(en: "an empty text", zh: "空文本") : Bilingual(verbatim: Wording.found(text))
        case .list: Bilingual(en: "a list", zh: "一个列表")
        case .map: Bilingual(en: "a group of keys", zh: "一组键")
        }
    }
}
