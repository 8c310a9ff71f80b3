/// What the bytes of a text say about its encoding, gathered in one pass.
///
/// UTF-8 is decided by its own rules: text in another encoding almost never is valid UTF-8. Between GB18030 and the
/// Latin encodings the distribution of the byte pairs decides: Chinese text lies in the rows of GB 2312, while an
/// accented letter followed by a plain one falls outside of them.
struct EncodingEvidence {
    /// Lines that hold a sequence that is not UTF-8.
    private(set) var linesNotUTF8 = 0
    private(set) var firstLineNotUTF8: Int?
    /// Valid UTF-8 sequences of several bytes.
    private(set) var multibyteSequences = 0

    /// Lines that hold such sequences and nothing that is not UTF-8.
    private(set) var linesOfUTF8 = 0

    private var gb2312Pairs = 0
    private var otherGBKPairs = 0
    private var bytesNotGBK = 0
    private var controlsOfWindows1252 = 0

    var isUTF8: Bool { linesNotUTF8 == 0 }

    /// Takes one line of bytes that is known not to be all ASCII. Line numbers count from 1.
    mutating func add(_ line: UnsafeRawBufferPointer, number: Int) {
        let (valid, sequences) = Self.validateUTF8(line)
        multibyteSequences += sequences
        guard !valid else {
            linesOfUTF8 += 1
            return
        }
        linesNotUTF8 += 1
        if firstLineNotUTF8 == nil { firstLineNotUTF8 = number }
        weighGBK(line)
    }

    /// The encoding of a text that is not UTF-8 throughout.
    ///
    /// - Returns: UTF-8 where lines with other than ASCII characters are UTF-8 and not by chance: then the rest is damage
    ///   or another encoding, whose rows are rejected rather than one of the two made unreadable.
    func bestGuess() -> TextEncoding {
        if linesOfUTF8 >= 3, linesOfUTF8 * 20 >= linesNotUTF8 { return .utf8 }
        if multibyteSequences > 4 * linesNotUTF8 { return .utf8 }
        let pairs = gb2312Pairs + otherGBKPairs
        if pairs > 0, gb2312Pairs * 10 >= pairs * 8, bytesNotGBK * 20 <= pairs { return .gb18030 }
        return controlsOfWindows1252 > 0 ? .windows1252 : .latin1
    }

    /// Whether lines in UTF-8 and lines in something else both are in the text.
    var isMixed: Bool { linesNotUTF8 > 0 && multibyteSequences > 0 }

    private mutating func weighGBK(_ line: UnsafeRawBufferPointer) {
        var index = 0
        while index < line.count {
            let lead = line[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            if (0x80...0x9F).contains(lead) { controlsOfWindows1252 += 1 }
            let trail = index + 1 < line.count ? line[index + 1] : 0
            if (0x81...0xFE).contains(lead), (0x40...0xFE).contains(trail), trail != 0x7F {
                let isGB2312 = trail >= 0xA1 && ((0xA1...0xA9).contains(lead) || (0xB0...0xF7).contains(lead))
                if isGB2312 { gb2312Pairs += 1 } else { otherGBKPairs += 1 }
                index += 2
            } else if (0x81...0xFE).contains(lead), (0x30...0x39).contains(trail) {
                otherGBKPairs += 1
                index += 4
            } else {
                bytesNotGBK += 1
                index += 1
            }
        }
    }

    /// Whether `bytes` are well-formed UTF-8 (Unicode 16, table 3-7), and how many sequences have several bytes.
    static func validateUTF8(_ bytes: UnsafeRawBufferPointer) -> (valid: Bool, sequences: Int) {
        var index = 0
        var sequences = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(bytes, at: index)
            guard length > 0 else { return (false, sequences) }
            sequences += 1
            index += length
        }
        return (true, sequences)
    }

    /// The length of the well-formed sequence at `index`, or 0.
    static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let lead = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
