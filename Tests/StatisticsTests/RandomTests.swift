import Statistics
import Testing

@Suite struct SplittableRandomTests {
    /// The first numbers of SplitMix64 with seed 1234567, as Vigna's reference C code prints them.
    @Test func theNumbersAreThoseOfTheReferenceImplementation() {
        var random = SplittableRandom(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(expected.map { _ in random.next() } == expected)
    }

    @Test func streamsDifferFromEachOtherAndRepeat() {
        let random = SplittableRandom(seed: 5)
        let first = (0..<1_000).map { index in
            var stream = random.split(index)
            return stream.next()
        }
        #expect(Set(first).count == 1_000)
        var again = SplittableRandom(seed: 5).split(7)
        #expect(again.next() == first[7])
    }

    @Test func everyIndexIsDrawnAboutEquallyOften() {
        var random = SplittableRandom(seed: 3)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[random.index(below: 7)] += 1 }
        // χ² with 6 degrees of freedom is above 22.5 once in a thousand.
        let statistic = counts.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
        #expect(statistic < 22.5)
    }
}
