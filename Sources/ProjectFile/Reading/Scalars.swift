import Domain

/// Readers of single values: each returns `nil` with a problem reported where the value cannot be one.
extension ProblemCollector {
    /// Any text that is not empty.
    func text(_ tree: YAMLTree?) -> Located<String>? {
        guard let tree else { return nil }
        guard let text = tree.text, !text.value.trimmed.isEmpty else {
            report(
                at: tree.position,
                Bilingual(en: "a text is expected, not \(tree.found.english)", zh: "这里应当是文本，而不是\(tree.found.chinese)")
            )
            return nil
        }
        return text
    }

    /// One text, or a list of at least one.
    func texts(_ tree: YAMLTree?) -> [Located<String>] {
        guard let tree else { return [] }
        guard case .list(let items) = tree.content else { return text(tree).map { [$0] } ?? [] }
        if items.isEmpty {
            report(at: tree.position, Bilingual(en: "the list is empty", zh: "列表是空的"))
        }
        return items.compactMap { text($0) }
    }

    /// A value that `parse` makes of a text. `nearest` may look for what was meant.
    func parsed<Value>(
        _ tree: YAMLTree?,
        allowed: Bilingual,
        nearest: (String) -> String? = { _ in nil },
        _ parse: (String) -> Value?
    ) -> Located<Value>? {
        guard let tree else { return nil }
        guard let text = tree.text else {
            reportUnknown(tree.found, at: tree.position, allowed: allowed, nearest: nil)
            return nil
        }
        guard let value = parse(text.value) else {
            reportUnknown(tree.found, at: text.position, allowed: allowed, nearest: nearest(text.value))
            return nil
        }
        return Located(value, at: text.position)
    }

    /// One of the words of an enumeration.
    func word<Choice>(_ tree: YAMLTree?, _ type: Choice.Type = Choice.self) -> Located<Choice>?
    where Choice: CaseIterable & RawRepresentable<String> {
        let words = Choice.allCases.map(\.rawValue)
        return parsed(
            tree,
            allowed: Wording.choice(of: words),
            nearest: { NearestName.of($0, among: words) },
            Choice.init(rawValue:)
        )
    }

    func flag(_ tree: YAMLTree?) -> Bool? {
        parsed(tree, allowed: Wording.choice(of: ["true", "false"])) { ["true": true, "false": false][$0] }?.value
    }

    func integer(_ tree: YAMLTree?, in range: ClosedRange<Int>) -> Located<Int>? {
        let allowed = Bilingual(
            en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数"
        )
        return parsed(tree, allowed: allowed) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// One text for both languages, or one for each; a language that is missing takes the other's.
    func bilingual(_ tree: YAMLTree?, of what: Bilingual) -> Bilingual? {
        guard let tree else { return nil }
        guard case .map = tree.content else { return text(tree).map { Bilingual(verbatim: $0.value) } }
        guard let fields = Fields(tree, keys: ["en", "zh"], of: what, problems: self) else { return nil }
        let (english, chinese) = (text(fields["en"])?.value, text(fields["zh"])?.value)
        guard let either = english ?? chinese else {
            if fields["en"] == nil, fields["zh"] == nil {
                report(
                    at: tree.position,
                    Bilingual(en: "\(what.english) has no text", zh: "\(what.chinese)没有文本"),
                    allowed: Bilingual(verbatim: "`{ en: …, zh: … }`")
                )
            }
            return nil
        }
        return Bilingual(en: english ?? either, zh: chinese ?? either)
    }

    /// The keys and values of a group whose keys are names of the author's choice.
    func entries(_ tree: YAMLTree?, of what: Bilingual) -> [YAMLTree.Pair] {
        guard let tree else { return [] }
        guard case .map(let pairs) = tree.content else {
            report(
                at: tree.position,
                Bilingual(
                    en:
                        "\(what.english) must be written as `name: …`, one below the other, not as \(tree.found.english)",
                    zh: "\(what.chinese)要逐行写成 `名称: …`，而不是\(tree.found.chinese)"
                )
            )
            return []
        }
        return pairs
    }

    /// The items of a list.
    func items(_ tree: YAMLTree?, of what: Bilingual) -> [YAMLTree] {
        guard let tree else { return [] }
        guard case .list(let items) = tree.content else {
            report(
                at: tree.position,
                Bilingual(
                    en: "\(what.english) must be a list, each item after a `-`, not \(tree.found.english)",
                    zh: "\(what.chinese)必须是列表，每项以 `-` 开头，而不是\(tree.found.chinese)"
                )
            )
            return []
        }
        return items
    }

    /// A name that may become part of a table's name: an ASCII letter, then letters, digits and `_`, 60 at most.
    func checkIdentifier(_ name: Located<String>, of what: Bilingual) {
        let scalars = name.value.unicodeScalars
        let isName = scalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_")
        }
        guard !isName || scalars.first?.properties.isAlphabetic != true || scalars.count > 60 else { return }
        report(
            at: name.position,
            Bilingual(
                en: "\(Wording.found(name.value)) cannot name \(what.english)",
                zh: "\(Wording.found(name.value)) 不能用作\(what.chinese)的名称"
            ),
            allowed: Bilingual(
                en: "a letter a–z, then letters, digits and `_`, at most 60",
                zh: "以字母 a–z 开头，其后是字母、数字和 `_`，最多 60 个"
            )
        )
    }

    private func reportUnknown(_ found: Bilingual, at position: SourcePosition, allowed: Bilingual, nearest: String?) {
        report(
            at: position,
            Bilingual(en: "\(found.english) cannot stand here", zh: "这里不能写\(found.chinese)"),
            allowed: allowed,
            nearest: nearest
        )
    }
}
