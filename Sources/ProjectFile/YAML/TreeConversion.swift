import Domain
import Yams

/// Turns Yams' nodes into a `YAMLTree`: places as editors count, repeated keys, tags and too deep nesting reported.
struct TreeConversion {
    let source: SourceText
    let problems: ProblemCollector
    /// Characters of keys that `YAMLComposer` has replaced, by offset.
    let replaced: [Int: Unicode.Scalar]

    func tree(of node: Node) -> YAMLTree {
        tree(of: node, depth: 1)
    }

    private func tree(of node: Node, depth: Int) -> YAMLTree {
        let offset = offset(of: node)
        let position = source.position(ofOffset: offset)
        guard depth <= YAMLComposer.depthLimit else {
            problems.report(at: position, Self.tooDeep)
            return YAMLTree(.text(""), at: position)
        }
        switch node {
        case .scalar(let scalar):
            return text(scalar, at: position, offset)
        case .sequence(let sequence):
            refuseProperties(at: offset, position)
            return YAMLTree(.list(sequence.map { tree(of: $0, depth: depth + 1) }), at: position)
        case .mapping(let mapping):
            refuseProperties(at: offset, position)
            return YAMLTree(.map(pairs(of: mapping, depth: depth)), at: position)
        case .alias(let alias):
            problems.report(at: position, AliasSearch.refusal(of: alias.anchor.rawValue))
            return YAMLTree(.text(""), at: position)
        }
    }

    private func offset(of node: Node) -> Int {
        node.mark.map { source.offset(line: $0.line, column: $0.column) } ?? 0
    }

    private func pairs(of mapping: Node.Mapping, depth: Int) -> [YAMLTree.Pair] {
        var firstLines: [String: Int] = [:]
        var pairs: [YAMLTree.Pair] = []
        for (keyNode, valueNode) in mapping {
            guard case .scalar = keyNode, let key = key(of: tree(of: keyNode, depth: depth + 1)) else {
                problems.report(
                    at: source.position(ofOffset: offset(of: keyNode)),
                    Bilingual(en: "a key must be a text", zh: "键必须是文本")
                )
                continue
            }
            let value = tree(of: valueNode, depth: depth + 1)
            if let line = firstLines[key.value] {
                problems.report(
                    at: key.position,
                    Bilingual(
                        en: "the key \(Wording.found(key.value)) already stands in line \(line)",
                        zh: "键 \(Wording.found(key.value)) 在第 \(line) 行已经写过"
                    )
                )
            } else {
                firstLines[key.value] = key.position.line
                pairs.append(YAMLTree.Pair(key: key, value: value))
            }
        }
        return pairs
    }

    /// A key with the character that `YAMLComposer` replaced.
    private func key(of tree: YAMLTree) -> Located<String>? {
        guard var text = tree.text else { return nil }
        if let first = text.value.unicodeScalars.first, first.value >= 0x10_0000,
            let original = replaced.first(where: { source.position(ofOffset: $0.key) == tree.textPosition })?.value
        {
            text.value = String(original) + text.value.unicodeScalars.dropFirst().map(String.init).joined()
        }
        // An editor shows a key where its quote begins.
        return Located(text.value, at: tree.position)
    }

    private func text(_ scalar: Node.Scalar, at position: SourcePosition, _ offset: Int) -> YAMLTree {
        var tree = YAMLTree(.text(scalar.string), at: position)
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            tree.textPosition.column += 1
        case .literal, .folded:
            if let start = blockStart(after: position.line, of: scalar.string) {
                tree.textPosition = start
                tree.indentation = start.column - 1
            }
        case .plain, .any:
            tree.isPlain = true
            if scalar.string.isEmpty { return tree }
        }
        refuseProperties(at: offset, position)
        return tree
    }

    /// The place of the first character of a block text whose header stands in line `header`: its first line, even an
    /// empty one, is the next; how far it is indented shows in the first line that is not empty.
    private func blockStart(after header: Int, of text: String) -> SourcePosition? {
        var line = header + 1
        while let scalars = source.scalars(ofLine: line) {
            if let first = scalars.firstIndex(where: { $0 != " " && $0 != "\n" && $0 != "\r" }) {
                let kept = text.drop { $0 == "\n" }.prefix { $0 == " " }.count
                return SourcePosition(line: header + 1, column: first - scalars.startIndex - kept + 1)
            }
            line += 1
        }
        return nil
    }

    /// Reports a tag (`!!str`) or an anchor (`&name`) in front of a value.
    private func refuseProperties(at offset: Int, _ position: SourcePosition) {
        guard offset < source.scalars.count, source.scalars[offset] == "&" || source.scalars[offset] == "!" else {
            return
        }
        problems.report(
            at: position,
            Bilingual(
                en: "YAML tags (`!`) and anchors (`&`) are not used in a project file; "
                    + "put a text that begins with one of them into quotes",
                zh: "项目文件不使用 YAML 的标签（`!`）和锚点（`&`）；以它们开头的文本请加引号"
            )
        )
    }

    private static let tooDeep = Bilingual(
        en: "the nesting is deeper than \(YAMLComposer.depthLimit) levels",
        zh: "嵌套超过了 \(YAMLComposer.depthLimit) 层"
    )
}
