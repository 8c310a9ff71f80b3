import Compiler
package import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// All that is known of one customer.
package struct CustomerPortrait: Sendable {
    package struct Trait: Sendable {
        package var name: String
        package var title: Bilingual
        package var type: ValueType
        package var value: Value?
        /// What people call the value, where it is the name that a model gave.
        package var shownValue: Bilingual?
    }

    package struct Segment: Sendable {
        package var name: String
        package var title: Bilingual
        /// Why the customer may no longer be in it; `nil` where she is.
        package var stale: Staleness?
    }

    package var id: String
    /// In the order of the table.
    package var traits: [Trait]
    package var segments: [Segment]
    /// The newest first, at most as many as were asked for.
    package var events: [Event]
    package var eventCount: Int64
    package var asOf: Instant
    /// Why all of it may be out of date.
    package var stale: Staleness?
}

/// Draws the portrait of one customer.
package struct ShowCustomer {
    package var workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    private var connection: Connection { workspace.connection }

    /// - Throws: `WorkspaceError.unknownCustomer` or `.notRunYet`.
    package func run(_ id: String, events limit: Int = 20) async throws -> CustomerPortrait {
        let last = try await LastRun(workspace)
        let schema = last.schema
        let isHers = SQLExpression.column(EventColumn.customer).equals(.text(id))
        let rows = try await connection.query(Select(.all, from: .table(WarehouseTables.traits), where: isHers))
        guard rows.rowCount > 0 else { throw WorkspaceError.unknownCustomer(id) }
        let vocabulary = Vocabulary(workspace.project)
        let traits = try last.summary.traits.map { trait in
            let values = try rows.batches.flatMap { try ValueReader($0.column(named: trait.name)).all() }
            let value = values.first ?? nil
            let text: String? = if case .text(let text)? = value { text } else { nil }
            return CustomerPortrait.Trait(
                name: trait.name,
                title: vocabulary.title(of: trait.name),
                type: ValueType(rawValue: trait.type) ?? .text,
                value: value,
                shownValue: text.map { last.tierTitle($0, of: trait.name) ?? vocabulary.shown($0, of: trait.name) }
            )
        }
        let count = try await connection.query(
            Select(["count": .countRows()], from: .table(WarehouseTables.events), where: isHers)
        ).integers("count")[0]
        let freshness = try await Freshness(workspace)
        return CustomerPortrait(
            id: id,
            traits: traits,
            segments: try await segments(of: id, last, freshness),
            events: try await events(of: id, schema, limit),
            eventCount: count,
            asOf: last.asOf,
            stale: freshness.overall
        )
    }

    private func segments(
        of id: String,
        _ last: LastRun,
        _ freshness: Freshness
    ) async throws -> [CustomerPortrait.Segment] {
        let names = try await connection.query(
            Select(
                ["segment": .column("segment")],
                from: .table(WarehouseTables.memberships),
                where: SQLExpression.column(EventColumn.customer).equals(.text(id))
            )
        ).texts("segment")
        // In the order of their files; those that are defined no longer come last.
        let definitions = (try? Definitions(workspace.project).segments.map(\.definition)) ?? []
        let titles = Dictionary(definitions.map { ($0.name, $0.shownTitle) }) { first, _ in first }
        let known = Dictionary(last.summary.segments.map { ($0.name, $0.title.bilingual) }) { first, _ in first }
        let order = definitions.map(\.name) + names.filter { titles[$0] == nil }.sorted()
        return order.filter(names.contains).map { name in
            CustomerPortrait.Segment(
                name: name,
                title: known[name] ?? titles[name] ?? Bilingual(verbatim: name),
                stale: freshness.staleness(of: name)
            )
        }
    }

    private func events(of id: String, _ schema: Schema, _ limit: Int) async throws -> [Event] {
        let stream = CustomerStream(connection: connection, traits: [:], events: schema.events, only: [id])
        var events: [Event] = []
        try await stream.forEachChunk { customers in events += customers.flatMap(\.events) }
        return Array(events.reversed().prefix(limit))
    }
}
