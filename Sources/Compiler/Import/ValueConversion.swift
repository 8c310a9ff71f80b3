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
        let number = decimal == .point ? SQLExpression.coalesce([text, plainNumber(text)]) : plainNumber(text)
        let exact = SQLExpression.coalesce([
            text.tryCast(to: .decimal(precision: 38, scale: 6)),
            plainNumber(text).tryCast(to: .decimal(precision: 38, scale: 6)),
        ])
        let whole = SQLExpression.cases([
            .when(SQLExpression.floor(exact).equals(exact), then: exact.tryCast(to: .integer))
        ])
        let hasPlaces = number.matches(pattern: "[.eE]")
        let direct = SQLExpression.cases([.when(!hasPlaces, then: text.tryCast(to: .integer))])
        return decimal == .point ? .coalesce([direct, whole]) : whole
    }

    private func number(_ text: SQLExpression) -> SQLExpression {
        let direct = text.tryCast(to: .double)
        let tidy = plainNumber(text).tryCast(to: .double)
        let number = decimal == .point ? SQLExpression.coalesce([direct, tidy]) : tidy
        // Infinity less itself and not-a-number are not zero: neither is a number that a customer has.
        return .cases([.when((number - number).equals(0.0), then: number)])
    }

    /// A number without currency marks, grouping and width variants: `￥1,234.50` as `1234.50`, `(12.00)` as `-12.00`.
    ///
    /// Null where the grouping is not by thousands, since `1,5` may be one and a half.
    private func plainNumber(_ text: SQLExpression) -> SQLExpression {
        let bare = SQLExpression.regexpReplace(
            Self.foldWidth(text),
            pattern: "[\\s\u{A0}\u{A5}\u{FFE5}$€£元圆']|CNY|RMB|USD|EUR|GBP|HKD|JPY",
            with: ""
        )
        let (group, mark) = decimal == .point ? (",", "\\.") : ("\\.", ",")
        let pattern = "^[(]?[+-]?([0-9]+|[0-9]{1,3}(\(group)[0-9]{3})+)?(\(mark)[0-9]+)?[)]?$"
        let ungrouped = SQLExpression.replace(bare, decimal == .point ? "," : ".", with: "")
        let pointed = decimal == .point ? ungrouped : SQLExpression.replace(ungrouped, ",", with: ".")
        let unsigned = SQLExpression.replace(.replace(pointed, "(", with: ""), ")", with: "")
        let isNegative = bare.startsWith("(") && bare.endsWith(")")
        return .cases(
            [
                .when(!bare.matches(pattern: pattern), then: .null),
                .when(isNegative, then: .concat(["-", unsigned])),
                .when(bare.startsWith("(") || bare.endsWith(")"), then: .null),
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
