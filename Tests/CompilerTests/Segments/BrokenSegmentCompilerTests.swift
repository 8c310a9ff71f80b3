import Compiler
import Domain
import EngineConformance
import Foundation
import SQLConformance
import Segments
import TestSupport
import Testing

/// The suite finds what is wrong in queries too, and shows it in a case that a person can follow.
@Suite struct BrokenSegmentCompilerTests {
    enum Mistake: String, CaseIterable, Sendable {
        case seesTheFuture, forgetsTheZone

        func made(in world: World) -> World {
            var world = world
            switch self {
            case .seesTheFuture: world.now = Instant(microseconds: world.now.microseconds + 1)
            case .forgetsTheZone: world.zone = .gmt
            }
            return world
        }
    }

    @Test(arguments: Mistake.allCases)
    func aWrongCompilerIsFoundOutAndItsMistakeShrunk(mistake: Mistake) async throws {
        let right = SQLEvaluator(connection: try await WarehouseFixture.connection())
        let wrong = EvaluatorUnderTest(mistake.rawValue) { world, definitions in
            try await right.underTest.answers(mistake.made(in: world), definitions)
        }
        let size = Conformance.Size(worlds: 30, customers: 12, definitions: 40)
        let report = try await Conformance.run(size, seed: 11, stopAfter: 1, evaluator: wrong)
        let smallest = try #require(report.disagreements.first)
        #expect(smallest.world.customers.count == 1, "\(smallest)")
        #expect(smallest.definition.condition.atoms.count == 1, "\(smallest)")
        #expect(smallest.world.customers[0].events.count <= 2, "\(smallest)")
        #expect(smallest.world.changes.count <= 1, "\(smallest)")
    }
}
