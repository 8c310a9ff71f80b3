import Dispatch

/// Looks at chunks of a text on two threads of its own, while the next ones are being read.
///
/// `@unchecked`: each scanner is touched on its queue only; a buffer is filled again when both queues are done with it,
/// as their semaphores count.
final class ConcurrentScan: @unchecked Sendable {
    static let chunkSize = 1 << 20
    private static let bufferCount = 3

    private var lines = LineScanner()
    private var scanner = FeatureScanner()
    private let lineQueue = DispatchQueue(label: "text inspection: lines")
    private let featureQueue = DispatchQueue(label: "text inspection: features")
    private let freeOfLines = DispatchSemaphore(value: bufferCount)
    private let freeOfFeatures = DispatchSemaphore(value: bufferCount)
    private let buffers: [UnsafeMutableRawBufferPointer]
    private var turn = 0

    init() {
        buffers = (0..<Self.bufferCount).map { _ in .allocate(byteCount: Self.chunkSize, alignment: 64) }
    }

    deinit {
        // Nothing is under way any more: what is queued holds this object.
        buffers.forEach { $0.deallocate() }
    }

    /// Waits for a buffer that is not being looked at, lets `fill` write into it, and looks at what it wrote.
    ///
    /// - Parameter fill: returns the part of the buffer that holds text, and whether more is to come.
    func next(_ fill: (UnsafeMutableRawBufferPointer) throws -> (Range<Int>, more: Bool)) rethrows -> Bool {
        freeOfLines.wait()
        freeOfFeatures.wait()
        let index = turn
        turn = (turn + 1) % buffers.count
        let part: Range<Int>
        let more: Bool
        do {
            (part, more) = try fill(buffers[index])
        } catch {
            freeOfLines.signal()
            freeOfFeatures.signal()
            throw error
        }
        lineQueue.async { [self] in
            lines.add(UnsafeRawBufferPointer(rebasing: buffers[index][part]))
            freeOfLines.signal()
        }
        featureQueue.async { [self] in
            scanner.add(UnsafeRawBufferPointer(rebasing: buffers[index][part]))
            freeOfFeatures.signal()
        }
        return more
    }

    /// What all chunks together showed.
    func finish() -> (lines: LineScanner, features: TextFeatures) {
        let lines = lineQueue.sync {
            self.lines.finish()
            return self.lines
        }
        let features = featureQueue.sync {
            scanner.finish()
            return scanner.features
        }
        return (lines, features)
    }
}
