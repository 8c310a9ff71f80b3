import Domain
package import Segments

/// What is compared with the reference evaluator: it says who is in each of several segments of a world.
///
/// Names in definitions mean the world's segments, and `World.schema` says what types there are.
package struct EvaluatorUnderTest: Sendable {
    /// One answer for each definition, in order.
    package typealias Answers = @Sendable (World, [SegmentDefinition]) async throws -> [Answer]

    package enum Answer: Sendable, Hashable {
        /// The customers who are in, by id.
        case members(Set<String>)
        /// The evaluator has no way to say this node and says so. Nothing is compared.
        case refused(node: String)
    }

    package var name: String
    package var answers: Answers

    package init(_ name: String, answers: @escaping Answers) {
        self.name = name
        self.answers = answers
    }
}

extension EvaluatorUnderTest {
    /// Who is in by the reference evaluator.
    static func expected(_ definition: SegmentDefinition, in world: World) throws -> Set<String> {
        Set(world.customers.filter(try world.reference.predicate(for: definition)).map(\.id))
    }

    /// The difference between the reference and this evaluator, where there is one.
    ///
    /// - Parameter answer: its answer, where it is known already.
    func disagreement(
        on definition: SegmentDefinition,
        in world: World,
        answer: Answer? = nil
    ) async throws -> Disagreement? {
        let found: Answer
        do {
            if let answer {
                found = answer
            } else {
                found = try await answers(world, [definition]).first ?? .members([])
            }
        } catch {
            return Disagreement(world: world, definition: definition, difference: .failure("\(error)"))
        }
        guard case .members(let found) = found else { return nil }
        let expected = try Self.expected(definition, in: world)
        guard expected != found else { return nil }
        return Disagreement(
            world: world,
            definition: definition,
            difference: .members(missed: expected.subtracting(found), added: found.subtracting(expected))
        )
    }
}
