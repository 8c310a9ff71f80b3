import Dispatch

/// Looks at chunks of a text on a thread of its own, while the next ones are being read.
///
/// `@unchecked`: the scanner is touched on the queue only, each buffer by one side at a time, as the semaphore counts.
final class ConcurrentScan: @unchecked Sendable {
    static let chunkSize = 1 << 20

    private var lines = LineScanner()
    private var scanner = FeatureScanner()
    private let queue = DispatchQueue(label: "text inspection")
    private let free = DispatchSemaphore(value: 2)
    private let buffers: [UnsafeMutableRawBufferPointer]
    private var turn = 0

    init() {
        buffers = (0..<2).map { _ in .allocate(byteCount: Self.chunkSize, alignment: 64) }
    }

    deinit {
        // Nothing is under way any more: what is queued holds this object.
        buffers.forEach { $0.deallocate() }
    }

    /// Waits for a buffer that is not being looked at, lets `fill` write into it, and looks at what it wrote.
    ///
    /// - Parameter fill: returns the part of the buffer that holds text, and whether more is to come.
    func next(_ fill: (UnsafeMutableRawBufferPointer) throws -> (Range<Int>, more: Bool)) rethrows -> Bool {
        free.wait()
        let index = turn
        turn = 1 - turn
        let part: Range<Int>
        let more: Bool
        do {
            (part, more) = try fill(buffers[index])
        } catch {
            free.signal()
            throw error
        }
        queue.async { [self] in
            let bytes = UnsafeRawBufferPointer(rebasing: buffers[index][part])
            lines.add(bytes)
            scanner.add(bytes)
            free.signal()
        }
        return more
    }

    /// What all chunks together showed.
    func finish() -> (lines: LineScanner, features: TextFeatures) {
        queue.sync {
            lines.finish()
            scanner.finish()
            return (lines, scanner.features)
        }
    }
}
