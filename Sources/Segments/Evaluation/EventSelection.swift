package import Domain
import Foundation

/// A selector made ready: its window is instants, its condition tests.
struct EventSelection: Sendable {
    private let names: Set<String>
    private let range: InstantRange
    private let condition: Formula<Statement<Event>>?

    init(_ selector: EventSelector, in context: EvaluationContext) {
        names = Set(selector.names)
        range = selector.window.range(asOf: context.now, in: context.zone)
        condition = selector.condition?.map { clause in
            let test = ValueTest(clause.comparison, in: context)
            return Statement { event in test.holds(event.value(of: clause.property)) }
        }
    }

    /// The events meant, in order.
    func events(of customer: Customer) -> [Event] {
        customer.events.filter(holds)
    }

    /// Whether an event is meant.
    func holds(_ event: Event) -> Bool {
        range.contains(event.time) && names.contains(event.name) && (condition?.evaluate { $0.holds(event) } ?? true)
    }
}

/// A statement as a function, so that it can be an atom of a formula.
struct Statement<Subject>: Sendable {
    let holds: @Sendable (Subject) -> Bool
}

extension Event {
    /// A property, or the time, which every event has.
    package func value(of property: String) -> Value? {
        property == BuiltInProperty.time ? .instant(time) : properties[property]
    }
}
