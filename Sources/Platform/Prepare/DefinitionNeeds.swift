import Domain
import Segments

/// The traits, events and properties that some definitions speak of: all that has to be read to evaluate them.
struct DefinitionNeeds {
    private(set) var traits: Set<String> = []
    private(set) var events: [String: Set<String>] = [:]

    init(_ conditions: some Sequence<Condition>) {
        for condition in conditions {
            for clause in condition.atoms { add(clause) }
        }
    }

    private mutating func add(_ clause: Clause) {
        switch clause {
        case .trait(let name, _): traits.insert(name)
        case .occurrence(let occurrence): add(occurrence.events, property: nil)
        case .measure(let expression, _): add(expression.events, property: expression.measure.property)
        case .regularity(let regularity): add(regularity.events, property: nil)
        case .change(let change): add(change.events, property: nil)
        case .sequence(let sequence):
            for step in sequence.steps { add(EventSelector(step.names, where: step.condition), property: nil) }
        case .segment, .history, .sample: break
        }
    }

    private mutating func add(_ selector: EventSelector, property: String?) {
        let named = (selector.condition?.atoms.map(\.property) ?? []) + (property.map { [$0] } ?? [])
        for event in selector.names { events[event, default: []].formUnion(named) }
    }

    /// Whether timelines with this schema have all that is needed, as far as there is any.
    ///
    /// - Parameter all: everything there is.
    func areMet(by schema: Schema, of all: Schema) -> Bool {
        guard schema.traits == all.traits, Set(schema.events.keys) == Set(all.events.keys) else { return false }
        return events.allSatisfy { event, properties in
            properties.allSatisfy { all.events[event]?[$0] == schema.events[event]?[$0] }
        }
    }

    /// What a schema has is needed as well.
    mutating func add(_ schema: Schema) {
        traits.formUnion(schema.traits.keys)
        for (event, properties) in schema.events { events[event, default: []].formUnion(properties.keys) }
    }

    /// The needs that a schema can meet, with their types.
    func types(in schema: Schema) -> (traits: [String: ValueType], events: [String: [String: ValueType]]) {
        let traitTypes = schema.traits.filter { traits.contains($0.key) }
        var eventTypes: [String: [String: ValueType]] = [:]
        for (event, properties) in events {
            guard let known = schema.events[event] else { continue }
            eventTypes[event] = known.filter { properties.contains($0.key) }
        }
        return (traitTypes, eventTypes)
    }
}
