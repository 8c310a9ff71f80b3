/// A value beside the SQL text, which the driver hands to the engine unchanged.
///
/// Equality is identity of the value sent: doubles compare by their bits, so a not-a-number equals itself and −0 is not 0.
package enum Binding: Sendable {
    /// Written as the keyword `NULL` wherever it stands, so it never occurs in ``RenderedStatement/bindings``.
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case decimal(FixedDecimal)
    case text(String)
    /// Days since 1970-01-01, in the years 1 to 9999.
    case date(days: Int32)
    /// What a clock on the wall shows: microseconds since 1970-01-01T00:00:00 there, in the years 1 to 9999.
    case timestamp(microseconds: Int64)
    /// An instant: microseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999.
    case timestampTZ(microseconds: Int64)
    case list([String])
}

extension Binding: Hashable {
    package static func == (left: Binding, right: Binding) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
        case (.decimal(let a), .decimal(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.date(let a), .date(let b)): a == b
        case (.timestamp(let a), .timestamp(let b)): a == b
        case (.timestampTZ(let a), .timestampTZ(let b)): a == b
        case (.list(let a), .list(let b)): a.elementsEqual(b) { $0.utf8.elementsEqual($1.utf8) }
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value), .timestamp(let value), .timestampTZ(let value): hasher.combine(value)
        case .double(let value): hasher.combine(value.bitPattern)
        case .decimal(let value): hasher.combine(value)
        case .text(let value): hasher.combine(value)
        case .date(let days): hasher.combine(days)
        case .list(let values): hasher.combine(values)
        }
    }
}

extension Binding {
    static let dateRange: ClosedRange<Int32> = -719_162...2_932_896
    static let timestampRange: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

    /// Refuses what the engines' calendars do not share: both hold the years 1 to 9999.
    func validate() throws(RenderError) {
        switch self {
        case .date(let days):
            guard Self.dateRange.contains(days) else { throw .unwritable(.dateOutOfRange(days: days)) }
        case .timestamp(let microseconds), .timestampTZ(let microseconds):
            guard Self.timestampRange.contains(microseconds) else {
                throw .unwritable(.timestampOutOfRange(microseconds: microseconds))
            }
        case .null, .boolean, .integer, .double, .decimal, .text, .list: break
        }
    }
}
