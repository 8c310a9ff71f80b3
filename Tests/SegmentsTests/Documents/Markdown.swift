/// What the tests read of a page.
enum Markdown {
    struct Block: Hashable {
        /// `heading`, or what the fence of a block of code says.
        var kind: String
        var text: String
    }

    /// The headings and the blocks of code, in order.
    static func blocks(in page: String) -> [Block] {
        var blocks: [Block] = []
        var open: (kind: String, lines: [Substring])?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let (kind, lines) = open {
                if line == "```" {
                    blocks.append(Block(kind: kind, text: lines.joined(separator: "\n")))
                    open = nil
                } else {
                    open = (kind, lines + [line])
                }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            } else if line.hasPrefix("#") {
                blocks.append(Block(kind: "heading", text: line.drop { $0 == "#" }.dropFirst().description))
            }
        }
        return blocks
    }
}
