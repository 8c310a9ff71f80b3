import Domain
import Foundation
import ProjectFile
import SQL

/// Texts as typed values; null where a text is no such value.
///
/// The usual way of writing is tried first with the engine's own cast; `coalesce` reaches the slower ways only for
/// values that it did not take.
extension ColumnPlan {
    func converted(_ text: SQLExpression, local: LocalInstant) -> SQLExpression {
        switch type {
        case .text: text
        case .integer: integer(text)
        case .number: number(text)
        case .money: money(text)
        case .boolean: Self.boolean(text)
        case .instant: .coalesce(times.map { $0.instant(text, local: local) })
        case .date: .coalesce(times.map { Self.date($0.instant(text, local: LocalInstant(zone: .gmt))) })
        case .list: .split(text, separator: separator)
        }
    }

    private static func date(_ instant: SQLExpression) -> SQLExpression {
        .localTime(instant, in: "UTC").cast(to: .date)
    }

    private func money(_ text: SQLExpression) -> SQLExpression {
        let type = ValueType.money.sqlType
        let tidy = plainNumber(text).tryCast(to: type)
        return decimal == .point ? .coalesce([text.tryCast(to: type), tidy]) : tidy
    }

    /// An engine rounds `2.5` to an integer; here it is none. `6.0` is.
    private func integer(_ text: SQLExpression) -> SQLExpression {
        let type = SQLType.decimal(precision: 38, scale: 19)
        let tidy = plainNumber(text).tryCast(to: type)
        let exact = decimal == .point ? SQLExpression.coalesce([text.tryCast(to: type), tidy]) : tidy
        let whole = SQLExpression.cases([
            .when(SQLExpression.floor(exact).equals(exact), then: exact.tryCast(to: .integer))
        ])
        guard decimal == .point else { return whole }
        let hasPlaces = SQLExpression.any([text.contains("."), text.contains("e"), text.contains("E")])
        return .coalesce([.cases([.when(!hasPlaces, then: text.tryCast(to: .integer))]), whole])
    }

    private func number(_ text: SQLExpression) -> SQLExpression {
        let direct = text.tryCast(to: .double)
        let tidy = plainNumber(text).tryCast(to: .double)
        let number = decimal == .point ? SQLExpression.coalesce([direct, tidy]) : tidy
        // Infinity less itself and not-a-number are not zero: neither is a number that a customer has.
        return .cases([.when((number - number).equals(0.0), then: number)])
    }

    private static let space = "[\\s\\p{Z}]*"
    private static let currency = "(CNY|RMB|USD|EUR|GBP|HKD|JPY|[\u{A5}\u{FFE5}$€£元圆])"

    /// A number without currency marks, grouping and width variants: `￥1,234.50` as `1234.50`, `(12.00)` as `-12.00`.
    ///
    /// Null where the grouping is not by thousands, since `1,5` may be one and a half, and where a currency stands inside,
    /// since `12元50` is twelve and a half.
    private func plainNumber(_ text: SQLExpression) -> SQLExpression {
        let folded = Self.foldWidth(text)
        let (group, mark) = decimal == .point ? ("[,'\\s\\p{Z}]", "[.]") : ("[.'\\s\\p{Z}]", ",")
        let digits = "([0-9]+|[0-9]{1,3}(\(group)[0-9]{3})+)?(\(mark)[0-9]+)?"
        let currency = "\(Self.space)\(Self.currency)?\(Self.space)"
        let pattern = "^[+-]?\(currency)[(]?\(currency)[+-]?\(Self.space)\(digits)\(currency)[)]?\(currency)$"
        let bare = SQLExpression.regexpReplace(folded, pattern: "\(Self.currency)|\(group)|[()]", with: "")
        let pointed = decimal == .point ? bare : SQLExpression.replace(bare, ",", with: ".")
        let opens = folded.contains("(")
        let closes = folded.contains(")")
        return .cases(
            [
                .when(!folded.matches(pattern: pattern), then: .null),
                .when(opens && closes, then: .concat(["-", pointed])), .when(opens || closes, then: .null),
            ],
            otherwise: pointed
        )
    }

    private static func boolean(_ text: SQLExpression) -> SQLExpression {
        let word = SQLExpression.lower(text)
        let yes: [SQLExpression] = ["true", "t", "yes", "y", "1", "是", "有", "真"]
        let no: [SQLExpression] = ["false", "f", "no", "n", "0", "否", "无", "假"]
        return .cases([.when(word.in(yes), then: true), .when(word.in(no), then: false)])
    }
}
