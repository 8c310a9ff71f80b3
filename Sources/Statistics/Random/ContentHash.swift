/// What a value is as 64 bits, the same in every run: what is drawn by it depends on what rows hold and not on where
/// they stand.
package enum ContentHash {
    /// The bits of a number, with one zero and one not-a-number.
    @inlinable
    package static func of(_ value: Double) -> UInt64 {
        value == 0 ? 0 : value.isNaN ? 1 : value.bitPattern
    }

    /// Fowler, Noll and Vo's hash of a text (FNV-1a). Swift's own changes from run to run.
    package static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
