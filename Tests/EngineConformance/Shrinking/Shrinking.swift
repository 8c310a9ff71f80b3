import Domain
import Segments

/// Makes a disagreement smaller as long as it stays one.
struct Shrinking {
    let evaluator: EvaluatorUnderTest

    func smallest(_ disagreement: Disagreement) async throws -> Disagreement {
        var current = try await alone(disagreement)
        // Sizes only fall, so this ends; the bound is for definitions that keep their size.
        for _ in 0..<500 {
            if let smaller = try await smallerDefinition(current) {
                current = smaller
            } else if let smaller = try await smallerWorld(current) {
                current = smaller
            } else {
                break
            }
        }
        return current
    }

    /// One customer of those about whom the two differ, where that is enough.
    private func alone(_ disagreement: Disagreement) async throws -> Disagreement {
        let wanted: Set<String>? =
            switch disagreement.difference {
            case .members(let missed, let added): missed.union(added)
            case .failure: nil
            }
        for customer in disagreement.world.customers where wanted?.contains(customer.id) ?? true {
            var world = disagreement.world
            world.customers = [customer]
            world.changes = world.changes.filter { $0.customer == customer.id }
            if let found = try await evaluator.disagreement(on: disagreement.definition, in: world) { return found }
        }
        return disagreement
    }

    /// All candidates are asked at once: an evaluator may take long to begin.
    private func smallerDefinition(_ current: Disagreement) async throws -> Disagreement? {
        let candidates = SmallerDefinitions(of: current.definition, in: current.world).all
        let answers: [EvaluatorUnderTest.Answer?]
        do {
            answers = try await evaluator.answers(current.world, candidates)
        } catch {
            answers = Array(repeating: nil, count: candidates.count)
        }
        for (candidate, answer) in zip(candidates, answers) {
            if let found = try await evaluator.disagreement(on: candidate, in: current.world, answer: answer) {
                return found
            }
        }
        return nil
    }

    private func smallerWorld(_ current: Disagreement) async throws -> Disagreement? {
        for candidate in SmallerWorlds(of: current.world, for: current.definition).all {
            if let found = try await evaluator.disagreement(on: current.definition, in: candidate) { return found }
        }
        return nil
    }
}
