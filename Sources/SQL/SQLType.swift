/// A type of the relational tree. Each dialect spells it in its own words.
package indirect enum SQLType: Sendable, Hashable {
    case boolean
    /// 64 bits with a sign.
    case integer
    /// 32 bits with a sign.
    case integer32
    /// IEEE 754 with 64 bits.
    case double
    /// `precision` is in `1...38`, `scale` in `0...precision`.
    case decimal(precision: Int, scale: Int)
    case text
    case date
    /// What a clock on the wall shows, in microseconds, without a zone.
    case timestamp
    /// An instant, in microseconds, shown in the session's zone.
    case timestampTZ
    case list(of: SQLType)
}
