import CCompression
import Domain
import Foundation

/// Converts text to UTF-8 a chunk at a time through the C library's `iconv`.
final class EncodingConverter {
    private let descriptor: iconv_t
    private let unitLength: Int
    private var pending: [UInt8] = []
    private var output = [UInt8](repeating: 0, count: 1 << 18)
    /// Input units that stand for no character; each became U+FFFD.
    private(set) var replacements = 0

    init(from encoding: TextEncoding) throws {
        let opened = iconv_open("UTF-8", encoding.name)
        guard let opened, opened != UnsafeMutableRawPointer(bitPattern: -1) else {
            throw FileError.unknownEncoding(name: encoding.name)
        }
        descriptor = opened
        unitLength = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
    }

    deinit {
        iconv_close(descriptor)
    }

    /// Converts `bytes` and what was left of the chunk before; hands on pieces of UTF-8.
    func convert(
        _ bytes: UnsafeRawBufferPointer,
        isLast: Bool,
        to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        pending.append(contentsOf: bytes)
        var consumed = 0
        while consumed < pending.count {
            let step = convertOnce(from: consumed)
            consumed += step.taken
            try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<step.produced])) }
            switch step.outcome {
            case .moreRoom, .done: continue
            case .cutOff:
                guard isLast else {
                    pending.removeFirst(consumed)
                    return
                }
                consumed = pending.count
                try replace(sink)
            case .invalid:
                consumed = min(pending.count, consumed + unitLength)
                try replace(sink)
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private enum Outcome {
        case done, moreRoom, invalid, cutOff
    }

    private func convertOnce(from start: Int) -> (taken: Int, produced: Int, outcome: Outcome) {
        var inputLeft = pending.count - start
        var outputLeft = output.count
        let result = pending.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { target in
                var source = input.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                var destination = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                return iconv(descriptor, &source, &inputLeft, &destination, &outputLeft)
            }
        }
        let code = errno
        let taken = pending.count - start - inputLeft
        let produced = output.count - outputLeft
        guard result == -1 else { return (taken, produced, .done) }
        switch code {
        case E2BIG: return (taken, produced, .moreRoom)
        case EINVAL: return (taken, produced, .cutOff)
        default: return (taken, produced, .invalid)
        }
    }

    private func replace(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        replacements += 1
        try [0xEF, 0xBF, 0xBD as UInt8].withUnsafeBytes { try sink($0) }
    }
}
