import Domain
import Segments
import TestSupport

/// Draws well-typed trait expressions over `World.schema`.
struct ExpressionGenerator {
    var values: WorldGenerator
    private let now: Instant

    init(values: WorldGenerator, now: Instant) {
        self.values = values
        self.now = now
    }

    private var random: SeededRandom {
        get { values.random }
        set { values.random = newValue }
    }

    static let measureCount = 13

    /// - Parameter kind: which of the measures, from 0.
    mutating func expression(_ kind: Int) -> TraitExpression {
        while true {
            let events = events()
            guard let measure = measure(kind, of: properties(of: events.names)) else { continue }
            let expression = TraitExpression(measure, of: events)
            if SegmentChecker(schema: World.schema).problems(in: expression).isEmpty { return expression }
        }
    }

    private func properties(of names: [String]) -> [String: ValueType] {
        names.reduce(into: [BuiltInProperty.time: .instant]) { known, name in
            known.merge(World.schema.events[name] ?? [:]) { type, _ in type }
        }
    }

    /// `nil` where these events have no property that can be measured so.
    private mutating func measure(_ kind: Int, of properties: [String: ValueType]) -> Measure? {
        func named(_ isFit: (ValueType) -> Bool) -> String? {
            let fit = properties.filter { isFit($0.value) }.keys.sorted()
            return fit.isEmpty ? nil : random.pick(fit)
        }
        func isOrdered(_ type: ValueType) -> Bool { type.isNumeric || type == .date || type == .instant }
        return switch kind {
        case 0: .count
        case 1: named(\.isNumeric).map(Measure.sum)
        case 2: named(\.isNumeric).map(Measure.average)
        case 3: named(isOrdered).map(Measure.minimum)
        case 4: named(isOrdered).map(Measure.maximum)
        case 5: named(\.isNumeric).map(Measure.median)
        case 6: named { $0 != .list }.map(Measure.distinctCount)
        case 7: named { $0 != .list }.map(Measure.mostFrequent)
        case 8: named { _ in true }.map(Measure.first)
        case 9: named { _ in true }.map(Measure.last)
        case 10: .daysSinceFirst
        case 11: .daysSinceLast
        default: .averageGap
        }
    }

    private mutating func events() -> EventSelector {
        let names = random.some(of: World.eventNames).shuffled(using: &random)
        let window = random.once(in: 3) ? .allTime : window()
        let condition = random.once(in: 2) ? nil : formula(properties(of: names), depth: 2)
        return EventSelector(names, in: window, where: condition)
    }

    // MARK: Windows

    mutating func window() -> Window {
        let unit = random.pick(TimeUnit.allCases)
        switch random.below(6) {
        case 0: return .allTime
        case 1: return .rolling(count: random.pick([1, 2, 3, 7, 12, 30, 365]), unit: unit)
        case 2: return .current(unit)
        case 3: return .previous(unit)
        case 4: return .previousWhole(count: random.pick([1, 2, 3, 12]), unit: unit)
        default: return .absolute(from: bound(), to: bound())
        }
    }

    private mutating func bound() -> WindowBound {
        random.once(in: 2) ? .date(date()) : .instant(instant())
    }

    private mutating func date() -> CalendarDate {
        random.pick(WorldGenerator.dates).adding(days: random.below(3) - 1)
    }

    private mutating func instant() -> Instant {
        guard case .instant(let instant) = values.value(.instant) else { return now }
        return instant
    }

    // MARK: Conditions

    private mutating func formula(_ properties: [String: ValueType], depth: Int) -> EventCondition {
        switch depth == 0 ? 3 : random.below(6) {
        case 0: return .all([formula(properties, depth: depth - 1), formula(properties, depth: depth - 1)])
        case 1: return .any([formula(properties, depth: depth - 1), formula(properties, depth: depth - 1)])
        case 2: return .not(formula(properties, depth: depth - 1))
        default:
            let name = random.pick(properties.keys.sorted())
            return .atom(PropertyClause(name, comparison(properties[name] ?? .text)))
        }
    }

    /// A comparison that values of the type have.
    mutating func comparison(_ type: ValueType) -> Comparison {
        if random.once(in: 8) { return Comparison(random.once(in: 2) ? .missing : .present) }
        switch type {
        case .list:
            let items = random.several(1...3) { $0.pick(WorldGenerator.texts) }
            return Comparison(.list(random.pick([.any, .all, .none]), items))
        case .boolean: return Comparison(.relation(random.pick([.equal, .notEqual]), literal(type)))
        case .text where random.once(in: 2):
            let test = Comparison.Test.text(
                random.pick([.contains, .startsWith, .endsWith]),
                random.pick(WorldGenerator.texts)
            )
            return Comparison(test, ignoringCase: random.once(in: 2))
        case .date, .instant: if random.once(in: 2) { return Comparison(timeTest(type)) }
        case .text, .integer, .number, .money: break
        }
        return Comparison(scaleTest(type), ignoringCase: type == .text && random.once(in: 2))
    }

    private mutating func timeTest(_ type: ValueType) -> Comparison.Test {
        let bound = type == .date ? WindowBound.date(date()) : bound()
        return switch random.below(4) {
        case 0: .before(bound)
        case 1: .after(bound)
        case 2: .on(date())
        default: .within(window())
        }
    }

    private mutating func scaleTest(_ type: ValueType) -> Comparison.Test {
        switch random.below(5) {
        case 0: .between(low: literal(type), high: literal(type))
        case 1: .oneOf(literals(type))
        case 2: .noneOf(literals(type))
        default: .relation(random.pick(Relation.allCases), literal(type))
        }
    }

    private mutating func literals(_ type: ValueType) -> [Literal] {
        var literals = [literal(type)]
        for _ in 0..<random.below(3) { literals.append(literal(type)) }
        return literals
    }

    /// A literal of the type's scale: whole numbers beside money, days beside instants.
    private mutating func literal(_ type: ValueType) -> Literal {
        let drawn = type.isNumeric ? random.pick([.integer, .number, .money]) : type
        switch values.value(drawn == .instant && random.once(in: 2) ? .date : drawn) {
        case .text(let text): return .text(text)
        case .integer(let whole): return .number(Numeral(whole))
        case .number(let number): return .number(Numeral(number) ?? Numeral(0))
        case .money(let amount): return .number(Numeral(amount))
        case .boolean(let boolean): return .boolean(boolean)
        case .date(let date): return .date(date)
        case .instant(let instant): return .instant(instant)
        case .list(let items): return .text(items.first ?? "")
        }
    }
}
