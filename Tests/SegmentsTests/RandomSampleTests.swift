import Domain
import Testing

@testable import Segments

struct RandomSampleTests {
    /// RFC 1321, A.5.
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
    ])
    func digestsAreThoseOfTheRFC(text: String, digest: String) {
        let hexadecimal = MD5.digest(text.utf8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        #expect(hexadecimal.joined() == digest)
    }

    @Test func theLeadingWordIsTheFirstEightDigits() {
        #expect(MD5.leadingWord("abc".utf8) == 0x9001_5098)
    }

    @Test func thresholdsAreSharesOfAllWords() {
        func threshold(_ tenThousandths: Int64) -> Int64 {
            RandomSample(percent: Amount(tenThousandths: tenThousandths), seed: "").threshold
        }
        #expect(threshold(0) == 0)
        #expect(threshold(1_000_000) == 4_294_967_296)
        #expect(threshold(500_000) == 2_147_483_648)
        #expect(threshold(1) == 4_295)
        #expect(threshold(100_000) == 429_496_730)
    }

    /// The number and the first customers drawn are those that Python's `hashlib` finds.
    @Test func aSampleHoldsItsShareAndTheSameCustomersAlways() {
        let tenth = RandomSample(percent: Amount(tenThousandths: 100_000), seed: "welcome-test")
        let half = RandomSample(percent: Amount(tenThousandths: 500_000), seed: "welcome-test")
        let ids = (0..<2_000).map { "customer-\($0)" }
        let drawn = ids.filter(tenth.contains)
        #expect(drawn.count == 221)
        #expect(drawn.prefix(5) == ["customer-2", "customer-16", "customer-25", "customer-35", "customer-37"])
        #expect(drawn.allSatisfy(half.contains))
        #expect(drawn == ids.filter(tenth.contains))
        let other = RandomSample(percent: Amount(tenThousandths: 100_000), seed: "another")
        #expect(ids.filter(other.contains) != drawn)
        #expect(!RandomSample(percent: .zero, seed: "s").contains("x"))
        #expect(ids.allSatisfy(RandomSample(percent: Amount(tenThousandths: 1_000_000), seed: "s").contains))
    }
}
