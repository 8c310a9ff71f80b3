import Domain
import EngineConformance
import Segments
import Testing

@testable import Timelines

/// Timelines with layers of what came later say what the reference says of everything.
struct LayeredConformanceTests {
    @Test func baseAndLayersTogetherHaveTheReferencesMembers() async throws {
        let layered = EvaluatorUnderTest("layered timelines") { world, definitions in
            let timelines = try SplitWorld(world).layered()
            let program = try LayeredProgram(definitions, for: timelines, world.reference)
            return program.members(threads: 2).map { .members(timelines.ids(of: $0)) }
        }
        let size = Conformance.Size(worlds: 150, customers: 60, definitions: 40)
        let report = try await Conformance.run(size, seed: 41, evaluator: layered)
        print(report)
        #expect(report.complaints() == [])
        #expect(report.refusals.isEmpty)
        #expect(report.pairs >= 5_000)
    }

    /// The evaluator is asked while batches come, so that it meets customers in the base and in layers that come and go.
    @Test func oneCustomerAtATimeHasTheReferencesAnswers() async throws {
        let single = EvaluatorUnderTest("one customer of layered timelines") { world, definitions in
            let split = SplitWorld(world)
            var timelines = try split.begun()
            let evaluator = try LayeredCustomerEvaluator(definitions, schema: timelines.schema, world.reference)
            for batch in split.batches {
                _ = try timelines.add(batch)
                if let place = timelines.place(of: batch[0].id) {
                    _ = try evaluator.memberships(of: place, in: timelines)
                }
            }
            var members = [Set<String>](repeating: [], count: definitions.count)
            for place in 0..<timelines.customerCount {
                for (definition, isIn) in try evaluator.memberships(of: place, in: timelines).enumerated() where isIn {
                    members[definition].insert(timelines.id(of: place))
                }
            }
            return members.map { .members($0) }
        }
        let size = Conformance.Size(worlds: 80, customers: 60, definitions: 30)
        let report = try await Conformance.run(size, seed: 43, evaluator: single)
        print(report)
        #expect(report.disagreements.map(\.description) == [])
        #expect(report.pairs > 2_000)
    }

    enum Mistake: String, CaseIterable {
        case countsTouchedCustomersTwice, losesTheLastBatch, putsNewEventsFirst, forgetsTheBase
    }

    /// A test of the tests above.
    @Test(arguments: Mistake.allCases)
    func aWrongUnionOfBaseAndLayersIsNoticed(mistake: Mistake) async throws {
        let broken = EvaluatorUnderTest(mistake.rawValue) { world, definitions in
            try Self.members(of: definitions, in: world, with: mistake).map { .members($0) }
        }
        let size = Conformance.Size(worlds: 60, customers: 60, definitions: 30)
        let report = try await Conformance.run(size, seed: 41, stopAfter: 1, evaluator: broken)
        #expect(!report.disagreements.isEmpty)
    }

    private static func members(of definitions: [SegmentDefinition], in world: World, with mistake: Mistake) throws
        -> [Set<String>]
    {
        let split = SplitWorld(world)
        var timelines = try split.begun()
        for (number, batch) in split.batches.enumerated() {
            if mistake == .losesTheLastBatch, number == split.batches.count - 1 { continue }
            guard mistake == .putsNewEventsFirst else {
                _ = try timelines.add(batch)
                continue
            }
            // A microsecond too early for those that come after others of the same instant.
            let wrong = batch.map { update in
                var update = update
                for index in update.events.indices { update.events[index].time.microseconds -= 1 }
                return update
            }
            _ = try timelines.add(wrong)
        }
        switch mistake {
        case .losesTheLastBatch, .putsNewEventsFirst:
            return try LayeredProgram(definitions, for: timelines, world.reference).members(threads: 1)
                .map(timelines.ids)
        case .countsTouchedCustomersTwice, .forgetsTheBase:
            let stack = mistake == .forgetsTheBase ? timelines.layers.map(\.timelines) : timelines.stack
            var all = [Set<String>](repeating: [], count: definitions.count)
            for part in stack {
                for (place, found) in try Program(definitions, for: part, world.reference).members(threads: 1)
                    .enumerated()
                {
                    all[place].formUnion(found.places.map { part.ids[Int($0)] })
                }
            }
            return all
        }
    }
}
