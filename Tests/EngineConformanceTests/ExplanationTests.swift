import Domain
import EngineConformance
import Segments
import Testing

/// Explanations of random definitions for random customers.
struct ExplanationTests {
    @Test func theExplanationsAnswerIsTheReferencesAndItsPartsAddUp() throws {
        let size = Conformance.Size(worlds: 40, customers: 12, definitions: 12)
        var (members, others) = (0, 0)
        for number in 0..<UInt64(size.worlds) {
            var generator = WorldGenerator(seed: 5 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: size.customers, segments: size.segments)
            for definition in Conformance.definitions(over: world, size, generator) {
                let predicate = try world.reference.predicate(for: definition)
                for customer in world.customers {
                    let explanation = try Explainer(world.reference, of: customer).explanation(of: definition)
                    #expect(explanation.holds == predicate(customer), "\(SegmentPrinter.text(of: definition))")
                    check(explanation)
                    if explanation.holds { members += 1 } else { others += 1 }
                }
            }
        }
        #expect(members > 500 && others > 500)
    }

    /// An answer rests on parts that bring it about, and on events that are there.
    private func check(_ explanation: Explanation) {
        switch explanation {
        case .all(let holds, let parts):
            #expect(holds == parts.allSatisfy(\.holds))
            #expect(explanation.decidingParts.allSatisfy { $0.holds == holds })
        case .any(let holds, let parts):
            #expect(holds == parts.contains(where: \.holds))
            #expect(explanation.decidingParts.allSatisfy { $0.holds == holds })
        case .not(let holds, let part): #expect(holds == !part.holds)
        case .statement(let statement): check(statement)
        }
        explanation.decidingParts.forEach(check)
    }

    private func check(_ statement: Explanation.Statement) {
        switch (statement.clause, statement.grounds) {
        case (.occurrence(let occurrence), .events(let events)) where occurrence.frequency == .ever:
            #expect(statement.holds == !events.isEmpty)
        case (.occurrence(let occurrence), .events(let events)) where occurrence.frequency == .never:
            #expect(statement.holds == events.isEmpty)
        case (.sequence, .events(let events)): #expect(statement.holds == !events.isEmpty)
        case (.segment, .segment(let part)): #expect(statement.holds == part.holds)
        default: break
        }
    }
}
