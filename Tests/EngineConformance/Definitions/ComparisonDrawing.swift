package import Domain
import Foundation
package import Segments
import TestSupport

/// What is demanded of one value.
extension DefinitionGenerator {
    /// A comparison that values of the type have, with literals most of which are like `occurring` values.
    package mutating func comparison(_ type: ValueType, like occurring: [Value]) -> Comparison {
        if random.once(in: 9) { return Comparison(random.once(in: 2) ? .missing : .present) }
        let ignoringCase = random.once(in: 2) && ignoresCase
        switch type {
        case .list:
            let items = random.several(1...3) { $0.pick(ValueGenerator.texts) }
            return Comparison(.list(random.pick(ListRelation.allCases), items), ignoringCase: ignoringCase)
        case .boolean:
            guard random.once(in: 3) else {
                return Comparison(.relation(random.pick([.equal, .notEqual]), literal(type, like: occurring)))
            }
            return Comparison(random.once(in: 2) ? .oneOf([.boolean(true)]) : .noneOf([.boolean(false)]))
        case .text:
            switch random.below(6) {
            case 0:
                return Comparison(
                    .text(random.pick(TextRelation.allCases), part(of: occurring)),
                    ignoringCase: ignoringCase
                )
            case 1, 2: return pattern(ignoringCase: ignoringCase)
            default: return Comparison(scaleTest(type, like: occurring), ignoringCase: ignoringCase)
            }
        case .date, .instant:
            return Comparison(random.once(in: 2) ? timeTest(type, occurring) : scaleTest(type, like: occurring))
        case .integer, .number, .money: return Comparison(scaleTest(type, like: occurring))
        }
    }

    private mutating func timeTest(_ type: ValueType, _ occurring: [Value]) -> Comparison.Test {
        let literal = literal(type, like: occurring)
        let bound: WindowBound =
            if case .instant(let instant) = literal { .instant(instant) } else { .date(day(literal)) }
        return switch random.below(6) {
        case 0: .before(bound)
        case 1: .after(bound)
        case 2: .on(day(literal))
        case 3: .within(window())
        default: .anniversary(anniversaryWindow())
        }
    }

    /// The local day of a literal.
    private func day(_ literal: Literal) -> CalendarDate {
        switch literal {
        case .date(let date): date
        case .instant(let instant): values.zone.local(instant).date
        case .text, .number, .boolean, .money: values.zone.local(values.now).date
        }
    }

    private mutating func scaleTest(_ type: ValueType, like occurring: [Value]) -> Comparison.Test {
        func literal(_ generator: inout DefinitionGenerator) -> Literal { generator.literal(type, like: occurring) }
        switch random.below(5) {
        case 0: return .between(low: literal(&self), high: literal(&self))
        case 1, 2:
            var literals = [literal(&self)]
            for _ in 0..<random.below(3) { literals.append(literal(&self)) }
            return random.once(in: 2) ? .oneOf(literals) : .noneOf(literals)
        default: return .relation(random.pick(Relation.allCases), literal(&self))
        }
    }

    // MARK: Literals

    /// A literal of the type's scale: whole numbers beside money, days beside instants.
    private mutating func literal(_ type: ValueType, like occurring: [Value]) -> Literal {
        if !occurring.isEmpty, !random.once(in: 4) { return literal(random.pick(occurring), of: type) }
        let drawn = type.isNumeric ? random.pick([.integer, .number, .money]) : type
        return literal(values.value(drawn == .instant && random.once(in: 2) ? .date : drawn), of: type)
    }

    private mutating func literal(_ value: Value, of type: ValueType) -> Literal {
        switch value {
        case .text(let text): return .text(spelled(text))
        case .integer(let whole): return .number(Numeral(whole))
        case .number(let number): return .number(Numeral(number) ?? Numeral(0))
        case .money(let amount):
            guard type == .money, let currency = World.schema.currency, random.once(in: 2) else {
                return .number(Numeral(amount))
            }
            return .money(amount, currency)
        case .boolean(let boolean): return .boolean(boolean)
        case .date(let date): return .date(date)
        case .instant(let instant):
            return random.once(in: 3) ? .date(values.zone.local(instant).date) : .instant(instant)
        case .list(let items): return .text(spelled(items.first ?? ""))
        }
    }

    /// The text as somebody may write it: letters and marks apart, or in another case.
    private mutating func spelled(_ text: String) -> String {
        switch random.below(6) {
        case 0: text.decomposedStringWithCanonicalMapping
        case 1: text.uppercased()
        default: text
        }
    }

    private mutating func part(of occurring: [Value]) -> String {
        guard case .text(let text)? = occurring.isEmpty ? nil : random.pick(occurring), !random.once(in: 3) else {
            return random.pick(ValueGenerator.texts)
        }
        let scalars = Array(text.unicodeScalars)
        let part = scalars.dropFirst(random.below(scalars.count + 1)).prefix(1 + random.below(3))
        return spelled(String(String.UnicodeScalarView(part)))
    }

    private mutating func pattern(ignoringCase: Bool) -> Comparison {
        let comparison = Comparison(.matches(random.pick(Self.patterns)), ignoringCase: ignoringCase)
        return comparison.patternError == nil ? comparison : Comparison(comparison.test)
    }

    private static let patterns = [
        "", "^$", "^a", "b$", "^.$", "a.*b", "[^a-z]", "北|京$", "(?:ab|A)+", #"\d+%"#, "s{2}", "é", "e\u{301}", #"\\"#,
        "_|%",
        "[À-ÿ]", #"i\x{307}?s"#, #"^\W*$"#, #"\s"#, "ß|ss", "σ",
    ].compactMap { try? Pattern($0) }
}
