package import Domain
package import Segments

/// Evaluates definitions for one customer at a time, of layered timelines that may change from one question to the next:
/// what an arriving event asks for. It belongs to one thread.
package final class LayeredCustomerEvaluator {
    private let definitions: [SegmentDefinition]
    private let evaluator: ReferenceEvaluator
    private let schema: Schema
    private var slot: CustomerSlot
    private var compiled: CustomerEvaluator

    /// So many values are remembered with what the definitions say of them; then all are forgotten.
    private static let mostValues = 1_000_000

    /// - Parameters:
    ///   - schema: what the definitions may ask of: that of the timelines, or less.
    ///   - evaluator: what the definitions are read with; it says the instant.
    /// - Complexity: O(statements), once; an answer then takes O(statements + events of the customer asked for).
    package init(
        _ definitions: [SegmentDefinition],
        schema: Schema,
        _ evaluator: ReferenceEvaluator
    ) throws {
        (self.definitions, self.schema, self.evaluator) = (definitions, schema, evaluator)
        slot = try CustomerSlot(schema)
        compiled = CustomerEvaluator(try Program(definitions, for: slot.timelines, evaluator))
    }

    /// Whether the customer is a member, for each definition.
    ///
    /// - Parameter place: among all customers of `timelines`.
    package func memberships(of place: Int, in timelines: LayeredTimelines) throws -> [Bool] {
        if slot.valueCount > Self.mostValues {
            slot = try CustomerSlot(schema)
            compiled = CustomerEvaluator(try Program(definitions, for: slot.timelines, evaluator))
        }
        let (source, row) = timelines.location(of: place)
        if try slot.load(row, of: source) {
            compiled = CustomerEvaluator(try Program(definitions, for: slot.timelines, evaluator))
        }
        return compiled.memberships(of: 0)
    }
}
