/// The type of a trait or of an event's property.
package enum ValueType: String, Sendable, Hashable, Codable, CaseIterable {
    case text
    /// A whole number.
    case integer
    /// A binary floating-point number.
    case number
    /// An exact amount in the workspace's currency.
    case money
    case boolean
    case date
    case instant
    /// A list of texts.
    case list

    /// Whether values of this type are ordered on one numeric scale with the other numeric types.
    package var isNumeric: Bool {
        switch self {
        case .integer, .number, .money: true
        case .text, .boolean, .date, .instant, .list: false
        }
    }
}

/// A value of a trait or of an event's property. A missing value is the absence of one.
package enum Value: Sendable, Hashable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case money(Amount)
    case boolean(Bool)
    case date(CalendarDate)
    case instant(Instant)
    case list([String])

    package var type: ValueType {
        switch self {
        case .text: .text
        case .integer: .integer
        case .number: .number
        case .money: .money
        case .boolean: .boolean
        case .date: .date
        case .instant: .instant
        case .list: .list
        }
    }
}
