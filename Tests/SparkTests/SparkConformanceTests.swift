import EngineConformance
import Foundation
import SQLConformance
import Testing
import Warehouse

extension SparkTests {
    /// Whole definitions in Spark, all of a world in one statement.
    @Suite struct SparkConformanceTests {
        private static let size = Conformance.Size(worlds: 4, customers: 20, definitions: 100)

        @Test func sparkSaysWhatTheReferenceSays() async throws {
            let connection = try await SparkCluster.database(schema: "conformance").connect()
            let evaluator = SQLEvaluator(connection: connection)
            let report = try await Conformance.run(Self.size, seed: 4_711, evaluator: evaluator.underTest)
            print(report)
            for complaint in report.complaints() { Issue.record("\(complaint)") }
        }
    }
}
