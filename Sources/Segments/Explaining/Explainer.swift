package import Domain
import Foundation

/// Explains answers of the reference evaluator.
package struct Explainer: Sendable {
    private let evaluator: ReferenceEvaluator
    private let customer: Customer

    package init(_ evaluator: ReferenceEvaluator, of customer: Customer) {
        self.evaluator = evaluator
        self.customer = customer
    }

    /// Why the customer is in a segment, or is not.
    package func explanation(of definition: SegmentDefinition) throws(EvaluationError) -> Explanation {
        // Cycles and unknown names are refused before anything is walked.
        _ = try evaluator.predicate(for: definition)
        return try explanation(of: definition.condition, in: evaluator.context(of: definition))
    }

    private func explanation(
        of condition: Condition,
        in context: EvaluationContext
    ) throws(EvaluationError) -> Explanation {
        switch condition {
        case .all(let members):
            let parts = try explanations(of: members, in: context)
            return .all(holds: parts.allSatisfy(\.holds), parts)
        case .any(let members):
            let parts = try explanations(of: members, in: context)
            return .any(holds: parts.contains(where: \.holds), parts)
        case .not(let member):
            let part = try explanation(of: member, in: context)
            return .not(holds: !part.holds, part)
        case .atom(let clause):
            let statement = Explanation.Statement(
                clause: clause,
                holds: try holds(clause, in: context),
                grounds: try grounds(of: clause, in: context)
            )
            return .statement(statement)
        }
    }

    private func explanations(
        of members: [Condition],
        in context: EvaluationContext
    ) throws(EvaluationError) -> [Explanation] {
        var parts: [Explanation] = []
        for member in members { parts.append(try explanation(of: member, in: context)) }
        return parts
    }

    private func holds(_ clause: Clause, in context: EvaluationContext) throws(EvaluationError) -> Bool {
        let reader = ReferenceEvaluator(
            now: context.now,
            timeZone: evaluator.timeZone,
            segments: evaluator.segments,
            history: evaluator.history,
            currency: context.currency
        )
        // In the zone of the definition, which a condition by itself does not say.
        let definition = SegmentDefinition(name: "", timeZone: context.zone.identifier, condition: .atom(clause))
        return try reader.matches(definition, customer: customer)
    }

    private func grounds(
        of clause: Clause,
        in context: EvaluationContext
    ) throws(EvaluationError) -> Explanation.Grounds {
        switch clause {
        case .trait(let name, _): return .value(customer.traits[name])
        case .occurrence(let occurrence): return .events(events(occurrence.events, context))
        case .measure(let expression, _):
            let value = Measurement(expression, in: context).value(for: customer)
            return .measured(value, events(expression.events, context))
        case .regularity(let regularity): return .events(events(regularity.events, context))
        case .change(let change):
            var selector = change.events
            selector.window = .allTime
            return .events(events(selector, context))
        case .sequence(let sequence):
            let places = SequenceSearch(sequence, in: context).match(in: customer) ?? []
            return .events(places.map { customer.events[$0] })
        case .segment(let name):
            guard let definition = evaluator.segments[name] else { throw .unknownSegment(name) }
            return .segment(try explanation(of: definition.condition, in: evaluator.context(of: definition)))
        case .history(let clause):
            return .record(clause.decidingChanges(of: customer.id, in: evaluator.history, context))
        case .sample: return .sample
        }
    }

    private func events(_ selector: EventSelector, _ context: EvaluationContext) -> [Event] {
        EventSelection(selector, in: context).events(of: customer)
    }
}
