import Foundation

/// A file that is being written.
final class OutputDescriptor {
    private let path: String
    private var descriptor: Int32

    init(path: String) throws(TimelineError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(TimelineError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path) }
            rest = .init(rebasing: rest.dropFirst(written))
        }
    }

    /// Sees that the file is on the disk, and ends it.
    func close() throws(TimelineError) {
        guard fsync(descriptor) == 0, Foundation.close(descriptor) == 0 else {
            throw Self.failure(path)
        }
        descriptor = -1
    }

    /// Why the last call to the system failed.
    private static func failure(_ path: String) -> TimelineError {
        errno == ENOSPC || errno == EDQUOT
            ? .diskFull(path: path) : .notWritable(path: path, reason: String(cString: strerror(errno)))
    }
}
