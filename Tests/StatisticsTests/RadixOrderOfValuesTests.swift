import Statistics
import Testing

@Suite struct RadixOrderOfValuesTests {
    @Test(arguments: [0, 1, 2, 255, 256, 257, 1_500]) func orderIsThatOfStableComparing(count: Int) {
        var random = SplittableRandom(seed: UInt64(count))
        let values = (0..<count).map { _ -> Double in
            switch random.index(below: 4) {
            case 0: Double(random.index(below: 20)) - 10
            case 1: (random.uniform() - 0.5) * 1e300
            case 2: random.uniform() * 1e-300
            default: random.index(below: 2) == 0 ? -0.0 : 0
            }
        }
        let expected = values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
        #expect(RadixOrder(values.map(RadixOrder.key)).order == expected.map { UInt32($0) })
        let keys = (0..<count).map { _ in random.next() >> UInt64(random.index(below: 64)) }
        let order = keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
        #expect(RadixOrder(keys).order == order.map { UInt32($0) })
    }
}
