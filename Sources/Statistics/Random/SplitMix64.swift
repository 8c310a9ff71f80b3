/// The finaliser of SplitMix64, which turns close numbers into ones that look drawn: every bit of the answer depends on
/// every bit of the number, and different numbers have different answers.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with
/// the constants of Stafford's variant 13.
package enum SplitMix64 {
    /// 2⁶⁴ by the golden ratio, made odd: steps of it visit all numbers and land far from each other.
    package static let goldenGamma: UInt64 = 0x9E37_79B9_7F4A_7C15

    // Inlined in other modules, since it is called for every value of a table.
    @inlinable
    package static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
