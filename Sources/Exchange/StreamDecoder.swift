import CCompression
import Domain

/// Turns the bytes of a file into the bytes that they stand for, a piece at a time.
protocol StreamDecoder {
    /// Decodes what fits; says how much of `input` it took and how much of `output` it filled.
    mutating func decode(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws -> (consumed: Int, produced: Int)

    /// The input has ended.
    ///
    /// - Throws: `FileError.damaged` where it ended in the middle.
    func finish() throws
}

/// Bytes as they are.
struct PlainDecoder: StreamDecoder {
    mutating func decode(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int) {
        let count = min(input.count, output.count)
        output.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[..<count]))
        return (count, count)
    }

    func finish() {}
}

/// gzip through zlib; members that follow each other are one stream, as `gzip -d` reads them.
final class GzipDecoder: StreamDecoder {
    private let path: String
    // zlib keeps a pointer to the stream it was given, so the stream must not move.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var betweenMembers = false

    init(path: String) throws {
        self.path = path
        stream.initialize(to: z_stream())
        guard covey_inflate_init(stream) == Z_OK else {
            stream.deallocate()
            throw FileError.damaged(path: path, format: "gzip", reason: "zlib did not start")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws -> (consumed: Int, produced: Int) {
        if betweenMembers {
            // Padding of zeros after the last member is common on tapes and block devices; it is no member.
            guard let first = input.first, first != 0 else { return (input.count, 0) }
            inflateReset(stream)
            betweenMembers = false
        }
        // zlib's input pointer is not const in its C declaration, but it does not write there.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.bindMemory(to: UInt8.self).baseAddress
        )
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let offered = Int(stream.pointee.avail_out)
        let code = inflate(stream, Z_NO_FLUSH)
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(code)"
            throw FileError.damaged(path: path, format: "gzip", reason: reason)
        }
        betweenMembers = code == Z_STREAM_END
        return (input.count - Int(stream.pointee.avail_in), offered - Int(stream.pointee.avail_out))
    }

    func finish() throws {
        guard betweenMembers else {
            throw FileError.damaged(path: path, format: "gzip", reason: "it ends in the middle")
        }
    }
}

/// zstd; frames that follow each other are one stream.
final class ZstdDecoder: StreamDecoder {
    private let path: String
    private let stream: OpaquePointer
    private var remaining = 1

    init(path: String) throws {
        guard let stream = ZSTD_createDStream() else {
            throw FileError.damaged(path: path, format: "zstd", reason: "zstd did not start")
        }
        self.path = path
        self.stream = stream
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func decode(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws -> (consumed: Int, produced: Int) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        guard ZSTD_isError(code) == 0 else {
            let reason = String(cString: ZSTD_getErrorName(code))
            throw FileError.damaged(path: path, format: "zstd", reason: reason)
        }
        // Asked to flush when a frame is over, zstd answers with what the next frame would need.
        if !input.isEmpty || target.pos > 0 { remaining = code }
        return (source.pos, target.pos)
    }

    func finish() throws {
        guard remaining == 0 else {
            throw FileError.damaged(path: path, format: "zstd", reason: "it ends in the middle")
        }
    }
}
