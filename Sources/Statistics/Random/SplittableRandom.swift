/// SplitMix64: a seeded generator of 64-bit numbers that can be split into independent streams.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. The same seed gives the same
/// numbers on every machine. A piece of parallel work takes a stream of its own by `split(_:)`, so that results do not
/// depend on how many threads there are.
package struct SplittableRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64
    /// Odd.
    private let gamma: UInt64

    package init(seed: UInt64) {
        state = seed
        gamma = SplitMix64.goldenGamma
    }

    private init(state: UInt64, gamma: UInt64) {
        self.state = state
        self.gamma = gamma
    }

    package mutating func next() -> UInt64 {
        state &+= gamma
        return SplitMix64.mix(state)
    }

    /// The stream of this number, which does not move this generator: the same index gives the same stream.
    package func split(_ index: Int) -> SplittableRandom {
        let base = state &+ UInt64(bitPattern: Int64(index)) &* 0xD134_2543_DE82_EF95
        return SplittableRandom(state: SplitMix64.mix(base), gamma: Self.mixGamma(base &+ SplitMix64.goldenGamma))
    }

    /// Uniform on [0, 1), in steps of 2⁻⁵³.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform on 0 ..< `bound`, without bias (Lemire, "Fast random integer generation in an interval", 2019).
    package mutating func index(below bound: Int) -> Int {
        precondition(bound > 0)
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// An odd number with enough changes between its bits to be a good step.
    private static func mixGamma(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        mixed = (mixed ^ (mixed >> 33)) | 1
        return (mixed ^ (mixed >> 1)).nonzeroBitCount < 24 ? mixed ^ 0xAAAA_AAAA_AAAA_AAAA : mixed
    }
}
