extension RadixOrder {
    /// The order of numbers by value, equal ones in the order they were given; −0 and 0 are equal.
    ///
    /// - Precondition: there is no not-a-number.
    package init(values: [Double]) {
        self.init(values.map(Self.key))
    }

    /// A number that is in the order of the doubles: the sign's bit turned, and all bits of negative ones.
    private static func key(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }
}
