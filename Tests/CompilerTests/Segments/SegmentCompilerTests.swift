import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import Segments
import TestSupport
import Testing
import Warehouse

@Suite struct SegmentCompilerTests {
    @Test func duckDBSaysWhatTheReferenceSaysOfRandomDefinitions() async throws {
        let evaluator = DuckDBEvaluator(connection: try await WarehouseFixture.connection())
        let size = Conformance.Size(worlds: 10, customers: 12, definitions: 100)
        let report = try await Conformance.run(size, seed: 2_024, evaluator: evaluator.underTest)
        print(report)
        #expect(report.complaints().isEmpty, "\(report.complaints().joined(separator: "\n"))")
        #expect(report.refusals.isEmpty)
    }
}
