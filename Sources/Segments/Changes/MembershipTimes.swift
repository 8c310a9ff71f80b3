package import Domain
import Foundation

/// Since when a customer has been in or out of a segment, and when that will change by itself.
///
/// All that is known now is taken for known then: traits are those of today, and an event counts from its own time on.
package struct MembershipTimes: Sendable {
    private let definition: SegmentDefinition
    private let customer: Customer
    private let evaluator: ReferenceEvaluator
    /// How far ahead and back is looked.
    private static let horizons = [1, 35, 400, 4_000].map { Int64($0) * 86_400_000_000 }

    /// - Parameter evaluator: of the instant that is asked about.
    package init(_ definition: SegmentDefinition, of customer: Customer, _ evaluator: ReferenceEvaluator) {
        self.definition = definition
        self.customer = customer
        self.evaluator = evaluator
    }

    /// The first instant after now at which the membership is another one, where no new event arrives; `nil` where there is
    /// none within ten years.
    ///
    /// - Parameter earliest: an instant before which it is known not to change.
    package func nextChange(notBefore earliest: Instant = .distantPast) throws(EvaluationError) -> Instant? {
        let present = try holds(at: evaluator.now)
        var start = evaluator.now.microseconds + 1
        for horizon in Self.horizons {
            let end = evaluator.now.microseconds + horizon
            if end > earliest.microseconds {
                let candidates = try candidates(from: max(start, earliest.microseconds), to: end)
                for instant in candidates.sorted() where try holds(at: instant) != present { return instant }
            }
            start = end
        }
        return nil
    }

    /// The first instant after now at which the membership can be another one: it need not be evaluated again before that.
    package func nextCandidate() throws(EvaluationError) -> Instant? {
        var start = evaluator.now.microseconds + 1
        for horizon in Self.horizons {
            let end = evaluator.now.microseconds + horizon
            if let first = try candidates(from: start, to: end).min() { return first }
            start = end
        }
        return nil
    }

    /// The instant from which on the membership has been what it is; `nil` where it was never another one within ten years.
    package func since() throws(EvaluationError) -> Instant? {
        let present = try holds(at: evaluator.now)
        var end = evaluator.now.microseconds + 1
        for horizon in Self.horizons {
            let start = evaluator.now.microseconds - horizon
            for instant in try candidates(from: start, to: end).sorted(by: >) {
                let before = Instant(microseconds: instant.microseconds - 1)
                if try holds(at: before) != present { return instant }
            }
            end = start
        }
        return nil
    }

    private func holds(at instant: Instant) throws(EvaluationError) -> Bool {
        try evaluator.at(instant).matches(definition, customer: customer)
    }

    private func candidates(from start: Int64, to end: Int64) throws(EvaluationError) -> Set<Instant> {
        let range = InstantRange(start: Instant(microseconds: start), end: Instant(microseconds: end))
        return ChangeInstants(customer: customer, evaluator: evaluator, range: range)
            .instants(definition.condition, in: try evaluator.context(of: definition).zone)
    }
}
