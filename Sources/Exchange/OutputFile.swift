import Domain
import Foundation

/// A file that is written from its beginning through a buffer, and that says plainly when the disk is full.
package final class OutputFile {
    package let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    /// Creates the file, or empties the one that is there.
    ///
    /// - Throws: `FileError.notWritable`.
    package init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        buffer.reserveCapacity(1 << 18)
    }

    deinit {
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 18 { try flush() }
    }

    package func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= 1 << 18 { try flush() }
    }

    /// Writes what is left and closes. After it the file is complete.
    package func close() throws {
        try flush()
        guard Foundation.close(descriptor) == 0 else {
            descriptor = -1
            throw Self.failure(path)
        }
        descriptor = -1
    }

    /// Closes and removes the file.
    package func discard() {
        if descriptor >= 0 { _ = Foundation.close(descriptor) }
        descriptor = -1
        unlink(path)
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.failure(path) }
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String) -> FileError {
        let code = errno
        return .notWritable(path: path, reason: lastSystemError(), diskFull: code == ENOSPC || code == EDQUOT)
    }
}
