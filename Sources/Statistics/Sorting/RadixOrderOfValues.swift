extension RadixOrder {
    /// A key that is in the order of the doubles, −0 and 0 having the same: the sign's bit turned, and all bits of
    /// negative ones.
    ///
    /// - Precondition: the value is not a not-a-number.
    package static func key(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }
}
