import Domain
import Foundation
import SQL
import Segments

/// A column as comparisons see it: texts in the form they are compared in, days as the instants they last.
struct ComparedColumn {
    let column: ColumnScope.Column
    let ignoringCase: Bool
    let context: EvaluationContext

    var value: SQLExpression { column.expression }
    private var zone: TimeZone { context.zone }

    func relation(_ relation: Relation, _ literal: Literal) -> SQLExpression? {
        switch (literal, column.type) {
        case (.text(let text), .text): compared.relation(relation, .text(form(text)))
        case (.number(let number), .integer), (.number(let number), .money), (.number(let number), .number):
            self.number(relation, number)
        // Nothing is converted: an amount in another currency has no order to any value.
        case (.money(let amount, context.currency), .money): number(relation, Numeral(amount))
        case (.boolean(let boolean), .boolean): value.relation(relation, .boolean(boolean))
        case (.date(let date), .date): value.relation(relation, .date(date))
        case (.date(let date), .instant): day(relation, date)
        case (.instant(let instant), .instant): value.relation(relation, .instant(instant))
        default: nil
        }
    }

    /// Exact numbers are compared exactly; beside a `Double` both sides are doubles, as in the reference.
    private func number(_ relation: Relation, _ number: Numeral) -> SQLExpression {
        switch number.form {
        case .integer(let whole) where column.type != .number: value.relation(relation, .integer(whole))
        case .decimal(let amount) where column.type != .number: value.relation(relation, .value(.money(amount)))
        default: value.cast(to: .double).relation(relation, .double(number.doubleValue))
        }
    }

    /// An instant within the day equals the day.
    private func day(_ relation: Relation, _ date: CalendarDate) -> SQLExpression {
        let start = SQLExpression.instant(zone.instant(of: date))
        let end = SQLExpression.instant(zone.instant(of: date.adding(days: 1)))
        return switch relation {
        case .equal: value >= start && value < end
        case .notEqual: value < start || value >= end
        case .less: value < start
        case .lessOrEqual: value < end
        case .greater: value >= end
        case .greaterOrEqual: value >= start
        }
    }

    func text(_ relation: TextRelation, _ part: String) -> SQLExpression? {
        guard column.type == .text else { return nil }
        let part = SQLExpression.text(form(part))
        return switch relation {
        case .contains: compared.contains(part)
        case .startsWith: compared.startsWith(part)
        case .endsWith: compared.endsWith(part)
        }
    }

    func matches(_ pattern: Pattern) -> SQLExpression? {
        column.type == .text ? compared.matches(pattern: pattern.portableText) : nil
    }

    /// An instant's anniversaries are those of its local date.
    func anniversary(_ window: AnniversaryWindow) -> SQLExpression? {
        let days = AnniversaryDays(window.dates(asOf: context.now, in: zone))
        switch column.type {
        case .date: return days.holds(of: value)
        case .instant: return days.holds(of: .localTime(value, in: .text(zone.identifier)).cast(to: .date))
        default: return nil
        }
    }

    func within(_ window: Window) -> SQLExpression? {
        let range = window.range(asOf: context.now, in: zone)
        return switch column.type {
        case .instant: value >= .instant(range.start) && value < .instant(range.end)
        case .date:
            // A date lies in a window where the midnight that begins it does.
            value >= .date(zone.firstDate(notBefore: range.start))
                && value < .date(zone.firstDate(notBefore: range.end))
        default: nil
        }
    }

    func list(_ relation: ListRelation, _ items: [String]) -> SQLExpression? {
        guard column.type == .list else { return nil }
        let texts = ignoringCase ? SQLExpression.listLowered(value) : value
        let present = items.map { SQLExpression.list(texts, contains: .text(form($0))) }
        return switch relation {
        case .any: .any(present)
        case .all: .all(present)
        case .none: value.isNotNull && !SQLExpression.any(present).definite
        }
    }

    /// Imported texts are in NFC already. Lower case may leave it again: H with a line below has no letter of its own, and
    /// its lower case has.
    private var compared: SQLExpression {
        // The one letter whose lower case is two scalars, of which engines keep the first only.
        ignoringCase ? .normalised(.lower(.replace(value, "İ", with: "i\u{307}"))) : value
    }

    private func form(_ text: String) -> String {
        (ignoringCase ? text.lowercased() : text).precomposedStringWithCanonicalMapping
    }
}

extension SQLExpression {
    func relation(_ relation: Relation, _ other: SQLExpression) -> SQLExpression {
        switch relation {
        case .equal: equals(other)
        case .notEqual: notEquals(other)
        case .less: self < other
        case .lessOrEqual: self <= other
        case .greater: self > other
        case .greaterOrEqual: self >= other
        }
    }
}

extension TimeZone {
    /// The first date whose midnight is not before the instant, within the years 1 to 9999 that engines hold.
    func firstDate(notBefore instant: Instant) -> CalendarDate {
        let dates = (CalendarDate(daysSinceEpoch: -719_162), CalendarDate(daysSinceEpoch: 2_932_896))
        let seconds = instant.seconds
        if seconds <= Int64(dates.0.daysSinceEpoch + 1) * 86_400 { return dates.0 }
        if seconds >= Int64(dates.1.daysSinceEpoch - 1) * 86_400 { return dates.1 }
        let date = local(instant).date
        return self.instant(of: date) >= instant ? date : date.adding(days: 1)
    }
}
