package import Domain
package import Foundation

/// The instants at which the answer of a definition can change for one customer, although nothing new is known of her: an
/// event leaves a window, a day begins, a deadline passes.
///
/// They are more than those at which it does change, and none is missing.
package struct ChangeInstants {
    private let customer: Customer
    private let history: MembershipHistory
    private let segments: [String: SegmentDefinition]
    private let range: InstantRange
    /// The zone of definitions that have none of their own.
    private let timeZone: TimeZone
    private let known: WindowEdges?

    /// - Parameters:
    ///   - range: the instants that are looked at.
    ///   - edges: of that range and of one zone, where many customers are asked about; what else is needed is made.
    package init(
        customer: Customer,
        evaluator: ReferenceEvaluator,
        range: InstantRange,
        edges: WindowEdges? = nil
    ) {
        self.customer = customer
        history = evaluator.history
        segments = evaluator.segments
        self.range = range
        timeZone = evaluator.timeZone
        known = edges
    }

    /// - Parameter zone: of what the condition belongs to.
    package func instants(_ condition: Condition, in zone: TimeZone) -> Set<Instant> {
        var found: Set<Instant> = []
        for clause in condition.atoms { found.formUnion(instants(clause, in: zone)) }
        return found
    }

    package func instants(_ clause: Clause, in zone: TimeZone) -> Set<Instant> {
        let edges = known.flatMap { $0.zone == zone ? $0 : nil } ?? WindowEdges(zone: zone, range: range)
        let found: [Instant]
        switch clause {
        case .trait(let name, let comparison): found = edges.instants(comparison, of: customer.traits[name])
        case .occurrence(let occurrence): found = instants(occurrence.events, edges)
        case .measure(let expression, let comparison): found = instants(expression, comparison, edges)
        case .regularity(let regularity): found = instants(regularity, edges)
        case .change(let change): found = instants(change, edges)
        case .sequence(let sequence): found = instants(sequence, edges)
        case .segment(let name):
            guard let definition = segments[name] else { return [] }
            let own = definition.timeZone.flatMap(TimeZone.init(identifier:)) ?? timeZone
            return instants(definition.condition, in: own)
        case .history(let clause): found = instants(clause, edges)
        case .sample: found = []
        }
        // Where clocks change, every local time means another instant.
        return Set((found + edges.changes).filter(range.contains))
    }

    // MARK: Events

    private func events(_ names: [String]) -> [Event] { customer.events.filter { names.contains($0.name) } }

    private func instants(_ selector: EventSelector, _ edges: WindowEdges) -> [Instant] {
        edges.edges(of: selector.window, for: events(selector.names).map(\.time))
            + instants(selector.condition, of: selector.names, edges)
    }

    /// A condition on events speaks of windows too: `where due in next month`.
    private func instants(_ condition: EventCondition?, of names: [String], _ edges: WindowEdges) -> [Instant] {
        guard let condition else { return [] }
        return condition.atoms.flatMap { clause in
            events(names).flatMap { edges.instants(clause.comparison, of: $0.value(of: clause.property)) }
        }
    }

    private func instants(
        _ expression: TraitExpression,
        _ comparison: Comparison,
        _ edges: WindowEdges
    ) -> [Instant] {
        var found = instants(expression.events, edges)
        switch expression.measure {
        case .daysSinceFirst, .daysSinceLast: found += edges.midnights
        default: break
        }
        // What is compared with a window is one of the values, whichever it will be.
        let property = expression.measure.property
        for event in events(expression.events.names) {
            found += edges.instants(comparison, of: property.flatMap(event.value))
        }
        return found
    }

    private func instants(_ regularity: Regularity, _ edges: WindowEdges) -> [Instant] {
        let times = events(regularity.events.names).map(\.time)
        let units =
            regularity.whole
            ? edges.starts(of: regularity.unit, after: times, Array(1...regularity.of + 1))
            : edges.exits(of: times, after: Array(1...max(1, regularity.of)), regularity.unit)
        return times + units + instants(regularity.events.condition, of: regularity.events.names, edges)
    }

    private func instants(_ change: ActivityChange, _ edges: WindowEdges) -> [Instant] {
        let times = events(change.events.names).map(\.time)
        return instants(change.events, edges) + edges.precedingEdges(of: change.events.window, for: times)
    }

    private func instants(_ sequence: EventSequence, _ edges: WindowEdges) -> [Instant] {
        let times = events(sequence.steps.flatMap(\.names)).map(\.time)
        var found = edges.edges(of: sequence.window, for: times)
        for step in sequence.steps {
            found += instants(step.condition, of: step.names, edges)
            guard step.negated, let within = step.within else { continue }
            found += times.map { within.deadline(after: $0, in: edges.zone) }
        }
        return found
    }

    // MARK: The record

    private func instants(_ clause: HistoryClause, _ edges: WindowEdges) -> [Instant] {
        let changes = history.changes(of: customer.id, in: clause.segment)
        let times = changes.flatMap { [$0.at, $0.recordedAt] + [$0.withdrawnAt].compactMap(\.self) }
        switch clause.question {
        case .member: return times
        case .entered(let window), .left(let window):
            return times + edges.edges(of: window, for: changes.map(\.at))
        }
    }
}

extension WindowEdges {
    /// When a comparison of one value can change as time goes on.
    fileprivate func instants(_ comparison: Comparison, of value: Value?) -> [Instant] {
        switch comparison.test {
        case .within(let window):
            switch value {
            case .instant(let instant)?: edges(of: window, for: [instant])
            case .date(let date)?: edges(of: window, for: [zone.instant(of: date)])
            default: []
            }
        case .anniversary: value == nil ? [] : midnights
        case .relation, .between, .oneOf, .noneOf, .text, .missing, .present, .before, .after, .on, .list, .matches: []
        }
    }
}
