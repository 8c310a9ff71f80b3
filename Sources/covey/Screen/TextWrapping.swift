/// Breaks texts into lines of a width: at spaces, and between Chinese characters except where punctuation forbids it.
enum TextWrapping {
    /// - Parameter width: in columns; at least 10 are taken.
    static func lines(_ text: String, width: Int) -> [String] {
        let width = max(10, width)
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces(text) {
            let size = DisplayWidth.of(piece)
            let bare = DisplayWidth.of(piece.trimmingSuffix { $0 == " " })
            if used > 0, used + bare > width {
                lines.append(String(line.trimmingSuffix { $0 == " " }))
                (line, used) = ("", 0)
            }
            line += piece
            used += size
        }
        lines.append(String(line.trimmingSuffix { $0 == " " }))
        return lines
    }

    /// The text in pieces that are not broken; spaces stand at their ends.
    private static func pieces(_ text: String) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if next == text.endIndex || mayBreak(between: text[index], text[next]) {
                pieces.append(text[start..<next])
                start = next
            }
            index = next
        }
        return pieces
    }

    private static func mayBreak(between left: Character, _ right: Character) -> Bool {
        if right == " " { return false }
        if left == " " { return true }
        guard DisplayWidth.of(left) == 2 || DisplayWidth.of(right) == 2 else { return false }
        return !opening.contains(left) && !closing.contains(right)
    }

    private static let opening: Set<Character> = ["（", "《", "“", "‘", "「", "【", "(", "[", "<", "`"]
    private static let closing: Set<Character> = [
        "）", "》", "”", "’", "」", "】", "，", "。", "、", "；", "：", "！", "？", "…", ")", "]", ">", "`", ",", ".", ";", ":",
        "!", "?", "%",
    ]
}

extension StringProtocol {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }
}
