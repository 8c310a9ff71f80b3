import Domain
import EngineConformance
import Foundation
import SQLConformance
import Segments
import Testing
import Warehouse

extension SparkTests {
    /// Whole definitions in Spark, all of a world in one statement.
    @Suite struct SparkConformanceTests {
        private static let size = Conformance.Size(worlds: 5, customers: 20, definitions: 100, ignoresCase: false)
        /// What Spark has no words for, so that it is never drawn or always refused.
        private static let refused: Set<NodeKind> = [.ignoringCase]

        @Test func sparkSaysWhatTheReferenceSays() async throws {
            let connection = try await SparkCluster.database(schema: "conformance").connect()
            let evaluator = SQLEvaluator(connection: connection)
            let report = try await Conformance.run(Self.size, seed: 4_711, evaluator: evaluator.underTest)
            print(report)
            for complaint in report.complaints(except: Self.refused) { Issue.record("\(complaint)") }
            // A world's own segments may ignore case, and a definition may name one of them.
            #expect(report.pairs + report.refusals["normalised", default: 0] == 500)
            #expect(report.pairs > 480)
        }

        @Test func whatSparkHasNoWordsForIsRefusedByName() async throws {
            let connection = try await SparkCluster.database(schema: "conformance").connect()
            let definition = SegmentDefinition(
                name: "s",
                condition: try SegmentParser.parseCondition("city = \"a\" ignoring case")
            )
            var generator = WorldGenerator(seed: 3)
            let world = generator.world(customers: 3, segments: 0)
            let answers = try await SQLEvaluator(connection: connection).underTest.answers(world, [definition])
            #expect(answers == [.refused(node: "normalised")])
        }
    }
}
