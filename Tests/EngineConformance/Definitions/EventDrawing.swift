import Domain
package import Segments
import TestSupport

/// Events, what is measured of them, and when.
extension DefinitionGenerator {
    package static let measureKinds = 13

    /// - Parameter kind: which of the measures, from 0.
    package mutating func expression(_ kind: Int) -> TraitExpression {
        while true {
            let events = events()
            guard let measure = measure(kind, of: Self.properties(of: events.names)) else { continue }
            let expression = TraitExpression(measure, of: events)
            if checker.problems(in: expression).isEmpty { return expression }
        }
    }

    private static func properties(of names: [String]) -> [String: ValueType] {
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

    mutating func events() -> EventSelector {
        let names = eventNames()
        let window = random.once(in: 3) ? .allTime : window()
        return EventSelector(names, in: window, where: random.once(in: 2) ? nil : eventCondition(on: names))
    }

    mutating func eventNames() -> [String] {
        random.once(in: 2)
            ? [random.pick(World.eventNames)] : random.some(of: World.eventNames).shuffled(using: &random)
    }

    mutating func eventCondition(on names: [String]) -> EventCondition {
        let properties = Self.properties(of: names)
        return formula(depth: 2) { generator in
            let name = generator.random.pick(properties.keys.sorted())
            let type = properties[name] ?? .text
            return .atom(PropertyClause(name, generator.comparison(type, like: generator.occurring.ofProperty(name))))
        }
    }

    // MARK: Windows

    mutating func window() -> Window {
        let unit = random.pick(TimeUnit.allCases)
        switch random.below(7) {
        case 0: return .allTime
        case 1, 2:
            let span = values.span()
            return .rolling(count: span.count, unit: span.unit)
        case 3: return .current(unit)
        case 4: return .previous(unit)
        case 5: return .previousWhole(count: random.pick([1, 2, 3, 12]), unit: unit)
        default: return .absolute(from: bound(), to: bound())
        }
    }

    mutating func bound() -> WindowBound {
        random.once(in: 2) ? .date(values.date()) : .instant(values.instant())
    }
}
