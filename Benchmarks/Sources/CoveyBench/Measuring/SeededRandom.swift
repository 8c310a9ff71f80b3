/// SplitMix64 (Steele, Lea, Flood 2014): the same seed makes the same file.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0 ..< bound`. The bias of a multiplication instead of a division is below 2⁻³² for what is drawn here.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// In `0 ..< 1`.
    mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
