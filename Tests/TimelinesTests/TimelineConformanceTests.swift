import Domain
import EngineConformance
import Segments
import Testing

@testable import Timelines

/// Timelines say what the reference says, of random definitions over random customers.
struct TimelineConformanceTests {
    private static let timelines = EvaluatorUnderTest("timelines") { world, definitions in
        let timelines = try Timelines.inMemory(world.customers, schema: World.schema)
        let program = try Program(definitions, for: timelines, world.reference)
        return program.members(threads: 2).map { members in
            .members(Set(members.places.map { timelines.ids[Int($0)] }))
        }
    }

    @Test func manyDefinitionsInOnePassHaveTheReferencesMembers() async throws {
        let size = Conformance.Size(worlds: 250, customers: 70, definitions: 45)
        let report = try await Conformance.run(size, seed: 2_026, evaluator: Self.timelines)
        print(report)
        #expect(report.complaints() == [])
        #expect(report.refusals.isEmpty)
        #expect(report.pairs >= 10_000)
    }

    @Test func timelinesDrawWhatPythonDraws() async throws {
        let found = try await Self.timelines.answers(KnownSamples.world, KnownSamples.definitions)
        #expect(found == KnownSamples.answers)
    }

    /// As when an event arrives: the same program for one customer alone.
    @Test func oneCustomerAtATimeHasTheSameAnswers() async throws {
        let evaluator = EvaluatorUnderTest("one customer's timeline") { world, definitions in
            let timelines = try Timelines.inMemory(world.customers, schema: World.schema)
            let single = CustomerEvaluator(try Program(definitions, for: timelines, world.reference))
            var members = [Set<String>](repeating: [], count: definitions.count)
            for place in 0..<timelines.customerCount {
                for (definition, isIn) in single.memberships(of: place).enumerated() where isIn {
                    members[definition].insert(timelines.ids[place])
                }
            }
            return members.map { .members($0) }
        }
        let size = Conformance.Size(worlds: 30, customers: 70, definitions: 30)
        let report = try await Conformance.run(size, seed: 11, evaluator: evaluator)
        #expect(report.disagreements.map(\.description) == [])
        #expect(report.pairs > 500)
    }
}
