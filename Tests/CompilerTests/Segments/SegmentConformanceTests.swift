import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import SQLConformance
import Segments
import TestSupport
import Testing
import Warehouse

/// Whole definitions in DuckDB, all of a world in one statement.
@Suite struct SegmentConformanceTests {
    private static let size = Conformance.Size(worlds: 50, customers: 12, definitions: 100)

    @Test func duckDBSaysWhatTheReferenceSaysOfTenThousandDefinitionsAndPopulations() async throws {
        // Two at a time: most of the time goes by while the engine plans, on one core.
        async let first = Self.report(seed: 2_024)
        async let second = Self.report(seed: 7_777)
        var report = try await first
        report.add(try await second)
        print(report)
        for complaint in report.complaints() { Issue.record("\(complaint)") }
        #expect(report.pairs == 10_000)
        #expect(report.refusals.isEmpty)
    }

    @Test func duckDBDrawsWhatPythonDraws() async throws {
        let evaluator = SQLEvaluator(connection: try await WarehouseFixture.connection())
        let found = try await evaluator.underTest.answers(KnownSamples.world, KnownSamples.definitions)
        #expect(found == KnownSamples.answers)
    }

    @concurrent
    private static func report(seed: UInt64) async throws -> ConformanceReport {
        let evaluator = SQLEvaluator(connection: try await WarehouseFixture.connection())
        return try await Conformance.run(size, seed: seed, evaluator: evaluator.underTest)
    }
}
