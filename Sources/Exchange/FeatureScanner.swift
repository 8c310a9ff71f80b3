import Foundation

/// Finds out the features of a text, over chunks of its UTF-8.
struct FeatureScanner {
    private(set) var features = TextFeatures()
    /// The byte before the one held back; a text begins as a line does.
    private var previous = UInt8(ascii: "\n")
    /// The last byte of the chunks so far, which waits for the byte after it.
    private var held: UInt8?
    private var isInQuotes = false
    /// The scalar that is being put together, and the bytes that it lacks.
    private var scalar: UInt32 = 0
    private var missingBytes = 0

    /// - Complexity: O(bytes); plain text costs a few operations for eight of them.
    mutating func add(_ chunk: UnsafeRawBufferPointer) {
        guard let base = chunk.baseAddress, let first = chunk.first, let last = chunk.last else { return }
        if let held { take(held, previous, next: first) }
        if !features.hasTabs { features.hasTabs = memchr(base, 9, chunk.count) != nil }
        let end = chunk.count - 1
        var before = held ?? previous
        var index = 0
        while index + 8 <= end {
            let word = chunk.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            var marks = word & Self.highBits | Self.zeroBytes(word & Self.allButSecondBit ^ Self.spaces)
            while marks != 0 {
                let place = index + marks.trailingZeroBitCount / 8
                take(chunk[place], place > 0 ? chunk[place - 1] : before, next: chunk[place + 1])
                marks &= marks - 1
            }
            index += 8
        }
        while index < end {
            take(chunk[index], index > 0 ? chunk[index - 1] : before, next: chunk[index + 1])
            index += 1
        }
        if end > 0 { before = chunk[end - 1] }
        previous = before
        held = last
    }

    mutating func finish() {
        if let held { take(held, previous, next: Self.lineFeed) }
        held = nil
    }

    private mutating func take(_ byte: UInt8, _ previous: UInt8, next: UInt8) {
        if byte >= 0x80 {
            takeBeyondASCII(byte)
        } else if byte == Self.space {
            let isAtQuote = previous == Self.quote || next == Self.quote
            let isAtSeparator = Self.isSeparator(previous) || Self.isSeparator(next)
            if isAtQuote || !isInQuotes && isAtSeparator { features.hasEdgeSpaces = true }
        } else if byte == Self.quote {
            takeQuote(previous, next: next)
        }
    }

    /// Two quotes inside of quotes end and begin again, so they need no case of their own.
    private mutating func takeQuote(_ previous: UInt8, next: UInt8) {
        if previous == UInt8(ascii: "=") { features.hasFormulaTexts = true }
        let outside = isInQuotes ? next : previous
        let inside = isInQuotes ? previous : next
        if !Self.isSeparator(outside), outside != Self.quote { features.hasStrayQuotes = true }
        if inside == Self.lineFeed || inside == Self.carriageReturn { features.hasEdgeLineEnds = true }
        isInQuotes.toggle()
    }

    // MARK: Characters

    private mutating func takeBeyondASCII(_ byte: UInt8) {
        if byte >= 0xC0 {
            missingBytes = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
            scalar = UInt32(byte) & (0x3F >> UInt32(missingBytes))
        } else if missingBytes > 0 {
            scalar = scalar << 6 | UInt32(byte & 0x3F)
            missingBytes -= 1
            if missingBytes == 0 { classify(scalar) }
        }
    }

    private mutating func classify(_ scalar: UInt32) {
        if scalar == 0xA0 || scalar == 0x3000 || scalar == 0xFEFF { features.hasWideSpaces = true }
        if !Self.isComposed(scalar) { features.mayNeedComposition = true }
    }

    /// Whether a character is its own composition and takes no part in another's: the common ones of which
    /// `NFC_Quick_Check` (Unicode, DerivedNormalizationProps) is Yes, and which are no combining marks.
    private static func isComposed(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3400...0x9FFF, 0x80...0x2FF, 0x3000...0x3029, 0xFF01...0xFF9D, 0x3041...0x3093, 0x30A1...0x30FE,
            0x2010...0x2027, 0x20AC, 0xFEFF, 0x1F300...0x1F64F:
            true
        default: false
        }
    }

    // MARK: Bytes

    private static let space = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let spaces: UInt64 = 0x2020_2020_2020_2020
    /// A quote is a space with the second bit set, so one comparison without it finds both.
    private static let allButSecondBit: UInt64 = 0xFDFD_FDFD_FDFD_FDFD

    /// Delimiters and line ends.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 44, 59, 124, 9, 10, 13: true
        default: false
        }
    }

    /// The highest bit of each byte that is zero, and no other bit.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~((word & low) &+ low | word | low)
    }
}
