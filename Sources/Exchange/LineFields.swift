/// Cuts the lines of plain UTF-8 text, ended by LF, into fields.
///
/// A record is a line: a quote that its line does not close is a character like others, so that one stray quote cannot
/// swallow what follows it.
package struct LineFields {
    private let bytes: [UInt8]
    /// `nil` where a line is one field as it stands, quotes included.
    private let delimiter: UInt8?
    private var next = 0
    /// The number of the line that was read last, from 1.
    package private(set) var lineNumber = 0

    package init(_ bytes: [UInt8], delimiter: UInt8?) {
        self.bytes = bytes
        self.delimiter = delimiter
    }

    /// The fields of the next line, quotes taken off; `nil` after the last one.
    ///
    /// - Complexity: O(line).
    package mutating func line() -> [String]? {
        guard next < bytes.count else { return nil }
        let end = bytes[next...].firstIndex(of: 10) ?? bytes.count
        defer { (next, lineNumber) = (end + 1, lineNumber + 1) }
        guard let delimiter else { return [String(decoding: bytes[next..<end], as: UTF8.self)] }
        var fields: [String] = []
        var start = next
        while true {
            let (field, after) = self.field(from: start, to: end, delimiter)
            fields.append(field)
            guard after < end else { return fields }
            start = after + 1
        }
    }

    /// A field and where its delimiter stands, or the end of the line.
    private func field(from start: Int, to end: Int, _ delimiter: UInt8) -> (String, Int) {
        if start < end, bytes[start] == Self.quote, let quoted = quoted(from: start + 1, to: end, delimiter) {
            return quoted
        }
        let after = bytes[start..<end].firstIndex(of: delimiter) ?? end
        return (String(decoding: bytes[start..<after], as: UTF8.self), after)
    }

    /// `nil` where the quote is not closed before a delimiter or the end of the line.
    private func quoted(from start: Int, to end: Int, _ delimiter: UInt8) -> (String, Int)? {
        var text: [UInt8] = []
        var place = start
        while place < end {
            if bytes[place] != Self.quote {
                text.append(bytes[place])
            } else if place + 1 < end, bytes[place + 1] == Self.quote {
                text.append(Self.quote)
                place += 1
            } else {
                guard place + 1 == end || bytes[place + 1] == delimiter else { return nil }
                return (String(decoding: text, as: UTF8.self), place + 1)
            }
            place += 1
        }
        return nil
    }

    private static let quote = UInt8(ascii: "\"")
}
