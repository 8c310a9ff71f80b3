import Domain
import Foundation

/// A copy of a text file that every reader takes: plain UTF-8, lines ended by LF, no NUL bytes.
///
/// It has a line for each line of the original, so a line number means the same in both. Bytes that are no text become
/// U+FFFD, by which the reading that follows finds and rejects the values they are in.
package struct WorkingCopy: Sendable {
    package var path: String
    /// Numbers of lines that were longer than `TextInspection.lineLimit`; they are empty in the copy.
    package var overlongLines: [Int]
    /// Characters that could not be decoded, and NUL bytes.
    package var replacedCharacters: Int

    /// The mark of bytes that were no text.
    package static let replacementCharacter: Character = "\u{FFFD}"

    /// Writes the copy.
    ///
    /// - Parameters:
    ///   - original: path of the file that was inspected.
    ///   - target: path of the copy; a file there is replaced. It is removed if writing fails.
    ///   - blankLines: how many lines at the beginning become blank.
    ///   - progress: called about every megabyte with the bytes read from disk; it may throw to cancel.
    /// - Throws: `FileError`, or whatever `progress` throws.
    package static func write(
        of original: String,
        inspection: TextInspection,
        to target: String,
        blankLines: Int = 0,
        progress: (Int64) throws -> Void = { _ in }
    ) throws -> WorkingCopy {
        let reader = try FileReader(path: original)
        let output = try OutputFile(path: target)
        do {
            let converter = try EncodingConverter(from: inspection.encoding)
            var lines = LineNormaliser(output: output, blankLines: blankLines)
            try copy(reader, through: converter, into: &lines, progress: progress)
            try lines.finish()
            try output.close()
            return WorkingCopy(
                path: target,
                overlongLines: lines.overlongLines,
                replacedCharacters: converter.replacements + lines.replacedNULs
            )
        } catch {
            output.discard()
            throw error
        }
    }

    private static func copy(
        _ reader: FileReader,
        through converter: EncodingConverter,
        into lines: inout LineNormaliser,
        progress: (Int64) throws -> Void
    ) throws {
        let chunkSize = 1 << 20
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 64)
        defer { chunk.deallocate() }
        var isFirst = true
        while true {
            let count = try reader.read(into: chunk)
            var bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
            if isFirst, let mark = TextEncoding.byteOrderMark(of: bytes) {
                bytes = UnsafeRawBufferPointer(rebasing: bytes[mark.length...])
            }
            isFirst = false
            try converter.convert(bytes, isLast: count < chunkSize) { try lines.add($0) }
            try progress(reader.bytesRead)
            if count < chunkSize { return }
        }
    }
}

/// Ends every line with LF, blanks lines that are too long or no part of the table, and replaces NUL bytes.
struct LineNormaliser {
    private let output: OutputFile
    private let blankLines: Int
    private var line: [UInt8] = []
    private var lineNumber = 1
    private var isOverlong = false
    /// The last byte was a CR, so an LF now belongs to the same line end.
    private var isDirectlyAfterReturn = false
    private(set) var overlongLines: [Int] = []
    private(set) var replacedNULs = 0

    init(output: OutputFile, blankLines: Int) {
        self.output = output
        self.blankLines = blankLines
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) throws {
        var start = 0
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte <= 13, byte == 10 || byte == 13 || byte == 0 else { continue }
            append(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
            start = index + 1
            switch byte {
            case 0:
                isDirectlyAfterReturn = false
                replacedNULs += 1
                line.append(contentsOf: [0xEF, 0xBF, 0xBD])
            case 10 where isDirectlyAfterReturn:
                isDirectlyAfterReturn = false
            default:
                try endLine()
                isDirectlyAfterReturn = byte == 13
            }
        }
        append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }

    mutating func finish() throws {
        if !line.isEmpty || isOverlong { try endLine() }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        isDirectlyAfterReturn = false
        guard !isOverlong else { return }
        if line.count + bytes.count > TextInspection.lineLimit {
            isOverlong = true
            line.removeAll()
        } else {
            line.append(contentsOf: bytes)
        }
    }

    private mutating func endLine() throws {
        if lineNumber <= blankLines {
            line.removeAll(keepingCapacity: true)
        } else if isOverlong {
            overlongLines.append(lineNumber)
        }
        line.append(10)
        try line.withUnsafeBytes { try output.write($0) }
        line.removeAll(keepingCapacity: true)
        isOverlong = false
        lineNumber += 1
    }
}
