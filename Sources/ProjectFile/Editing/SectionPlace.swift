import Domain

/// Where in a project file entries of a section can be put.
struct SectionPlace {
    /// The line, from 0, before which they go.
    private let line: Int
    /// How entries are indented.
    private let indent: String
    /// How the key of a new section is indented; `nil` where the section is there.
    private let newKeyIndent: String?

    struct Edit {
        var line: Int
        var lines: [String]
    }

    /// - Throws: `ProjectEditError.inBraces`.
    init(of key: String, in root: YAMLTree, _ text: FileLines, path: String) throws {
        guard case .map(let pairs) = root.content, let first = pairs.first else {
            throw ProjectEditError.wouldChange(path: path)
        }
        guard !text.begins(at: root.position, with: "{") else {
            throw ProjectEditError.inBraces(key: key, path: path, line: root.position.line)
        }
        let rootIndent = text.indent(ofLine: first.key.position.line - 1)
        guard let place = pairs.firstIndex(where: { $0.key.value == key }) else {
            (line, indent, newKeyIndent) = (text.count, rootIndent + "  ", rootIndent)
            return
        }
        let (pair, keyLine) = (pairs[place], pairs[place].key.position.line)
        newKeyIndent = nil
        guard !pair.value.isBlank else {
            (line, indent) = (keyLine, rootIndent + "  ")
            return
        }
        guard case .map(let entries) = pair.value.content, let entry = entries.first,
            entry.key.position.line > keyLine, !text.begins(at: pair.value.position, with: "{")
        else { throw ProjectEditError.inBraces(key: key, path: path, line: keyLine) }
        let own = text.indent(ofLine: entry.key.position.line - 1)
        indent = own
        let next = place + 1 < pairs.count ? pairs[place + 1].key.position.line - 1 : text.count
        // Comments that stand further out belong to what follows.
        var end = next
        while end > keyLine, text.isBlankOrComment(line: end - 1, notIndentedBy: own) { end -= 1 }
        line = end
    }

    func edit(_ key: String, _ lines: (String) -> [String]) -> Edit {
        let entries = lines(indent)
        guard let newKeyIndent else { return Edit(line: line, lines: entries) }
        return Edit(line: line, lines: ["", newKeyIndent + key + ":"] + entries)
    }
}
