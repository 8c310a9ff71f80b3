import Foundation

/// Counts lines, their ends, NUL bytes and encoding evidence over chunks of a file.
///
/// Lines that cross chunks are copied together only if they hold other than ASCII bytes, which is what the evidence
/// needs; plain text costs one `memchr` a line.
struct LineScanner {
    private(set) var evidence = EncodingEvidence()
    private(set) var lineCount = 0
    private(set) var longestLine = 0
    private(set) var nulBytes = 0
    private var lineFeeds = 0
    private var carriageReturns = 0
    private var pairs = 0
    private var lastByte: UInt8 = 0
    /// The bytes of the line that the last chunk ended in, up to what the evidence needs.
    private var carried: [UInt8] = []
    private var carriedLength = 0

    var lineEndings: TextInspection.LineEndings {
        let loneFeeds = lineFeeds - pairs
        let loneReturns = carriageReturns - pairs
        switch (pairs > 0, loneFeeds > 0, loneReturns > 0) {
        case (false, _, false): return .lineFeed
        case (true, false, false): return .carriageReturnLineFeed
        case (false, false, true): return .carriageReturn
        default: return .mixed
        }
    }

    mutating func add(_ chunk: UnsafeRawBufferPointer) {
        guard let base = chunk.baseAddress, !chunk.isEmpty else { return }
        nulBytes += Self.count(of: 0, in: chunk)
        if memchr(base, 13, chunk.count) != nil { countReturns(chunk) }
        if lastByte == 13, chunk[0] == 10 { pairs += 1 }
        lastByte = chunk[chunk.count - 1]
        var start = 0
        while let found = memchr(base + start, 10, chunk.count - start) {
            let end = base.distance(to: UnsafeRawPointer(found))
            lineFeeds += 1
            endLine(UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
            start = end + 1
        }
        carry(UnsafeRawBufferPointer(rebasing: chunk[start...]))
    }

    mutating func finish() {
        if carriedLength > 0 { endLine(UnsafeRawBufferPointer(start: nil, count: 0)) }
        // Files of old Macs end lines with CR alone; then no LF was seen, or only some.
        lineCount += max(0, carriageReturns - pairs)
    }

    private mutating func endLine(_ rest: UnsafeRawBufferPointer) {
        lineCount += 1
        longestLine = max(longestLine, carriedLength + rest.count)
        if carriedLength == 0 {
            if !Self.isASCII(rest) { evidence.add(rest, number: lineCount) }
        } else {
            carry(rest)
            carried.withUnsafeBytes { line in
                if !Self.isASCII(line) { evidence.add(line, number: lineCount) }
            }
            carried.removeAll(keepingCapacity: true)
            carriedLength = 0
        }
    }

    /// Keeps the beginning of a line that goes on in the next chunk. Past the line limit its bytes no longer matter.
    private mutating func carry(_ bytes: UnsafeRawBufferPointer) {
        carriedLength += bytes.count
        if carried.count < TextInspection.lineLimit { carried.append(contentsOf: bytes) }
    }

    private mutating func countReturns(_ chunk: UnsafeRawBufferPointer) {
        for index in chunk.indices where chunk[index] == 13 {
            carriageReturns += 1
            if index + 1 < chunk.count, chunk[index + 1] == 10 { pairs += 1 }
        }
    }

    private static func count(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, memchr(base, Int32(byte), bytes.count) != nil else { return 0 }
        return bytes.reduce(0) { $0 + ($1 == byte ? 1 : 0) }
    }

    /// Eight bytes at a time: the highest bit of each tells.
    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }
}
