import Domain
import EngineConformance
import Segments
import Testing

struct KnownSampleTests {
    @Test func theReferenceDrawsWhatPythonDraws() throws {
        let world = KnownSamples.world
        let found = try KnownSamples.definitions.map { definition in
            EvaluatorUnderTest.Answer.members(
                Set(world.customers.filter(try world.reference.predicate(for: definition)).map(\.id))
            )
        }
        #expect(found == KnownSamples.answers)
    }

    /// A text keeps the seed as it was typed, so that the drawn customers are the same after a file was formatted.
    @Test func seedsSurviveTheTextFormByteForByte() throws {
        for definition in KnownSamples.definitions {
            let text = SegmentPrinter.text(of: definition)
            let read = try #require(try SegmentParser.parse(file: text).first)
            guard case .atom(.sample(let sample)) = read.condition, case .atom(.sample(let old)) = definition.condition
            else { throw Unexpected() }
            #expect(Array(sample.seed.utf8) == Array(old.seed.utf8))
        }
    }

    /// First eight hexadecimal digits by Python's `hashlib`.
    @Test(arguments: [
        ("welcome-test", "12748", 0xF84C_9D53), ("种子", "张三", 0x095B_1F8B), ("", "O'Neil", 0x5BD9_45F9),
        ("caf\u{E9}", "客户-1", 0xA47E_43AD), ("cafe\u{301}", "客户-1", 0xDC79_7245), ("🎁", "𠮷野家", 0x430E_C0A8),
        // The colon is no part that could be told apart: documented, and the same on every engine.
        ("a:b", "c", 0x02CC_8F08), ("a", "b:c", 0x02CC_8F08),
    ])
    func lotsAreTheFirstDigitsOfTheDigest(seed: String, id: String, lot: Int) {
        #expect(RandomSample.lot(of: id, seed: seed) == UInt32(lot))
    }

    private struct Unexpected: Error {}
}
