extension Members {
    /// The places whose bits are set.
    ///
    /// The portable format (RoaringFormatSpec, "Standard 32-bit") is written directly, a container for each 65,536 places:
    /// its bits as they are where more than 4,096 are set, else their places. That is many times faster than adding
    /// place after place.
    static func fromWords(_ words: UnsafeBufferPointer<UInt64>) -> Members? {
        let containers = containers(of: words)
        var bytes: [UInt8] = []
        append(UInt32(12_346), to: &bytes)
        append(UInt32(containers.count), to: &bytes)
        for container in containers {
            append(UInt16(container.key), to: &bytes)
            append(UInt16(container.cardinality - 1), to: &bytes)
        }
        var offset = bytes.count + 4 * containers.count
        for container in containers {
            append(UInt32(offset), to: &bytes)
            offset += container.isArray ? 2 * container.cardinality : 8_192
        }
        bytes.reserveCapacity(offset)
        for container in containers { write(container, of: words, to: &bytes) }
        return Members(serialized: bytes)
    }

    private struct Container {
        var key: Int
        var words: Range<Int>
        var cardinality: Int
        var isArray: Bool { cardinality <= 4_096 }
    }

    private static let wordsOfContainer = 1_024

    private static func containers(of words: UnsafeBufferPointer<UInt64>) -> [Container] {
        var containers: [Container] = []
        for start in stride(from: 0, to: words.count, by: wordsOfContainer) {
            let range = start..<min(start + wordsOfContainer, words.count)
            var cardinality = 0
            for place in range { cardinality += words[place].nonzeroBitCount }
            guard cardinality > 0 else { continue }
            containers.append(Container(key: start / wordsOfContainer, words: range, cardinality: cardinality))
        }
        return containers
    }

    private static func write(
        _ container: Container,
        of words: UnsafeBufferPointer<UInt64>,
        to bytes: inout [UInt8]
    ) {
        guard container.isArray else {
            for place in container.words { append(words[place], to: &bytes) }
            bytes.append(contentsOf: repeatElement(0, count: 8 * (wordsOfContainer - container.words.count)))
            return
        }
        for place in container.words {
            var word = words[place]
            while word != 0 {
                append(UInt16((place - container.words.lowerBound) * 64 + word.trailingZeroBitCount), to: &bytes)
                word &= word - 1
            }
        }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
