import Domain
import EngineConformance
import Segments
import Testing

/// The suite must find what is wrong, and must not find what is right.
@Suite struct ConformanceTests {
    @Test func theReferenceAgreesWithItselfOnEveryKindOfNode() async throws {
        let size = Conformance.Size(worlds: 30, customers: 12, definitions: 60)
        let report = try await Conformance.run(size, seed: 1, evaluator: .changed("reference") { $1 })
        print(report)
        for complaint in report.complaints() { Issue.record("\(complaint)") }
        #expect(report.pairs == 1_800)
        #expect(report.telling * 3 > report.pairs)
    }

    @Test(arguments: Mistake.allCases)
    fileprivate func aMistakeIsFoundAndShrunk(mistake: Mistake) async throws {
        let size = Conformance.Size(worlds: 60, customers: 12, definitions: 60)
        let evaluator = EvaluatorUnderTest.changed(mistake.rawValue) { world, definition in
            mistake.made(in: definition, of: world)
        }
        let report = try await Conformance.run(size, seed: 3, stopAfter: 1, evaluator: evaluator)
        let smallest = try #require(report.disagreements.first, "\(mistake) was not found")
        #expect(smallest.world.customers.count == 1, "\(smallest)")
        #expect(smallest.world.customers[0].events.count <= 3, "\(smallest)")
        #expect(smallest.definition.condition.atoms.count <= 1, "\(smallest)")
    }

    @Test func anEvaluatorThatFailsIsShownTheDefinitionAtWhichItDoes() async throws {
        let evaluator = EvaluatorUnderTest("fails at sequences") { world, definitions in
            for definition in definitions where definition.nodeKinds.contains(.negatedStep) { throw Failure() }
            return try definitions.map { try .changed($0, in: world) }
        }
        let report = try await Conformance.run(
            Conformance.Size(worlds: 4, customers: 3, definitions: 60),
            seed: 5,
            evaluator: evaluator
        )
        let smallest = try #require(report.disagreements.first)
        guard case .failure = smallest.difference else {
            Issue.record("\(smallest)")
            return
        }
        #expect(smallest.definition.condition.atoms.count == 1)
        #expect(smallest.definition.nodeKinds.isSubset(of: [.sequence, .negatedStep]), "\(smallest)")
    }

    @Test func whatIsRefusedIsCountedByNode() async throws {
        let evaluator = EvaluatorUnderTest("refuses samples") { world, definitions in
            try definitions.map { definition in
                if definition.nodeKinds.contains(.random) { return .refused(node: "random") }
                return try .changed(definition, in: world)
            }
        }
        let size = Conformance.Size(worlds: 8, customers: 8, definitions: 60)
        let report = try await Conformance.run(size, seed: 7, evaluator: evaluator)
        let refused = try #require(report.refusals["random"])
        #expect(refused + report.pairs == 480)
        #expect(report.complaints().contains("nothing telling was compared of: random"))
        #expect(!report.complaints(except: [.random]).contains("nothing telling was compared of: random"))
    }
}

private struct Failure: Error {}

extension EvaluatorUnderTest {
    /// The reference, asked about other definitions than it was given.
    fileprivate static func changed(
        _ name: String,
        _ change: @escaping @Sendable (World, SegmentDefinition) -> SegmentDefinition
    ) -> EvaluatorUnderTest {
        EvaluatorUnderTest(name) { world, definitions in
            try definitions.map { try .changed(change(world, $0), in: world) }
        }
    }
}

extension EvaluatorUnderTest.Answer {
    fileprivate static func changed(_ definition: SegmentDefinition, in world: World) throws -> Self {
        .members(Set(world.customers.filter(try world.reference.predicate(for: definition)).map(\.id)))
    }
}
