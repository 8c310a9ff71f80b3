import TestSupport
import Testing

@testable import Timelines

struct MembersTests {
    /// Containers of both kinds, empty ones between them, and a last one that is cut short.
    @Test(arguments: [0, 1, 63, 64, 4_096, 4_097, 65_536, 65_537, 200_000])
    func wordsBecomeTheSameSetAsTheirPlaces(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for share in [0, 1, 30, 999, 1_000] {
            let places = (0..<count).filter { $0 / 65_536 != 1 && random.below(1_000) < share }.map(UInt32.init)
            var words = [UInt64](repeating: 0, count: count / 64 + 1)
            for place in places { words[Int(place) >> 6] |= 1 << UInt64(place & 63) }
            let members = words.withUnsafeBufferPointer(Members.fromWords)
            #expect(members == Members(places), "\(count) places, share \(share)")
            #expect(members?.places == places)
            #expect(members?.count == places.count)
        }
    }

    @Test func setsAreJoinedAsSets() throws {
        let (low, high) = (Members(0..<100_000), Members(50_000..<150_000))
        #expect(low.union(high) == Members(0..<150_000))
        #expect(low.intersection(high) == Members(50_000..<100_000))
        #expect(low.subtracting(high) == Members(0..<50_000))
        #expect(low.intersectionCount(high) == 50_000)
        #expect(low.contains(99_999) && !low.contains(100_000))
    }

    @Test func aSetIsReadFromItsBytesAndDamageIsNoSet() throws {
        let members = Members([3, 70_000, 4_000_000_000])
        #expect(Members(serialized: members.serialized) == members)
        #expect(Members(serialized: Array(members.serialized.dropLast())) == nil)
        #expect(Members(serialized: []) == nil)
    }
}
