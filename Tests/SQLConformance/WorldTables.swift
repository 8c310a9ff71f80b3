import Domain
package import EngineConformance
import Segments
package import Warehouse

/// The tables of a world: `events`, `traits` and `membership_changes`.
package enum WorldTables {
    package static func write(_ world: World, to connection: Connection) async throws {
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
