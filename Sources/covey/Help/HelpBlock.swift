import Foundation

/// A part of a help screen: what stands between two headings.
struct HelpBlock {
    /// In the order in which they are shown.
    enum Kind: Int {
        case overview, usage, options, sentence, examples
    }

    var kind: Kind
    /// The place among the blocks of the parser.
    var number: Int
    /// With the heading; without empty lines at the end.
    var lines: [String]

    /// Blocks of a lower rank stand first; options that every command has come after the command's own.
    var rank: Int { kind.rawValue * 2 + (isCommon ? 1 : 0) }

    private var isCommon: Bool { lines.first == CommonOptions.title.uppercased() + ":" }

    /// Takes the parser's text apart.
    static func all(in help: String) -> [HelpBlock] {
        var blocks: [HelpBlock] = []
        for line in help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let kind = kind(ofHeading: line) {
                blocks.append(HelpBlock(kind: kind, number: blocks.count, lines: [line]))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        for index in blocks.indices {
            while blocks[index].lines.last?.trimmingCharacters(in: .whitespaces).isEmpty == true {
                blocks[index].lines.removeLast()
            }
        }
        return blocks
    }

    private static func kind(ofHeading line: String) -> Kind? {
        if line == CommandHelp.examplesHeading { return .examples }
        if line.hasPrefix("  See '") { return .sentence }
        guard ParserWords.isHeading(line) else { return nil }
        if line.hasPrefix("OVERVIEW: ") { return .overview }
        return line.hasPrefix("USAGE: ") ? .usage : .options
    }
}
