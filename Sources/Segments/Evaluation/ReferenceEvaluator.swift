package import Domain
package import Foundation

/// What a definition means.
///
/// It is written to be read: each condition becomes a function from a customer to true or false, and each function says
/// what the language says. Other evaluators are tested against it. Windows, dates and names are resolved when a function
/// is made, so a function may be applied to any number of customers, from any number of threads; applying one is linear in
/// the customer's events for every statement but sequences, which take the square.
package struct ReferenceEvaluator: Sendable {
    /// The instant of evaluation: later events do not exist.
    package let now: Instant
    /// The zone of what has none of its own.
    package let timeZone: TimeZone
    /// The segments that `in segment` may name.
    package let segments: [String: SegmentDefinition]
    /// The changes that `was in`, `entered` and `left` read.
    package let history: MembershipHistory
    /// The currency in which all amounts are.
    package let currency: Currency?

    package init(
        now: Instant,
        timeZone: TimeZone,
        segments: [String: SegmentDefinition] = [:],
        history: MembershipHistory = MembershipHistory(),
        currency: Currency? = nil
    ) {
        self.now = now
        self.timeZone = timeZone
        self.segments = segments
        self.history = history
        self.currency = currency
    }

    /// The same at another instant.
    package func at(_ instant: Instant) -> ReferenceEvaluator {
        ReferenceEvaluator(now: instant, timeZone: timeZone, segments: segments, history: history, currency: currency)
    }

    /// What the statements of a definition are read with: its own zone, or that of what has none.
    package func context(of definition: SegmentDefinition) throws(EvaluationError) -> EvaluationContext {
        guard let name = definition.timeZone else { return context }
        guard let zone = TimeZone(identifier: name) else { throw .unknownTimeZone(name) }
        return EvaluationContext(now: now, zone: zone, currency: currency)
    }

    private var context: EvaluationContext {
        EvaluationContext(now: now, zone: timeZone, currency: currency)
    }

    package typealias Predicate = @Sendable (Customer) -> Bool

    /// Membership in a segment, in the definition's own time zone.
    package func predicate(for definition: SegmentDefinition) throws(EvaluationError) -> Predicate {
        var builder = PredicateBuilder(evaluator: self)
        return try builder.predicate(for: definition)
    }

    package func predicate(for condition: Condition) throws(EvaluationError) -> Predicate {
        var builder = PredicateBuilder(evaluator: self)
        return try builder.predicate(for: condition, in: context)
    }

    /// The value of an expression; `nil` where it is missing.
    ///
    /// `type` is the type to give numbers in, as `TraitExpression.resultType(in:)` says it: a sum over no event is the
    /// integer 0 otherwise, whatever the property's type.
    package func function(
        for expression: TraitExpression,
        as type: ValueType? = nil
    ) -> @Sendable (Customer) -> Value? {
        let measurement = Measurement(expression, in: context)
        guard let type else { return { measurement.value(for: $0) } }
        return { measurement.value(for: $0)?.widened(to: type) }
    }

    /// Whether the definition holds for one customer. For many customers, make a `predicate` once.
    package func matches(_ definition: SegmentDefinition, customer: Customer) throws(EvaluationError) -> Bool {
        try predicate(for: definition)(customer)
    }

    package func matches(_ condition: Condition, customer: Customer) throws(EvaluationError) -> Bool {
        try predicate(for: condition)(customer)
    }

    package func value(of expression: TraitExpression, customer: Customer) -> Value? {
        function(for: expression)(customer)
    }
}

/// A definition that names what does not exist. `SegmentChecker` finds these before anything is evaluated.
package enum EvaluationError: ExplainedError, Hashable {
    case unknownSegment(String)
    case unknownTimeZone(String)
    /// The names along the cycle, the first again at the end.
    case cycle([String])
    /// More than `Limits.depth` levels of groups and negations.
    case tooDeep
    /// More than `Limits.references` segments, one naming the next.
    case tooManyReferences

    package var explanation: Bilingual {
        switch self {
        case .unknownSegment(let name): Bilingual(en: "There is no segment “\(name)”.", zh: "没有人群“\(name)”。")
        case .unknownTimeZone(let name): Bilingual(en: "There is no time zone “\(name)”.", zh: "没有时区“\(name)”。")
        case .cycle(let names):
            Bilingual(
                en: "These segments depend on one another: \(names.joined(separator: " → ")).",
                zh: "这些人群互相依赖：\(names.joined(separator: " → "))。"
            )
        case .tooDeep: Problem(kind: .tooDeep, statement: "").explanation
        case .tooManyReferences: Problem(kind: .tooManyReferences, statement: "").explanation
        }
    }
}
