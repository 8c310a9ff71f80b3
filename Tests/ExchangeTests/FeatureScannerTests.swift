import Foundation
import TestSupport
import Testing

@testable import Exchange

/// What the check says that a file does not hold, no value holds.
struct FeatureScannerTests {
    private func features(_ text: String, chunk: Int = 1_000) -> TextFeatures {
        var scanner = FeatureScanner()
        Array(text.utf8).withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                scanner.add(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + chunk, bytes.count)]))
            }
        }
        scanner.finish()
        return scanner.features
    }

    private static func row(_ random: inout SeededRandom) -> [String] {
        let pieces = [
            "a", "bc", " ", "\t", "\"", "\n", "\r\n", ",", "北京", "e\u{301}", "\u{3000}", "=", "\u{A0}", "é", "。",
        ]
        let share = Int.random(in: 1...6, using: &random)
        return (0..<Int.random(in: 1...4, using: &random)).map { _ in
            (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Int.random(in: 0..<share, using: &random) == 0 ? pieces.randomElement(using: &random) ?? "" : "x"
            }.joined()
        }
    }

    /// As RFC 4180 has it; values are quoted where they must be, and some where they need not.
    private static func line(_ values: [String], _ random: inout SeededRandom) -> String {
        values.map { value in
            let mustQuote = value.contains { ",\"\r\n\r\n".contains($0) } || value.contains("\n")
            guard mustQuote || Bool.random(using: &random) else { return value }
            return "\"" + value.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",")
    }

    @Test(arguments: [1, 2, 7, 8, 9, 64, 1_000]) func whatAnyValueHasIsSeen(chunk: Int) {
        var random = SeededRandom(seed: UInt64(chunk))
        for _ in 0..<2_000 {
            let rows = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.row(&random) }
            let text = rows.map { Self.line($0, &random) + "\n" }.joined()
            let features = features(text, chunk: chunk)
            let values = rows.flatMap { $0 }
            func some(_ test: (String) -> Bool) -> Bool { values.contains(where: test) }
            let bytes = { (value: String) in Array(value.utf8) }
            func hasEdge(_ edges: Set<UInt8>) -> Bool {
                some { bytes($0).first.map(edges.contains) ?? false || bytes($0).last.map(edges.contains) ?? false }
            }
            let shown = Comment(rawValue: text.debugDescription)
            #expect(!features.hasStrayQuotes, shown)
            #expect(!hasEdge([32]) || features.hasEdgeSpaces, shown)
            #expect(!hasEdge([10, 13]) || features.hasEdgeLineEnds, shown)
            #expect(some { bytes($0).contains(9) } == features.hasTabs, shown)
            let wide = some { $0.unicodeScalars.contains { [0xA0, 0x3000, 0xFEFF].contains($0.value) } }
            #expect(wide == features.hasWideSpaces, shown)
            let changes = some {
                !$0.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual($0.unicodeScalars)
            }
            #expect(!changes || features.mayNeedComposition, shown)
            #expect(!some { $0.hasPrefix("=\"") } || features.hasFormulaTexts, shown)
        }
    }

    @Test func ordinaryFilesHaveNothingToLookFor() {
        let text = "编号,时间,商品\nO1,2026-01-05 08:30:00,\"Bowl, blue\"\nO2,2026-01-05 08:30:00,青花瓷杯 3\n"
        #expect(features(text) == TextFeatures())
    }

    @Test(arguments: ["a,5\" disk,b\n", "\"a\"b,c\n", "a \"b\" c\n", "\"a \\\" b\",c\n"])
    func quotesInsideValuesAreStray(text: String) {
        #expect(features(text).hasStrayQuotes)
    }

    @Test func charactersTakenForComposedAreSoByTheLibrary() {
        for value in UInt32(0x80)...0x1F_FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            guard !features(text).mayNeedComposition else { continue }
            #expect(text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual([scalar]))
            #expect(scalar.properties.canonicalCombiningClass == .notReordered)
            // Composition with what stands before, too.
            for base in ["a", "か", "가", "一"] {
                let pair = base + text
                #expect(pair.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(pair.unicodeScalars))
            }
        }
    }
}
