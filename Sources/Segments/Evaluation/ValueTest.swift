package import Domain
import Foundation

/// A comparison made ready: its windows and days are instants, its texts are in the form they are compared in, its lists are
/// hashed.
///
/// A test of a value of another type is false, as it is of a missing one; `SegmentChecker` refuses such tests. It may be
/// asked of any number of values, from any number of threads: an evaluator that keeps values in a dictionary asks once
/// for each.
package struct ValueTest: Sendable {
    package let holds: @Sendable (Value?) -> Bool

    package init(_ comparison: Comparison, in context: EvaluationContext) {
        let ignoringCase = comparison.ignoringCase
        switch comparison.test {
        case .missing: holds = { $0 == nil }
        case .present: holds = { $0 != nil }
        case .relation(let relation, let literal):
            let operand = Operand(literal, ignoringCase: ignoringCase, context)
            holds = { $0.flatMap(operand.order)?.satisfies(relation) ?? false }
        case .between(let low, let high):
            let low = Operand(low, ignoringCase: ignoringCase, context)
            let high = Operand(high, ignoringCase: ignoringCase, context)
            holds = { value in
                guard let value, let toLow = low.order(of: value), let toHigh = high.order(of: value) else {
                    return false
                }
                return toLow != .less && toHigh != .greater
            }
        case .oneOf(let literals):
            let set = LiteralSet(literals, ignoringCase: ignoringCase, context)
            holds = { $0.map(set.contains) ?? false }
        case .noneOf(let literals):
            let set = LiteralSet(literals, ignoringCase: ignoringCase, context)
            holds = { $0.map(set.excludes) ?? false }
        case .text(let relation, let part): holds = Self.text(relation, part, ignoringCase)
        case .before(let bound):
            let operand = Operand(bound, in: context.zone)
            holds = { $0.flatMap(operand.order) == .less }
        case .after(let bound):
            let operand = Operand(bound, in: context.zone)
            holds = { $0.flatMap(operand.order) == .greater }
        case .on(let date):
            let operand = Operand(.date(date), in: context.zone)
            holds = { $0.flatMap(operand.order) == .equal }
        case .within(let window): holds = Self.within(window, context)
        case .list(let relation, let items): holds = Self.list(relation, items, ignoringCase)
        case .matches(let pattern): holds = Self.matches(pattern, ignoringCase)
        case .anniversary(let window): holds = Self.anniversary(window, context)
        }
    }

    private typealias Function = @Sendable (Value?) -> Bool

    private static func text(_ relation: TextRelation, _ part: String, _ ignoringCase: Bool) -> Function {
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

    private static func matches(_ pattern: Pattern, _ ignoringCase: Bool) -> Function {
        let matches = pattern.test(ignoringCase: ignoringCase)
        return { value in
            guard case .text(let text)? = value else { return false }
            return matches(text)
        }
    }

    /// A date lies in a window where the midnight that begins it does.
    private static func within(_ window: Window, _ context: EvaluationContext) -> Function {
        let zone = context.zone
        let range = window.range(asOf: context.now, in: zone)
        return { value in
            switch value {
            case .instant(let instant): range.contains(instant)
            case .date(let date): range.contains(zone.instant(of: date))
            default: false
            }
        }
    }

    /// An instant's anniversaries are those of its local date.
    private static func anniversary(_ window: AnniversaryWindow, _ context: EvaluationContext) -> Function {
        let zone = context.zone
        let dates = window.dates(asOf: context.now, in: zone)
        return { value in
            switch value {
            case .date(let date): date.hasAnniversary(in: dates)
            case .instant(let instant): zone.local(instant).date.hasAnniversary(in: dates)
            default: false
            }
        }
    }

    private static func list(_ relation: ListRelation, _ items: [String], _ ignoringCase: Bool) -> Function {
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
