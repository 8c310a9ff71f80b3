/// Evaluates a program for one customer at a time: what an arriving event asks for.
package struct CustomerEvaluator {
    private let evaluator: ChunkEvaluator

    /// - Complexity: O(statements), once; an answer then takes O(statements + events of the customer asked for).
    package init(_ program: Program) {
        evaluator = ChunkEvaluator(program, chunkSize: 64)
    }

    /// Whether the customer is a member, for each definition.
    package func memberships(of place: Int) -> [Bool] {
        evaluator.evaluate(place..<place + 1)
        return evaluator.program.roots.map { evaluator.scratch.truth(of: $0)[0] & 1 != 0 }
    }
}
