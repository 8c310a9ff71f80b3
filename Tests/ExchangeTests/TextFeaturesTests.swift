import TestSupport
import Testing

@testable import Exchange

/// What the check says that a file does not hold, no value holds.
struct TextFeaturesTests {
    /// The same features, found byte by byte.
    private func slow(_ bytes: [UInt8]) -> [Bool] {
        let separators = Set(",;|:\t\"'`\r\n".utf8)
        let framed = [10] + bytes + [10]
        let hasEdgeSpaces = zip(framed, framed.dropFirst()).contains { left, right in
            left == 32 && separators.contains(right) || right == 32 && separators.contains(left)
        }
        let hasFormula = zip(bytes, bytes.dropFirst()).contains { $0 == (61, 34) }
        return [bytes.contains { $0 >= 0x80 }, bytes.contains(9), bytes.contains(34), hasEdgeSpaces, hasFormula]
    }

    private func fast(_ bytes: [UInt8], chunk: Int) -> [Bool] {
        var features = TextFeatures()
        bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                features.add(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + chunk, bytes.count)]))
            }
        }
        features.finish()
        return [features.isBeyondASCII, features.hasTabs, features.hasQuotes, features.hasEdgeSpaces,
            features.hasFormulaTexts,
        ]
    }

    @Test(arguments: [1, 31, 32, 33, 64, 1_000]) func chunksOfAnySizeShowTheSame(chunk: Int) {
        var random = SeededRandom(seed: UInt64(chunk))
        for _ in 0..<300 {
            // Mostly letters, so that each feature is often absent.
            let rare: [UInt8] = [32, 44, 9, 34, 10, 0xC3, 59, 61]
            let share = Int.random(in: 1...200, using: &random)
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                Int.random(in: 0..<share, using: &random) == 0 ? rare.randomElement(using: &random) ?? 32 : 97
            }
            #expect(fast(bytes, chunk: chunk) == slow(bytes), "\(bytes)")
        }
    }

    @Test(arguments: [" a", "a ", "a, b", "a ,b", "\" a\"", "a\n b", "a \nb", "a \r\nb"])
    func aSpaceAtTheEdgeOfAValueIsSeen(text: String) {
        for padding in [0, 20, 31, 32, 33] {
            let line = String(repeating: "x", count: padding) + (padding > 0 ? "\n" : "") + text
            #expect(fast(Array(line.utf8), chunk: 1_000)[3])
        }
    }

    @Test func spacesInsideValuesAreNone() {
        #expect(!fast(Array("2026-01-05 08:30:00,two words,a b c\n".utf8), chunk: 1_000)[3])
    }
}
