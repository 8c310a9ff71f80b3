import Domain
import Foundation

/// Turns conditions into functions.
struct PredicateBuilder {
    let evaluator: ReferenceEvaluator
    /// Segments already built, by name.
    private var built: [String: ReferenceEvaluator.Predicate] = [:]
    /// The segments that are being built, outermost first.
    private var path: [String] = []

    init(evaluator: ReferenceEvaluator) {
        self.evaluator = evaluator
    }

    mutating func predicate(
        for definition: SegmentDefinition
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        if let start = path.firstIndex(of: definition.name) { throw .cycle(path[start...] + [definition.name]) }
        var zone = evaluator.timeZone
        if let name = definition.timeZone {
            guard let own = TimeZone(identifier: name) else { throw .unknownTimeZone(name) }
            zone = own
        }
        path.append(definition.name)
        defer { path.removeLast() }
        return try predicate(for: definition.condition, in: zone)
    }

    mutating func predicate(
        for condition: Condition,
        in zone: TimeZone
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        // Statements become functions once, here; the formula then only joins their answers.
        let statements = try condition.map { (clause) throws(EvaluationError) in
            Statement(holds: try predicate(for: clause, in: zone))
        }
        return { customer in statements.evaluate { $0.holds(customer) } }
    }

    private mutating func predicate(
        for clause: Clause,
        in zone: TimeZone
    ) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        let now = evaluator.now
        switch clause {
        case .trait(let name, let comparison):
            let test = ValueTest(comparison, asOf: now, in: zone)
            return { customer in test.holds(customer.traits[name]) }
        case .occurrence(let occurrence):
            let selection = EventSelection(occurrence.events, asOf: now, in: zone)
            return { customer in occurrence.frequency.holds(for: selection.events(of: customer), in: zone) }
        case .measure(let expression, let comparison):
            let measurement = Measurement(expression, asOf: now, in: zone)
            let test = ValueTest(comparison, asOf: now, in: zone)
            return { customer in test.holds(measurement.value(for: customer)) }
        case .segment(let name):
            return try predicate(forSegment: name)
        case .sample(let sample):
            return { customer in sample.contains(customer.id) }
        }
    }

    private mutating func predicate(forSegment name: String) throws(EvaluationError) -> ReferenceEvaluator.Predicate {
        if let predicate = built[name] { return predicate }
        guard let definition = evaluator.segments[name] else { throw .unknownSegment(name) }
        let predicate = try predicate(for: definition)
        built[name] = predicate
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
        Int64(MD5.leadingWord("\(seed):\(id)".utf8)) < threshold
    }
}
