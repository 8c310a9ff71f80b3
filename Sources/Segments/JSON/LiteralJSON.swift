import Domain
import Foundation

/// Texts, numbers and truth values are JSON's own; `{"date": "2026-01-05"}`, `{"instant": "2026-01-05T02:00:00Z"}` and
/// `{"amount": 99.5, "currency": "USD"}`.
extension Literal: Codable {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Numeral.self) {
            self = .number(number)
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else {
            self = try Self.object(decoder)
        }
    }

    private static func object(_ decoder: any Decoder) throws -> Literal {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        if reader.contains(.date) {
            try decoder.refuseMembers(otherThan: [.date])
            return .date(try reader.date(.date))
        }
        if reader.contains(.amount) {
            try decoder.refuseMembers(otherThan: [.amount, .currency])
            return try money(reader)
        }
        guard reader.contains(.instant) else { throw reader.missing(oneOf: .date, .instant, .amount) }
        try decoder.refuseMembers(otherThan: [.instant])
        guard let instant = Instant(literalText: try reader.decode(String.self, forKey: .instant)) else {
            throw reader.invalid(.instant, "an instant such as 2026-01-05T02:00:00Z is needed")
        }
        return .instant(instant)
    }

    private static func money(_ reader: JSONReader) throws -> Literal {
        guard let amount = try reader.decode(Numeral.self, forKey: .amount).amount else {
            throw reader.invalid(.amount, "an amount with at most four places is needed")
        }
        guard let currency = Currency(literal: try reader.decode(String.self, forKey: .currency)) else {
            throw reader.invalid(.currency, "a currency such as USD is needed")
        }
        return .money(amount, currency)
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try text.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .boolean(let boolean): try boolean.encode(to: encoder)
        case .date(let date):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(date.description, forKey: .date)
        case .instant(let instant):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(instant.literalText, forKey: .instant)
        case .money(let amount, let currency):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(Numeral(amount), forKey: .amount)
            try writer.encode(currency.code, forKey: .currency)
        }
    }
}

/// A JSON number. Where a `Double` cannot tell two amounts apart, it passes through `Decimal`, which JSON coders keep digit
/// by digit.
extension Numeral: Codable {
    /// Below it a `Double` tells amounts apart: 2⁵³ / 10⁵, rounded down.
    private static let exactDoubles = 9e10

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let double = try value.decode(Double.self)
        // Not as `Int64` first: the decoder takes 212766108624272.0124 for whole, which it is as a `Double`.
        if abs(double) >= Self.exactDoubles, let decimal = try? value.decode(Decimal.self),
            let exact = Self.exact(decimal.description)
        {
            self = exact
        } else if let number = Numeral(double) {
            self = number
        } else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "the number is not finite")
        }
    }

    private static func exact(_ digits: String) -> Numeral? {
        Int64(digits).map { Numeral($0) } ?? Amount(digits).map { Numeral($0) }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch form {
        case .integer(let whole): try value.encode(whole)
        case .decimal(let amount) where abs(amount.doubleValue) < Self.exactDoubles:
            try value.encode(amount.doubleValue)
        case .decimal(let amount): try value.encode(Decimal(amount.tenThousandths) / 10_000)
        case .binary(let number): try value.encode(number)
        }
    }
}
