import Domain
import Foundation

/// What one pass over a text file found out: enough to read it without surprises.
package struct TextInspection: Sendable {
    /// SHA-256 of the file's bytes on disk, in hexadecimal.
    package var fingerprint: String
    package var byteCount: Int64
    package var compression: FileReader.Compression
    package var encoding: TextEncoding
    /// Whether the encoding was announced (stated or by a byte order mark) rather than judged from the bytes.
    package var encodingIsCertain: Bool
    /// Lines, as ended by LF, CR LF or a lone CR; a last line without an end counts.
    package var lineCount: Int
    /// Bytes of the longest line.
    package var longestLine: Int
    package var nulBytes: Int
    /// Lines that are not valid in `encoding` (counted for UTF-8 only; other encodings show it when read).
    package var damagedLines: Int
    package var firstDamagedLine: Int?
    /// Both UTF-8 and another encoding occur.
    package var isMixed: Bool
    package var lineEndings: LineEndings
    package var features: TextFeatures

    package enum LineEndings: Sendable, Hashable {
        case lineFeed, carriageReturnLineFeed, carriageReturn, mixed
    }

    /// Whether a reader for plain UTF-8 with one kind of line end can take the file as it is.
    package var readsAsItIs: Bool {
        compression == .none && encoding == .utf8 && nulBytes == 0 && damagedLines == 0
            && longestLine <= Self.lineLimit && (lineEndings == .lineFeed || lineEndings == .carriageReturnLineFeed)
    }

    /// The longest line that is read, in bytes. A row of a customer file is hundreds of bytes; one of megabytes is an
    /// unclosed quote or not a table at all.
    package static let lineLimit = 4 << 20
}

extension TextInspection {
    /// The same of a file that is no text, in which bytes say nothing of encodings and characters.
    package var ofBinary: TextInspection {
        var inspection = self
        inspection.encoding = .utf8
        inspection.encodingIsCertain = true
        inspection.nulBytes = 0
        inspection.damagedLines = 0
        inspection.firstDamagedLine = nil
        inspection.isMixed = false
        inspection.features = .unknown
        return inspection
    }

    /// Reads the whole of a file once.
    ///
    /// - Parameters:
    ///   - stated: the encoding that the user stated, if any; a byte order mark outranks it.
    ///   - progress: called about every megabyte with the bytes read from disk; it may throw to cancel.
    /// - Throws: `FileError`, or whatever `progress` throws.
    /// - Complexity: O(file), constant memory.
    package static func inspect(
        path: String,
        stated: TextEncoding? = nil,
        progress: (Int64) throws -> Void = { _ in }
    ) throws -> TextInspection {
        let reader = try FileReader(path: path, fingerprinted: true)
        let scan = ConcurrentScan()
        var announced: (encoding: TextEncoding, length: Int)?
        var isFirst = true
        var goesOn = true
        while goesOn {
            goesOn = try scan.next { buffer in
                let count = try reader.read(into: buffer)
                var start = 0
                if isFirst {
                    let head = Array(buffer.prefix(min(count, 4096)))
                    announced = TextEncoding.byteOrderMark(of: head)
                    if announced == nil, stated == nil, let wide = TextEncoding.unmarkedUTF16(in: head) {
                        announced = (wide, 0)
                    }
                    start = min(announced?.length ?? 0, count)
                    isFirst = false
                }
                return (start..<count, count == buffer.count)
            }
            try progress(reader.bytesRead)
        }
        let (lines, features) = scan.finish()
        return TextInspection(lines, features, reader: reader, certain: announced?.encoding ?? stated)
    }

    private init(
        _ scanner: LineScanner,
        _ features: TextFeatures,
        reader: FileReader,
        certain: TextEncoding?
    ) {
        let encoding = certain ?? (scanner.evidence.isUTF8 ? .utf8 : scanner.evidence.bestGuess())
        let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
        fingerprint = reader.fingerprint
        byteCount = reader.byteCount
        compression = reader.compression
        self.encoding = encoding
        encodingIsCertain = certain != nil || scanner.evidence.isUTF8
        lineCount = scanner.lineCount
        longestLine = scanner.longestLine
        nulBytes = isWide ? 0 : scanner.nulBytes
        damagedLines = encoding == .utf8 ? scanner.evidence.linesNotUTF8 : 0
        firstDamagedLine = encoding == .utf8 ? scanner.evidence.firstLineNotUTF8 : nil
        isMixed = encoding == .utf8 && scanner.evidence.isMixed
        lineEndings = scanner.lineEndings
        self.features = features
    }
}
