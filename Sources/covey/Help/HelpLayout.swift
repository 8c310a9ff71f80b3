import Domain
import Foundation

/// Lays ArgumentParser's help out anew: in the reader's language, and by columns of the screen rather than characters.
///
/// The parser is asked for lines without end; here its fixed English headings are said in Chinese where that is wanted,
/// and texts are broken where Chinese may be broken, which is not only at spaces.
struct HelpLayout {
    var language: Language
    var width: Int

    /// Columns wide enough for the parser never to break a line.
    static let unbroken = 100_000
    /// Where ArgumentParser begins the explanation of an option.
    private static let explanationStart = 26

    /// Whether a text of the parser's is a help screen.
    static func isHelp(_ text: String) -> Bool {
        text.hasPrefix("OVERVIEW: ") || text.hasPrefix("USAGE: ")
    }

    func text(_ help: String) -> String {
        let blocks = HelpBlock.all(in: help).sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }
        return blocks.map { lines($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func lines(_ block: HelpBlock) -> [String] {
        var source = block.lines[...]
        var lines: [String] = []
        while let line = source.popFirst() {
            if ParserWords.isHeading(line) {
                lines += heading(line)
            } else if block.kind == .options, line.hasPrefix("  "), !line.hasPrefix("   ") {
                lines += element(line, &source)
            } else {
                lines += wrapped(ParserWords.sentence(line, in: language))
            }
        }
        return lines
    }

    /// The abstract stands alone; the usage keeps its word before it.
    private func heading(_ line: String) -> [String] {
        if line.hasPrefix("OVERVIEW: ") { return wrapped(String(line.dropFirst("OVERVIEW: ".count))) }
        let heading = ParserWords.heading(line, in: language)
        guard line.hasPrefix("USAGE: ") else { return [heading] }
        let margin = String(repeating: " ", count: 7)
        return TextWrapping.lines(heading, width: width - 7).enumerated().map { $0 == 0 ? $1 : margin + $1 }
    }

    /// A line of options, arguments or commands: its label, then the explanation in a column of its own.
    private func element(_ line: String, _ rest: inout ArraySlice<String>) -> [String] {
        var label = line
        var explanation = ""
        let start = Self.explanationStart
        if line.count > start, Array(line)[start - 1] == " " {
            label = String(line.prefix(start)).trimmingCharacters(in: .whitespaces)
            explanation = String(line.dropFirst(start))
        } else if let next = rest.first, next.hasPrefix(String(repeating: " ", count: start)) {
            rest.removeFirst()
            explanation = next
        }
        label = "  " + ParserWords.label(label.trimmingCharacters(in: .whitespaces), in: language)
        explanation = ParserWords.explanation(explanation.trimmingCharacters(in: .whitespaces), in: language)
        guard !explanation.isEmpty else { return [label] }
        let column = min(start, width / 2)
        let texts = TextWrapping.lines(explanation, width: width - column)
        let margin = String(repeating: " ", count: column)
        guard DisplayWidth.of(label) < column - 1 else { return [label] + texts.map { margin + $0 } }
        return [DisplayWidth.padded(label, to: column) + texts[0]] + texts.dropFirst().map { margin + $0 }
    }

    /// Wraps a line and gives what follows the same indentation.
    private func wrapped(_ line: String) -> [String] {
        let margin = String(line.prefix { $0 == " " })
        let text = line.trimmingCharacters(in: .whitespaces)
        return TextWrapping.lines(text, width: width - margin.count).map { $0.isEmpty ? "" : margin + $0 }
    }
}
