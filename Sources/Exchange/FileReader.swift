import CCompression
import Crypto
import Domain
import Foundation

/// Reads a file from its beginning in chunks, plain or compressed, and knows how far it has come.
///
/// gzip (also of several members) and zstd are recognised by their first bytes, never by the file's name.
package final class FileReader {
    package enum Compression: String, Sendable {
        case none, gzip, zstd
    }

    package let path: String
    package let compression: Compression
    /// The size of the file on disk, in bytes.
    package let byteCount: Int64
    /// Bytes taken from the disk so far: the measure of progress.
    package private(set) var bytesRead: Int64 = 0

    private let descriptor: Int32
    private var hasher: SHA256?
    private var decoder: any StreamDecoder
    private var input = [UInt8](repeating: 0, count: 1 << 18)
    private var inputRange = 0..<0
    private var ended = false

    /// - Parameter fingerprinted: whether to hash the bytes on disk on the way.
    /// - Throws: `FileError` where the path is missing, a folder, unreadable or empty.
    package init(path: String, fingerprinted: Bool = false) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? FileError.notFound(path: path) : FileError.notReadable(path: path, reason: lastSystemError())
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw FileError.isDirectory(path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError.notReadable(path: path, reason: "not a regular file")
        }
        guard status.st_size > 0 else { throw FileError.empty(path: path) }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.notReadable(path: path, reason: lastSystemError()) }
        self.path = path
        byteCount = Int64(status.st_size)
        hasher = fingerprinted ? SHA256() : nil
        do {
            var magic = [UInt8](repeating: 0, count: 4)
            let count = pread(descriptor, &magic, 4, 0)
            compression = Self.compression(of: magic.prefix(max(0, count)))
            decoder = try Self.decoder(for: compression, path: path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    private static func compression(of magic: ArraySlice<UInt8>) -> Compression {
        if magic.starts(with: [0x1F, 0x8B]) { return .gzip }
        if magic.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        return .none
    }

    private static func decoder(for compression: Compression, path: String) throws -> any StreamDecoder {
        switch compression {
        case .none: PlainDecoder()
        case .gzip: try GzipDecoder(path: path)
        case .zstd: try ZstdDecoder(path: path)
        }
    }

    /// Fills `buffer` with the next decompressed bytes; fewer than fit only where the file ends.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var filled = 0
        while filled < buffer.count {
            if inputRange.isEmpty, !ended { ended = try !refill() }
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let (consumed, produced) = try input.withUnsafeBytes { bytes in
                try decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[inputRange]), into: target)
            }
            inputRange = (inputRange.lowerBound + consumed)..<inputRange.upperBound
            filled += produced
            // A decoder may hold output back until there is room, so the end is when nothing more comes out.
            if ended, produced == 0 {
                try decoder.finish()
                break
            }
        }
        return filled
    }

    private func refill() throws -> Bool {
        let count = input.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw FileError.notReadable(path: path, reason: lastSystemError()) }
        if hasher != nil {
            input.withUnsafeBytes { hasher?.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        bytesRead += Int64(count)
        inputRange = 0..<count
        return count > 0
    }

    /// The SHA-256 of the bytes on disk that were read so far, in hexadecimal; empty where none was asked for.
    package var fingerprint: String {
        guard let hasher else { return "" }
        return hasher.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

/// The C library's text for the last error of this thread.
func lastSystemError() -> String {
    String(cString: strerror(errno))
}
