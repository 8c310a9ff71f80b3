import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import Segments
import Warehouse

/// Definitions as SQL, in DuckDB: all definitions of a world in one statement.
struct DuckDBEvaluator: Sendable {
    let connection: Connection

    var underTest: EvaluatorUnderTest {
        EvaluatorUnderTest("DuckDB") { world, definitions in try await self.answers(world, definitions) }
    }

    private func answers(
        _ world: World,
        _ definitions: [SegmentDefinition]
    ) async throws -> [EvaluatorUnderTest.Answer] {
        guard !definitions.isEmpty else { return [] }
        try await WorldTables.write(world, to: connection)
        // Names repeat where a definition is shrunk, so numbers stand for them.
        let numbered = definitions.enumerated().map { number, definition in
            var next = definition
            next.name = "\(number)"
            return next
        }
        var members: [[String]] = Array(repeating: [], count: definitions.count)
        let result = try await connection.query(world.compiler.memberships(of: numbered))
        for row in try result.rows() {
            guard case .text(let name) = row[0], case .text(let customer) = row[1], let number = Int(name) else {
                throw UnexpectedCell(cell: row[0], type: .text)
            }
            members[number].append(customer)
        }
        // A customer twice in one segment would be a mistake that a set hides.
        return members.map { .members(Set($0.count == Set($0).count ? $0 : $0 + ["twice"])) }
    }
}

extension World {
    var compiler: SegmentCompiler {
        SegmentCompiler(schema: World.schema, segments: segmentsByName, now: now, zone: zone)
    }
}

/// The tables of a world: `events`, `traits` and `membership_changes`.
enum WorldTables {
    static func write(_ world: World, to connection: Connection) async throws {
        try await EventTable.write(world.customers, to: connection)
        var traits = [IngestColumn("customer", .texts(world.customers.map(\.id)))]
        for (name, type) in World.schema.traits.sorted(by: { $0.key < $1.key }) {
            traits.append(EventTable.column(name, type, world.customers.map { $0.traits[name] }))
        }
        try await connection.ingest(into: TablePath("traits"), columns: traits, mode: .replace)
        let changes = world.changes
        try await connection.ingest(
            into: TablePath("membership_changes"),
            columns: [
                IngestColumn("segment", .texts(changes.map(\.segment))),
                IngestColumn("customer", .texts(changes.map(\.customer))),
                IngestColumn("at", .instants(changes.map(\.at.microseconds))),
                IngestColumn("entered", .booleans(changes.map(\.entered))),
                IngestColumn("recorded_at", .instants(changes.map(\.recordedAt.microseconds))),
                EventTable.column(
                    "withdrawn_at",
                    .instant,
                    changes.map { $0.withdrawnAt.map(Value.instant) }
                ),
            ],
            mode: .replace
        )
    }
}
