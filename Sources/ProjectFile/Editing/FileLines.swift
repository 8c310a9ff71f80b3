import Domain

/// The lines of a file, each with its own end, so that what is not touched stays byte for byte.
struct FileLines {
    private var lines: [[UInt8]]
    private let lineEnd: [UInt8]

    init(_ bytes: [UInt8]) {
        lines = []
        var line: [UInt8] = []
        for byte in bytes {
            line.append(byte)
            if byte == UInt8(ascii: "\n") {
                lines.append(line)
                line = []
            }
        }
        if !line.isEmpty { lines.append(line) }
        let isCRLF = lines.first.map { $0.suffix(2) == [13, 10] } ?? false
        lineEnd = isCRLF ? [13, 10] : [10]
    }

    var count: Int { lines.count }
    var bytes: [UInt8] { lines.flatMap { $0 } }

    /// - Parameter texts: without line ends; those of the file are used.
    mutating func insert(_ texts: [String], beforeLine line: Int) {
        if line > 0, line == lines.count, lines[line - 1].last != UInt8(ascii: "\n") { lines[line - 1] += lineEnd }
        lines.insert(contentsOf: texts.map { Array($0.utf8) + lineEnd }, at: line)
    }

    func indent(ofLine line: Int) -> String {
        guard lines.indices.contains(line) else { return "" }
        return String(repeating: " ", count: content(line).prefix { $0 == UInt8(ascii: " ") }.count)
    }

    /// Whether the line has nothing but space, or a comment that stands further out than `indent`, or ends the document.
    func isBlankOrComment(line: Int, notIndentedBy indent: String) -> Bool {
        let content = content(line)
        let rest = content.drop { $0 == UInt8(ascii: " ") || $0 == 9 || $0 == 13 || $0 == 10 }
        guard let first = rest.first else { return true }
        let isComment = first == UInt8(ascii: "#")
        return (isComment && content.count - rest.count < indent.utf8.count) || content.starts(with: Array("...".utf8))
    }

    /// Whether the text at a place begins with an ASCII character.
    func begins(at position: SourcePosition, with character: Character) -> Bool {
        guard lines.indices.contains(position.line - 1) else { return false }
        let text = String(decoding: content(position.line - 1), as: UTF8.self)
        return text.dropFirst(position.column - 1).first == character
    }

    /// Without a byte order mark.
    private func content(_ line: Int) -> ArraySlice<UInt8> {
        let bytes = lines[line]
        return line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }
}
