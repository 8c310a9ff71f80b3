import Domain
import Foundation

/// A trait expression made ready.
struct Measurement: Sendable {
    private let measure: Measure
    private let selection: EventSelection
    private let context: EvaluationContext

    init(_ expression: TraitExpression, in context: EvaluationContext) {
        measure = expression.measure
        selection = EventSelection(expression.events, in: context)
        self.context = context
    }

    func value(for customer: Customer) -> Value? {
        let events = selection.events(of: customer)
        func values(_ property: String) -> [Value] { events.compactMap { $0.value(of: property) } }
        switch measure {
        case .count: return .integer(Int64(events.count))
        case .sum(let property): return Total(values(property)).sum
        case .average(let property): return Total(values(property)).average
        case .minimum(let property): return Extreme.least(values(property))
        case .maximum(let property): return Extreme.greatest(values(property))
        case .median(let property): return Total.median(values(property))
        case .distinctCount(let property): return .integer(Int64(Set(values(property)).count))
        case .mostFrequent(let property): return Self.mostFrequent(values(property))
        case .first(let property): return events.first?.value(of: property)
        case .last(let property): return events.last?.value(of: property)
        case .daysSinceFirst: return events.first.map { .integer(daysSince($0)) }
        case .daysSinceLast: return events.last.map { .integer(daysSince($0)) }
        case .averageGap: return Self.averageGap(events.map(\.time))
        }
    }

    private func daysSince(_ event: Event) -> Int64 {
        let today = context.zone.local(context.now).date
        return Int64(today.daysSinceEpoch - context.zone.local(event.time).date.daysSinceEpoch)
    }

    /// Values in the order of their events: of equally frequent ones the one seen last wins.
    private static func mostFrequent(_ values: [Value]) -> Value? {
        var counts: [Value: (count: Int, lastPlace: Int)] = [:]
        for (place, value) in values.enumerated() {
            counts[value] = (count: (counts[value]?.count ?? 0) + 1, lastPlace: place)
        }
        return counts.max { ($0.value.count, $0.value.lastPlace) < ($1.value.count, $1.value.lastPlace) }?.key
    }

    /// The gaps add up to the stretch from the first instant to the last, so their mean needs nothing else.
    private static func averageGap(_ times: [Instant]) -> Value? {
        let instants = Set(times)
        guard instants.count > 1, let first = instants.min(), let last = instants.max() else { return nil }
        let stretch = Double(last.microseconds - first.microseconds)
        return .number(stretch / Double(instants.count - 1) / 86_400_000_000)
    }
}
