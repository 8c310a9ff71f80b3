import Domain
import Foundation

/// The first lines of a text file, decoded.
package struct FileHead: Sendable {
    /// Without their ends. Where the file goes on, the line that was cut off is left out.
    package var lines: [String]

    package init(lines: [String]) {
        self.lines = lines
    }

    /// Whether the lines hold nothing but white space and NUL bytes.
    package var isBlank: Bool {
        lines.allSatisfy { line in
            line.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\0" || $0 == "\u{FEFF}" }
        }
    }

    /// How much is read: enough for hundreds of rows of any table that people keep.
    private static let byteCount = 1 << 16

    /// - Throws: `FileError`.
    package static func read(_ path: String, inspection: TextInspection) throws -> FileHead {
        let reader = try FileReader(path: path)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
        defer { buffer.deallocate() }
        let count = try reader.read(into: buffer)
        var bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if let mark = TextEncoding.byteOrderMark(of: bytes) {
            bytes = UnsafeRawBufferPointer(rebasing: bytes[mark.length...])
        }
        var text: [UInt8] = []
        let isWhole = count < byteCount
        try EncodingConverter(from: inspection.encoding).convert(bytes, isLast: isWhole) { text.append(contentsOf: $0) }
        var lines = Self.lines(of: text)
        if !isWhole, lines.count > 1 { lines.removeLast() }
        return FileHead(lines: lines)
    }

    /// Lines as ended by LF, CR LF or a lone CR; what follows the last end is a line if it is not empty.
    private static func lines(of text: [UInt8]) -> [String] {
        var lines: [String] = []
        var start = text.startIndex
        for index in text.indices where text[index] == 10 || text[index] == 13 {
            // The LF of a CR LF ends nothing more.
            if text[index] == 10, index > text.startIndex, text[index - 1] == 13 {
                start = index + 1
                continue
            }
            lines.append(String(decoding: text[start..<index], as: UTF8.self))
            start = index + 1
        }
        if start < text.endIndex { lines.append(String(decoding: text[start...], as: UTF8.self)) }
        return lines
    }
}
