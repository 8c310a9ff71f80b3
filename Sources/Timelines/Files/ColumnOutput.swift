import Foundation

/// What is written of one column: to a file, or to memory.
final class ColumnOutput {
    /// Bytes so far.
    private(set) var byteCount = 0
    private var buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    private let file: OutputDescriptor?
    private var checksum = Checksum()

    private static let fileBuffer = 1 << 18

    /// Whether the memory had to be exchanged for more.
    var hasMoved = false

    /// - Parameters:
    ///   - path: where the file is made; in memory without one.
    ///   - capacity: bytes of memory to begin with.
    init(path: String? = nil, capacity: Int = 1_024) throws(TimelineError) {
        file = try path.map { (path) throws(TimelineError) in try OutputDescriptor(path: path) }
        buffer = .allocate(byteCount: path == nil ? capacity : Self.fileBuffer, alignment: 64)
    }

    deinit {
        buffer.deallocate()
    }

    @inline(__always)
    func append<Number: FixedWidthInteger>(_ number: Number) throws(TimelineError) {
        let size = MemoryLayout<Number>.size
        if filled + size > buffer.count { try makeRoom(for: size) }
        buffer.storeBytes(of: number, toByteOffset: filled, as: Number.self)
        filled += size
        byteCount += size
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(TimelineError) {
        var rest = UnsafeRawBufferPointer(bytes)
        while !rest.isEmpty {
            if filled == buffer.count { try makeRoom(for: 1) }
            let part = rest.prefix(buffer.count - filled)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(from: .init(rebasing: part))
            filled += part.count
            byteCount += part.count
            rest = .init(rebasing: rest.dropFirst(part.count))
        }
    }

    private func makeRoom(for size: Int) throws(TimelineError) {
        if file != nil { return try flush() }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(2 * buffer.count, filled + size),
            alignment: 64
        )
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
        buffer.deallocate()
        buffer = larger
        hasMoved = true
    }

    private func flush() throws(TimelineError) {
        let written = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
        checksum.add(written)
        try file?.write(written)
        filled = 0
    }

    /// Ends a file, down to the disk.
    ///
    /// - Returns: its checksum.
    func close() throws(TimelineError) -> UInt64 {
        try flush()
        try file?.close()
        return checksum.value
    }

    /// Takes back what was written to memory, which stays where it is.
    func rewind() { (filled, byteCount) = (0, 0) }

    /// Where a column in memory begins, until more is written than there is room for.
    var memoryStart: UnsafeRawPointer? { UnsafeRawPointer(buffer.baseAddress) }

    /// The bytes of a column in memory; the output is empty afterwards.
    func takeMemory() -> ColumnMemory {
        let taken = ColumnMemory(buffer, count: filled)
        buffer = .allocate(byteCount: 1, alignment: 64)
        (filled, byteCount) = (0, 0)
        return taken
    }
}

/// The bytes of one column.
///
/// `@unchecked Sendable`: nobody writes to them any more.
final class ColumnMemory: @unchecked Sendable {
    private let buffer: UnsafeMutableRawBufferPointer
    let bytes: UnsafeRawBufferPointer

    /// Takes the buffer over.
    init(_ buffer: UnsafeMutableRawBufferPointer, count: Int) {
        self.buffer = buffer
        bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }

    deinit {
        buffer.deallocate()
    }
}
