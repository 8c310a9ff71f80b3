import Domain
import Foundation

/// A comparison made ready: its windows and days are instants, its texts are in the form they are compared in.
///
/// A test of a value of another type is false, as it is of a missing one; `SegmentChecker` refuses such tests.
struct ValueTest: Sendable {
    let holds: @Sendable (Value?) -> Bool

    init(_ comparison: Comparison, asOf now: Instant, in zone: TimeZone) {
        let operands = Operands(ignoringCase: comparison.ignoringCase, zone: zone)
        switch comparison.test {
        case .missing: holds = { $0 == nil }
        case .present: holds = { $0 != nil }
        case .relation(let relation, let literal):
            let operand = operands.operand(literal)
            holds = { $0.flatMap(operand.order)?.satisfies(relation) ?? false }
        case .between(let low, let high):
            let (low, high) = (operands.operand(low), operands.operand(high))
            holds = { value in
                guard let value, let toLow = low.order(of: value), let toHigh = high.order(of: value) else {
                    return false
                }
                return toLow != .less && toHigh != .greater
            }
        case .oneOf(let literals):
            let members = literals.map(operands.operand)
            holds = { value in value.map { value in members.contains { $0.order(of: value) == .equal } } ?? false }
        case .noneOf(let literals):
            let members = literals.map(operands.operand)
            holds = { value in
                value.map { value in members.allSatisfy { $0.order(of: value)?.satisfies(.notEqual) ?? false } }
                    ?? false
            }
        case .text(let relation, let part): holds = Self.text(relation, part, comparison.ignoringCase)
        case .before(let bound):
            let operand = Operand.bound(bound, in: zone)
            holds = { $0.flatMap(operand.order) == .less }
        case .after(let bound):
            let operand = Operand.bound(bound, in: zone)
            holds = { $0.flatMap(operand.order) == .greater }
        case .on(let date):
            let operand = operands.operand(.date(date))
            holds = { $0.flatMap(operand.order) == .equal }
        case .within(let window): holds = Self.within(window.range(asOf: now, in: zone), zone)
        case .list(let relation, let items): holds = Self.list(relation, items, comparison.ignoringCase)
        }
    }

    private static func text(_ relation: TextRelation, _ part: String, _ ignoringCase: Bool)
        -> @Sendable (Value?) -> Bool
    {
        let part = TextForm(part, ignoringCase: ignoringCase)
        return { value in
            guard case .text(let text)? = value else { return false }
            let form = TextForm(text, ignoringCase: ignoringCase)
            return switch relation {
            case .contains: form.contains(part)
            case .startsWith: form.starts(with: part)
            case .endsWith: form.ends(with: part)
            }
        }
    }

    /// A date lies in a window where the midnight that begins it does.
    private static func within(_ range: InstantRange, _ zone: TimeZone) -> @Sendable (Value?) -> Bool {
        { value in
            switch value {
            case .instant(let instant): range.contains(instant)
            case .date(let date): range.contains(zone.instant(of: date))
            default: false
            }
        }
    }

    private static func list(_ relation: ListRelation, _ items: [String], _ ignoringCase: Bool)
        -> @Sendable (Value?) -> Bool
    {
        let wanted = Set(items.map { TextForm($0, ignoringCase: ignoringCase) })
        return { value in
            guard case .list(let texts)? = value else { return false }
            let present = Set(texts.map { TextForm($0, ignoringCase: ignoringCase) })
            return switch relation {
            case .any: !present.isDisjoint(with: wanted)
            case .all: present.isSuperset(of: wanted)
            case .none: present.isDisjoint(with: wanted)
            }
        }
    }
}

/// Makes literals ready to be compared with.
private struct Operands {
    var ignoringCase: Bool
    var zone: TimeZone

    func operand(_ literal: Literal) -> Operand {
        switch literal {
        case .text(let text): .text(TextForm(text, ignoringCase: ignoringCase), ignoringCase: ignoringCase)
        case .number(let number): .number(Quantity(number))
        case .boolean(let boolean): .boolean(boolean)
        case .date(let date): .bound(.date(date), in: zone)
        case .instant(let instant): .bound(.instant(instant), in: zone)
        }
    }
}

/// What a value is compared with.
private enum Operand: Sendable {
    case text(TextForm, ignoringCase: Bool)
    case number(Quantity)
    case boolean(Bool)
    /// A local day, with its instants.
    case day(CalendarDate, InstantRange)
    case instant(Instant)

    static func bound(_ bound: WindowBound, in zone: TimeZone) -> Operand {
        switch bound {
        case .date(let date): .day(date, date.instants(in: zone))
        case .instant(let instant): .instant(instant)
        }
    }

    /// How a value lies to this; `nil` where the two are not of one scale. An instant within a day equals the day.
    /// Two different truth values have no order, but one is as good as the other to be unequal.
    func order(of value: Value) -> Order? {
        switch (self, value) {
        case (.text(let form, let ignoringCase), .text(let text)):
            Order(TextForm(text, ignoringCase: ignoringCase), form)
        case (.number(let number), _): Quantity(value)?.order(to: number)
        case (.boolean(let wanted), .boolean(let boolean)): wanted == boolean ? .equal : boolean ? .greater : .less
        case (.day(let day, _), .date(let date)): Order(date, day)
        case (.day(_, let range), .instant(let instant)):
            instant < range.start ? .less : instant < range.end ? .equal : .greater
        case (.instant(let wanted), .instant(let instant)): Order(instant, wanted)
        default: nil
        }
    }
}
