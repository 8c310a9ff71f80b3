import Foundation

/// A file that is being written.
final class OutputDescriptor {
    private let path: String
    private var descriptor: Int32

    init(path: String) throws(TimelineError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritable(path: path, reason: Self.reason()) }
    }

    deinit {
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(TimelineError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .notWritable(path: path, reason: Self.reason()) }
            rest = .init(rebasing: rest.dropFirst(written))
        }
    }

    /// Sees that the file is on the disk, and ends it.
    func close() throws(TimelineError) {
        guard fsync(descriptor) == 0, Foundation.close(descriptor) == 0 else {
            throw .notWritable(path: path, reason: Self.reason())
        }
        descriptor = -1
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
