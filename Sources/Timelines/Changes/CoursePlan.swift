import Domain
import Foundation
import Segments

/// All that walking through a stretch of time needs besides the definitions.
struct CoursePlan: Sendable {
    let timelines: Timelines
    let evaluator: ReferenceEvaluator
    let stretch: Stretch
    let edges: EdgesOfZones
    /// For each statement the quick way, where there is one.
    let counted: [WindowedCount?]
    /// What the reference reads of a customer for the statements that have none.
    let events: [String: Set<String>]
    let traits: Set<String>

    init(
        _ graph: CourseGraph,
        _ timelines: Timelines,
        _ evaluator: ReferenceEvaluator,
        _ stretch: Stretch,
        _ edges: EdgesOfZones
    ) {
        (self.timelines, self.evaluator, self.stretch, self.edges) = (timelines, evaluator, stretch, edges)
        var zones: [String: ZoneTable] = [:]
        counted = graph.statements.map { statement in
            let zone = zones[statement.zone.identifier] ?? ZoneTable(statement.zone)
            zones[statement.zone.identifier] = zone
            let edges = edges.of(statement.zone)
            return WindowedCount(statement, timelines, stretch, edges, zone, currency: evaluator.currency)
        }
        var (events, traits): ([String: Set<String>], Set<String>) = ([:], [])
        for (statement, counted) in zip(graph.statements, counted) where counted == nil {
            for (name, properties) in statement.clause.eventProperties {
                events[name, default: []].formUnion(properties)
            }
            if case .trait(let name, _) = statement.clause { traits.insert(name) }
        }
        (self.events, self.traits) = (events, traits)
    }
}

extension Clause {
    /// The events that the statement reads, with the properties that it reads of each.
    fileprivate var eventProperties: [String: Set<String>] {
        switch self {
        case .trait, .segment, .history, .sample: [:]
        case .occurrence(let occurrence): occurrence.events.properties(with: nil)
        case .measure(let expression, _): expression.events.properties(with: expression.measure.property)
        case .regularity(let regularity): regularity.events.properties(with: nil)
        case .change(let change): change.events.properties(with: nil)
        case .sequence(let sequence):
            sequence.steps.reduce(into: [:]) { read, step in
                let properties = EventSelector(step.names, where: step.condition).properties(with: nil)
                read.merge(properties) { $0.union($1) }
            }
        }
    }
}

extension EventSelector {
    fileprivate func properties(with property: String?) -> [String: Set<String>] {
        let read = Set((condition?.atoms.map(\.property) ?? []) + (property.map { [$0] } ?? []))
        return Dictionary(names.map { ($0, read) }) { first, _ in first }
    }
}
