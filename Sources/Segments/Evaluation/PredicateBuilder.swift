import Domain
import Foundation

/// Turns conditions into functions.
struct PredicateBuilder {
    let evaluator: ReferenceEvaluator
    /// Segments already built, by name, with the longest row of segments that begins there.
    private var built: [String: (predicate: ReferenceEvaluator.Predicate, length: Int)] = [:]
    /// The segments that are being built, outermost first.
    private var path: [(name: String, length: Int)] = []

    init(evaluator: ReferenceEvaluator) {
        self.evaluator = evaluator
    }

    mutating func predicate(
        for definition: SegmentDefinition
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        try build(definition).predicate
    }

    private mutating func build(
        _ definition: SegmentDefinition
    ) throws(EvaluationError) -> (predicate: ReferenceEvaluator.Predicate, length: Int) {
        if let start = path.firstIndex(where: { $0.name == definition.name }) {
            throw .cycle(path[start...].map(\.name) + [definition.name])
        }
        guard path.count <= Limits.references else { throw .tooManyReferences }
        path.append((definition.name, 1))
        let predicate = try predicate(for: definition.condition, in: evaluator.context(of: definition))
        return (predicate, path.removeLast().length)
    }

    mutating func predicate(
        for condition: Condition,
        in context: EvaluationContext
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        guard !condition.isTooDeep else { throw .tooDeep }
        // Statements become functions once, here; the formula then only joins their answers.
        let statements = try condition.map { (clause) throws(EvaluationError) in
            Statement(holds: try predicate(for: clause, in: context))
        }
        return { customer in statements.evaluate { $0.holds(customer) } }
    }

    private mutating func predicate(
        for clause: Clause,
        in context: EvaluationContext
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        switch clause {
        case .trait(let name, let comparison):
            let test = ValueTest(comparison, in: context)
            return { customer in test.holds(customer.traits[name]) }
        case .occurrence(let occurrence):
            let selection = EventSelection(occurrence.events, in: context)
            return { customer in occurrence.frequency.holds(for: selection.events(of: customer), in: context.zone) }
        case .measure(let expression, let comparison):
            let measurement = Measurement(expression, in: context)
            let test = ValueTest(comparison, in: context)
            return { customer in test.holds(measurement.value(for: customer)) }
        case .regularity(let regularity):
            return RegularityTest(regularity, in: context).holds
        case .change(let change):
            return ChangeTest(change, in: context).holds
        case .sequence(let sequence):
            return SequenceSearch(sequence, in: context).holds
        case .segment(let name):
            return try predicate(forSegment: name)
        case .history(let clause):
            return try predicate(for: clause, in: context)
        case .sample(let sample):
            return { customer in sample.contains(customer.id) }
        }
    }

    /// The record is complete before an evaluation begins, so the segment that it is about is not evaluated.
    private func predicate(
        for clause: HistoryClause,
        in context: EvaluationContext
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        let history = evaluator.history
        guard evaluator.segments[clause.segment] != nil || history.knows(clause.segment) else {
            throw .unknownSegment(clause.segment)
        }
        return { customer in clause.holds(for: customer.id, in: history, context) }
    }

    private mutating func predicate(forSegment name: String) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        if built[name] == nil {
            guard let definition = evaluator.segments[name] else { throw .unknownSegment(name) }
            built[name] = try build(definition)
        }
        guard let (predicate, length) = built[name] else { throw .unknownSegment(name) }
        guard path.count + length <= Limits.references + 1 else { throw .tooManyReferences }
        if let last = path.indices.last { path[last].length = max(path[last].length, length + 1) }
        return predicate
    }
}

extension Frequency {
    func holds(for events: [Event], in zone: TimeZone) -> Bool {
        switch self {
        case .ever: !events.isEmpty
        case .never: events.isEmpty
        case .atLeast(let count): events.count >= count
        case .atMost(let count): events.count <= count
        case .exactly(let count): events.count == count
        case .between(let low, let high): low <= events.count && events.count <= high
        case .onAtLeastDays(let count): Set(events.map { zone.local($0.time).date }).count >= count
        }
    }
}

extension RandomSample {
    /// Whether a customer is in the sample.
    package func contains(_ id: String) -> Bool {
        Int64(Self.lot(of: id, seed: seed)) < threshold
    }

    /// The number that a customer draws: those with the lowest are in a sample first, whatever its size.
    package static func lot(of id: String, seed: String) -> UInt32 {
        MD5.leadingWord("\(seed):\(id)".utf8)
    }
}
