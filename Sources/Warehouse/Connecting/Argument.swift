package import Domain

/// The value of one parameter of a statement.
package enum Argument: Sendable, Hashable {
    /// Missing, and of no particular type: the engine takes it for whatever the place asks for.
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case text(String)
    /// `unscaled` ÷ 10^`scale`, with at most `precision` (1 to 38) digits.
    case decimal(unscaled: Int128, precision: Int, scale: Int)
    case date(daysSinceEpoch: Int32)
    /// An instant: microseconds since 1970-01-01T00:00:00Z.
    case instant(microseconds: Int64)
    /// A date and time of no zone: microseconds since 1970-01-01T00:00:00 on the wall clock.
    case localTime(microseconds: Int64)
    case texts([String])
}

extension Argument {
    /// Money as the engines keep it: a decimal of 18 digits, four of them after the point.
    package static func amount(_ amount: Amount) -> Argument {
        .decimal(unscaled: Int128(amount.tenThousandths), precision: 18, scale: 4)
    }

    /// What may be shown of an argument: its type, and its size where it has one. Never the value.
    package var masked: Bilingual {
        switch self {
        case .null: Bilingual(en: "null", zh: "空值")
        case .boolean: Bilingual(en: "boolean", zh: "布尔值")
        case .integer: Bilingual(en: "integer", zh: "整数")
        case .double: Bilingual(en: "number", zh: "浮点数")
        case .text(let text): Bilingual(en: "text of \(text.count) characters", zh: "\(text.count) 个字符的文本")
        case .decimal(_, let precision, let scale):
            Bilingual(en: "decimal(\(precision), \(scale))", zh: "小数(\(precision), \(scale))")
        case .date: Bilingual(en: "date", zh: "日期")
        case .instant: Bilingual(en: "instant", zh: "时刻")
        case .localTime: Bilingual(en: "local time", zh: "本地时间")
        case .texts(let texts): Bilingual(en: "list of \(texts.count) texts", zh: "\(texts.count) 个文本的列表")
        }
    }

    /// The texts that the argument consists of.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .texts(let texts): texts
        default: []
        }
    }

    /// The argument as a column of one row.
    var column: OutgoingColumn {
        switch self {
        case .null: OutgoingColumn(name: "", values: .missing(count: 1))
        case .boolean(let value): OutgoingColumn(name: "", values: .booleans([value]))
        case .integer(let value): OutgoingColumn(name: "", values: .integers([value]))
        case .double(let value): OutgoingColumn(name: "", values: .doubles([value]))
        case .text(let value): OutgoingColumn(name: "", values: .texts([value]))
        case .decimal(let unscaled, let precision, let scale):
            OutgoingColumn(name: "", values: .wideDecimals([unscaled], precision: precision, scale: scale))
        case .date(let days): OutgoingColumn(name: "", values: .dates([days]))
        case .instant(let value): OutgoingColumn(name: "", values: .instants([value]))
        case .localTime(let value): OutgoingColumn(name: "", values: .localTimes([value]))
        case .texts(let texts): OutgoingColumn(name: "", values: .textLists([texts]))
        }
    }
}
