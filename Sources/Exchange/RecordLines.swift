import Domain
import Foundation

/// Finds the line of a file that each record of it began at.
///
/// A reader of tables counts records; people count lines, and a quoted value may hold line ends. The pass is only made
/// when some rows were rejected.
package struct RecordLines {
    /// The bytes between two columns: one code point in UTF-8.
    package var delimiter: [UInt8]
    /// `nil` where the format knows no quotes, as lines of JSON.
    package var quote: UInt8?
    package var hasHeader: Bool
    /// How many lines stand before the table.
    package var skippedLines: Int
    /// Bytes that make no record by themselves, beside the CR of a line end.
    package var blank: Set<UInt8>

    /// - Parameter blank: characters of ASCII of which a line may consist and still be blank.
    package init(delimiter: String, quote: UInt8?, hasHeader: Bool, skippedLines: Int = 0, blank: String = "") {
        self.delimiter = Array(delimiter.utf8)
        self.quote = quote
        self.hasHeader = hasHeader
        self.skippedLines = skippedLines
        self.blank = Set(blank.utf8)
    }

    /// The lines (from 1) of some records.
    ///
    /// - Parameters:
    ///   - path: a file of plain UTF-8.
    ///   - ordinals: ascending numbers (from 0) of records as the reader counted them: without the header, without
    ///     blank lines, and without the records that it refused.
    ///   - refusedAt: ascending byte offsets (from 0) of records that the reader refused.
    /// - Returns: the lines in the order of `ordinals`, and of `refusedAt`. A record that is not there has the last line.
    /// - Complexity: O(file).
    package func lines(
        of path: String,
        ordinals: [Int],
        refusedAt: [Int64]
    ) throws -> (accepted: [Int], refused: [Int]) {
        let reader = try FileReader(path: path)
        var walk = RecordWalk(format: self, ordinals: ordinals, refusedAt: refusedAt)
        let chunkSize = 1 << 20
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 64)
        defer { chunk.deallocate() }
        while true {
            let count = try reader.read(into: chunk)
            for byte in UnsafeRawBufferPointer(rebasing: chunk[..<count]) { walk.take(byte) }
            if count < chunkSize { break }
        }
        return walk.finish()
    }
}

/// The state of `RecordLines` between two bytes.
private struct RecordWalk {
    private let format: RecordLines
    private let ordinals: [Int]
    private let refusedAt: [Int64]
    private var acceptedLines: [Int] = []
    private var refusedLines: [Int] = []

    private var offset: Int64 = 0
    private var line = 1
    private var recordLine = 1
    private var recordIsBlank = true
    private var fieldStarts = true
    /// How many bytes of a delimiter have just passed.
    private var delimiterBytes = 0
    private var isQuoted = false
    private var quoteJustClosed = false
    private var accepted = 0
    private var headerPending: Bool

    init(format: RecordLines, ordinals: [Int], refusedAt: [Int64]) {
        self.format = format
        self.ordinals = ordinals
        self.refusedAt = refusedAt
        headerPending = format.hasHeader
    }

    mutating func take(_ byte: UInt8) {
        defer { offset += 1 }
        if line <= format.skippedLines {
            if byte == 10 {
                line += 1
                recordLine = line
            }
            return
        }
        if byte == 10 {
            line += 1
            if !isQuoted {
                endRecord()
                return
            }
        }
        if recordIsBlank, byte != 13, byte != 10, !format.blank.contains(byte) { recordIsBlank = false }
        guard let quote = format.quote else { return }
        if isQuoted {
            if byte == quote {
                isQuoted = false
                quoteJustClosed = true
            }
        } else if byte == quote, fieldStarts || quoteJustClosed {
            // A second quote straight after one that closed is an escaped quote: the value goes on.
            isQuoted = true
            quoteJustClosed = false
        } else {
            quoteJustClosed = false
        }
        fieldStarts = !isQuoted && endsDelimiter(byte)
    }

    /// In UTF-8 no character begins with a byte that stands inside of another one, so bytes that do not match need only
    /// be tried as a first one.
    private mutating func endsDelimiter(_ byte: UInt8) -> Bool {
        let delimiter = format.delimiter
        if byte != delimiter[delimiterBytes] { delimiterBytes = 0 }
        guard byte == delimiter[delimiterBytes] else { return false }
        delimiterBytes += 1
        guard delimiterBytes == delimiter.count else { return false }
        delimiterBytes = 0
        return true
    }

    mutating func finish() -> (accepted: [Int], refused: [Int]) {
        endRecord()
        let last = max(1, recordLine)
        acceptedLines += Array(repeating: last, count: ordinals.count - acceptedLines.count)
        refusedLines += Array(repeating: last, count: refusedAt.count - refusedLines.count)
        return (acceptedLines, refusedLines)
    }

    private mutating func endRecord() {
        defer {
            recordLine = line
            recordIsBlank = true
            fieldStarts = true
            delimiterBytes = 0
            isQuoted = false
            quoteJustClosed = false
        }
        guard !recordIsBlank else { return }
        if headerPending {
            headerPending = false
            return
        }
        // A reader may report the blank lines before a record as its beginning, or the LF of the CR LF before it, so
        // the record is the first that ends after the offset.
        if refusedLines.count < refusedAt.count, refusedAt[refusedLines.count] < offset {
            while refusedLines.count < refusedAt.count, refusedAt[refusedLines.count] < offset {
                refusedLines.append(recordLine)
            }
            return
        }
        while acceptedLines.count < ordinals.count, ordinals[acceptedLines.count] == accepted {
            acceptedLines.append(recordLine)
        }
        accepted += 1
    }
}
