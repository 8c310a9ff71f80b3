import Testing

@testable import Timelines

/// Published digests of XXH64 with seed 0.
struct ChecksumTests {
    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
        ] as [(String, UInt64)]
    )
    func shortTextsHaveTheirPublishedDigests(text: String, digest: UInt64) {
        #expect(checksum(Array(text.utf8), parts: [text.utf8.count]) == digest)
    }

    /// However the bytes are cut, the digest is that of the whole.
    @Test func partsAddUpToTheWhole() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 13) }
        let whole = checksum(bytes, parts: [1_000])
        for size in [1, 3, 31, 32, 33, 64, 100, 999] {
            #expect(
                checksum(bytes, parts: Array(repeating: size, count: 1_000 / size + 1)) == whole,
                "parts of \(size)"
            )
        }
    }

    @Test func oneBitChangesTheDigest() {
        var bytes = [UInt8](repeating: 0, count: 100)
        let before = checksum(bytes, parts: [100])
        for place in bytes.indices {
            bytes[place] = 1
            #expect(checksum(bytes, parts: [100]) != before)
            bytes[place] = 0
        }
    }

    private func checksum(_ bytes: [UInt8], parts: [Int]) -> UInt64 {
        var checksum = Checksum()
        var start = 0
        for part in parts {
            let end = min(start + part, bytes.count)
            bytes[start..<end].withUnsafeBytes { checksum.add($0) }
            start = end
        }
        return checksum.value
    }
}
