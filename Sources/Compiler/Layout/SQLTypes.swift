package import Domain
package import SQL

extension ValueType {
    /// The type of a column that holds values of this type.
    package var sqlType: SQLType {
        switch self {
        case .text: .text
        case .integer: .integer
        case .number: .double
        case .money: .decimal(precision: 18, scale: 4)
        case .boolean: .boolean
        case .date: .date
        case .instant: .timestampTZ
        case .list: .list(of: .text)
        }
    }
}

extension Binding {
    /// An exact amount of money.
    package static func money(_ amount: Amount) -> Binding {
        // 18 digits hold all amounts below a hundred million millions; the type check before keeps to them.
        FixedDecimal(unscaled: Int128(amount.tenThousandths), precision: 19, scale: 4).map(Binding.decimal) ?? .null
    }
}

extension SQLExpression {
    /// The instant, as a value.
    package static func instant(_ instant: Instant) -> SQLExpression {
        // Engines hold the years 1 to 9999; a window's open end lies at the edge of that.
        let earliest: Int64 = -62_135_596_800_000_000
        let latest: Int64 = 253_402_300_799_999_999
        return .value(.timestampTZ(microseconds: Swift.min(latest, Swift.max(earliest, instant.microseconds))))
    }

    package static func date(_ date: CalendarDate) -> SQLExpression {
        .value(.date(days: Int32(clamping: date.daysSinceEpoch)))
    }

    /// This condition with false in place of null: the segment language has two truth values.
    package var definite: SQLExpression { .coalesce([self, false]) }
}
