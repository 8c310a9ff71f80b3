import Domain
import Foundation
import ProjectFile
import SQL

/// Texts as typed values; null where a text is no such value.
///
/// The usual way of writing is tried first (`direct`), with the engine's own cast. What it did not take, the rest, is
/// cleaned and tried in the other ways. Each step is a column of its own: an engine computes an expression that occurs
/// several times for every row, also for those that need only the first way.
extension ColumnPlan {
    /// The columns of one value's steps.
    struct Steps {
        var direct: SQLExpression
        /// The cleaned text of values that `direct` did not take.
        var rest: SQLExpression
        /// The rest without full-width forms.
        var folded: SQLExpression
        /// Microseconds on the wall clock, and of instants.
        var wall: SQLExpression
        var instant: SQLExpression
    }

    /// The value by the usual way of writing; `nil` where there is none to try first.
    func direct(_ text: SQLExpression) -> SQLExpression? {
        switch type {
        case .text, .list, .boolean: nil
        case .integer: decimal == .point ? Self.plainInteger(text) : nil
        case .number: decimal == .point ? Self.finite(Self.plain(text, .double)) : nil
        case .money: decimal == .point ? Self.plain(text, ValueType.money.sqlType) : nil
        case .date, .instant: times.first.map { $0.read(text).microseconds }
        }
    }

    /// Microseconds on the wall clock, by the ways of writing that say no offset; `nil` where there are none.
    func wallTime(_ steps: Steps) -> SQLExpression? {
        let rest = readings(steps).compactMap { if case .wall(let time) = $0 { time } else { nil } }
        guard case .wall? = times.first?.read(steps.rest) else { return Self.first(rest) }
        return .coalesce([steps.direct] + rest)
    }

    /// Microseconds of an instant, by the ways of writing that say one; `nil` where there are none.
    func instantTime(_ steps: Steps) -> SQLExpression? {
        let rest = readings(steps).compactMap { if case .instant(let time) = $0 { time } else { nil } }
        guard case .instant? = times.first?.read(steps.rest) else { return Self.first(rest) }
        return .coalesce([steps.direct] + rest)
    }

    /// Every way of writing, on the text without full-width forms unless it is written with them.
    private func readings(_ steps: Steps) -> [ReadTime] {
        times.map { $0.read($0.hasWideForms ? steps.rest : steps.folded) }
    }

    /// Whether values may be written with full-width digits and marks.
    var hasWideForms: Bool { type.isNumeric || type == .date || type == .instant }

    private static func first(_ times: [SQLExpression]) -> SQLExpression? {
        times.isEmpty ? nil : .coalesce(times)
    }

    /// The value, whichever way it is written.
    func value(_ text: SQLExpression, _ steps: Steps, local: LocalInstant) -> SQLExpression {
        func orElse(_ tidy: SQLExpression) -> SQLExpression {
            decimal == .point ? .coalesce([steps.direct, tidy]) : tidy
        }
        switch type {
        case .text: return text
        case .list: return .split(text, separator: separator)
        case .boolean: return Self.boolean(steps.rest)
        case .integer: return orElse(integer(steps))
        case .number: return orElse(Self.finite(plainNumber(steps.folded).tryCast(to: .double)))
        case .money: return orElse(plainNumber(steps.folded).tryCast(to: ValueType.money.sqlType))
        case .instant:
            let wall = wallTime(steps).map { _ in local.microseconds(ofWall: steps.wall) }
            let instant = instantTime(steps).map { _ in steps.instant }
            return .instant(ofEpochMicroseconds: .coalesce([wall, instant].compactMap(\.self)))
        case .date:
            let wall = wallTime(steps).map { _ in steps.wall }
            let instant = instantTime(steps).map { _ in steps.instant }
            return Self.date(.coalesce([wall, instant].compactMap(\.self)))
        }
    }

    /// The day of a count of microseconds, rounded down, which asks no engine for a time zone.
    private static func date(_ microseconds: SQLExpression) -> SQLExpression {
        let day: SQLExpression = 86_400_000_000
        let past = (microseconds % day + day) % day
        let epoch = SQLExpression.value(.date(days: 0))
        return .addDays((microseconds - past).wholeQuotient(by: day), to: epoch)
    }

    /// The engine's cast to a type of numbers with places, which takes `1_000` for a thousand as SQL does and people do not.
    private static func plain(_ text: SQLExpression, _ type: SQLType) -> SQLExpression {
        .cases([.when(!text.contains("_"), then: text.tryCast(to: type))])
    }

    /// The engine's cast rounds `2.5` and takes `1e3`; what it took as written is what it writes the same way.
    private static func plainInteger(_ text: SQLExpression) -> SQLExpression {
        let number = text.tryCast(to: .integer)
        return .cases([.when(number.cast(to: .text).equals(text), then: number)])
    }

    /// An engine rounds `2.5` to an integer; here it is none. `6.0` is.
    private func integer(_ steps: Steps) -> SQLExpression {
        let type = SQLType.decimal(precision: 38, scale: 19)
        let tidy = plainNumber(steps.folded).tryCast(to: type)
        let exact = decimal == .point ? SQLExpression.coalesce([Self.plain(steps.rest, type), tidy]) : tidy
        return .cases([.when(SQLExpression.floor(exact).equals(exact), then: exact.tryCast(to: .integer))])
    }

    /// Infinity less itself and not-a-number are not zero: neither is a number that a customer has.
    private static func finite(_ number: SQLExpression) -> SQLExpression {
        .cases([.when((number - number).equals(0.0), then: number)])
    }

    private static let space = "[\\s\\p{Z}]*"
    private static let currency = "(CNY|RMB|USD|EUR|GBP|HKD|JPY|[\u{A5}\u{FFE5}$€£元圆])"

    /// A number without currency marks, grouping and width variants: `￥1,234.50` as `1234.50`, `(12.00)` as `-12.00`.
    ///
    /// Null where the grouping is not by thousands, since `1,5` may be one and a half, and where a currency stands inside,
    /// since `12元50` is twelve and a half.
    private func plainNumber(_ folded: SQLExpression) -> SQLExpression {
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
