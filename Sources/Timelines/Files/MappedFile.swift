import Foundation

/// A file's bytes, mapped into memory: the system reads what is touched, and forgets it where memory is short.
///
/// `@unchecked Sendable`: nobody writes to the mapping.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let mapping: UnsafeMutableRawPointer?

    init(path: String) throws(TimelineError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notReadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .notReadable(path: path, reason: String(cString: strerror(errno)))
        }
        let size = Int(status.st_size)
        guard size > 0 else {
            (mapping, bytes) = (nil, UnsafeRawBufferPointer(start: nil, count: 0))
            return
        }
        guard let address = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
            throw .notReadable(path: path, reason: String(cString: strerror(errno)))
        }
        mapping = address
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    deinit {
        if let mapping { munmap(mapping, bytes.count) }
    }

    /// The file as numbers of one kind.
    func numbers<Number>(_ type: Number.Type) -> UnsafePointer<Number> {
        // A mapping begins at a page, which suits every number; an empty file is never read.
        bytes.bindMemory(to: type).baseAddress ?? UnsafePointer(bitPattern: 64)!
    }
}
