import Statistics
import Testing

@Suite struct RadixOrderTests {
    @Test(arguments: [0, 1, 2, 1_000]) func theOrderIsThatOfAStableSort(count: Int) {
        var random = SplittableRandom(seed: 3)
        // Few keys with many ties, keys of all 64 bits, and keys that differ in their highest bits only.
        for mask in [UInt64(7), .max, 0xE000_0000_0000_0000] {
            let keys = (0..<count).map { _ in random.next() & mask }
            let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            #expect(RadixOrder(keys).order.map(Int.init) == expected)
        }
    }
}
