import Domain
import Foundation
import Platform

/// A text in both languages, as JSON has it: `{ "en": …, "zh": … }`.
typealias LocalText = RunSummary.LocalText

/// A value of any kind in JSON.
enum JSONValue: Encodable {
    case missing
    case text(String)
    case integer(Int64)
    case number(Double)
    case decimal(Decimal)
    case boolean(Bool)
    case texts([String])

    init(_ value: Value?, zone: TimeZone) {
        switch value {
        case nil: self = .missing
        case .text(let text)?: self = .text(text)
        case .integer(let number)?: self = .integer(number)
        case .number(let number)?: self = number.isFinite ? .number(number) : .missing
        case .money(let amount)?: self = .decimal(amount.decimal)
        case .boolean(let flag)?: self = .boolean(flag)
        case .date(let date)?: self = .text(date.description)
        case .instant(let instant)?: self = .text(CellText.instant(instant, zone))
        case .list(let texts)?: self = .texts(texts)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .missing: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .decimal(let number): try container.encode(number)
        case .boolean(let flag): try container.encode(flag)
        case .texts(let texts): try container.encode(texts)
        }
    }
}
