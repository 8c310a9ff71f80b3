package import Domain

/// Values of every type but texts and lists as 64-bit keys whose order is the order of the values, so that a comparison
/// with a literal is a range of keys whatever the type.
package enum ColumnKey {
    /// Whether values of a type are kept as keys; the others are codes of a dictionary.
    package static func holds(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .number, .money, .date, .instant: true
        case .text, .boolean, .list: false
        }
    }

    /// The key of a value; `nil` where its type has none.
    package static func key(_ value: Value) -> Int64? {
        switch value {
        case .integer(let whole): whole
        case .money(let amount): amount.tenThousandths
        case .instant(let instant): instant.microseconds
        case .date(let date): Int64(date.daysSinceEpoch)
        case .number(let number): key(number)
        case .text, .boolean, .list: nil
        }
    }

    /// IEEE 754 numbers are ordered as their bits are, once those of negative numbers are turned round. The two zeros are
    /// equal as numbers, so they have one key; not-a-number lies outside of the infinities.
    package static func key(_ number: Double) -> Int64 {
        let bits = Int64(bitPattern: (number == 0 ? 0 : number).bitPattern)
        return bits < 0 ? bits ^ .max : bits
    }

    package static func value(_ key: Int64, _ type: ValueType) -> Value? {
        switch type {
        case .integer: .integer(key)
        case .money: .money(Amount(tenThousandths: key))
        case .instant: .instant(Instant(microseconds: key))
        case .date: .date(CalendarDate(daysSinceEpoch: Int(key)))
        case .number: .number(Double(bitPattern: UInt64(bitPattern: key < 0 ? key ^ .max : key)))
        case .text, .boolean, .list: nil
        }
    }

    /// The keys that values with an order have.
    static func ordered(_ type: ValueType) -> ClosedRange<Int64> {
        switch type {
        case .number: key(-Double.infinity)...key(.infinity)
        // Some eleven million years either side of 1970: as far as days are calculated with.
        case .date: -4_000_000_000...4_000_000_000
        case .integer, .money, .instant, .text, .boolean, .list: .min ... .max
        }
    }
}
