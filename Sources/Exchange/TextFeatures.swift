import Foundation

/// Which kinds of characters a text holds at all, so that a reader need not look for the others in each value.
package struct TextFeatures: Sendable, Hashable {
    package private(set) var isBeyondASCII = false
    package private(set) var hasTabs = false
    package private(set) var hasQuotes = false
    /// `="`, with which spreadsheets write a text as a formula.
    package private(set) var hasFormulaTexts = false
    /// A space next to a separator, or at the beginning or the end of the text.
    package private(set) var hasEdgeSpaces = false
    /// The last byte of the chunks so far; a text begins as a line does.
    private var last = UInt8(ascii: "\n")

    /// Bytes that may stand around a value: delimiters, quotes, line ends.
    private static let separators = Array(",;|:\t\"'`\r\n".utf8)

    /// Whether a delimiter or a quote is one of those that spaces are looked for beside.
    package static func isSeparator(_ text: String) -> Bool {
        text.utf8.count == 1 && text.utf8.allSatisfy(separators.contains)
    }

    /// - Complexity: O(bytes).
    mutating func add(_ chunk: UnsafeRawBufferPointer) {
        guard let base = chunk.baseAddress, let first = chunk.first, let end = chunk.last else { return }
        if Self.isEdge(last, first) { hasEdgeSpaces = true }
        if last == UInt8(ascii: "="), first == UInt8(ascii: "\"") { hasFormulaTexts = true }
        last = end
        if !isBeyondASCII { isBeyondASCII = Self.isBeyondASCII(chunk) }
        if !hasTabs { hasTabs = memchr(base, 9, chunk.count) != nil }
        if !hasQuotes { hasQuotes = memchr(base, 34, chunk.count) != nil }
        if !hasFormulaTexts { hasFormulaTexts = Self.hasFormulaTexts(chunk) }
        if !hasEdgeSpaces { hasEdgeSpaces = Self.hasEdgeSpaces(chunk) }
    }

    mutating func finish() {
        if last == Self.space { hasEdgeSpaces = true }
    }

    // MARK: Bytes

    private static let space = UInt8(ascii: " ")
    private static let isSeparatorByte = (0...255).map { separators.contains(UInt8($0)) }

    private static func isEdge(_ left: UInt8, _ right: UInt8) -> Bool {
        left == space && isSeparatorByte[Int(right)] || right == space && isSeparatorByte[Int(left)]
    }

    private static func isBeyondASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var all: UInt64 = 0
        var index = 0
        while index + 8 <= bytes.count {
            all |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        return all & 0x8080_8080_8080_8080 != 0 || bytes[index...].contains { $0 >= 0x80 }
    }

    private static func hasFormulaTexts(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var start = 0
        while let found = memchr(base + start, 61, bytes.count - start) {
            start = base.distance(to: UnsafeRawPointer(found)) + 1
            if start < bytes.count, bytes[start] == 34 { return true }
        }
        return false
    }

    /// Finds the spaces eight bytes at a time, and looks at the neighbours of each.
    private static func hasEdgeSpaces(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isSeparatorByte.withUnsafeBufferPointer { isSeparator in
            func isAtEdge(_ index: Int) -> Bool {
                index > 0 && isSeparator[Int(bytes[index - 1])]
                    || index + 1 < bytes.count && isSeparator[Int(bytes[index + 1])]
            }
            var index = 0
            while index + 8 <= bytes.count {
                var spaces = zeroBytes(
                    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian ^ 0x2020_2020_2020_2020
                )
                while spaces != 0 {
                    if isAtEdge(index + spaces.trailingZeroBitCount / 8) { return true }
                    spaces &= spaces - 1
                }
                index += 8
            }
            return (index..<bytes.count).contains { bytes[$0] == space && isAtEdge($0) }
        }
    }

    /// The highest bit of each byte that is zero, and no other bit.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~((word & low) &+ low | word | low)
    }
}
