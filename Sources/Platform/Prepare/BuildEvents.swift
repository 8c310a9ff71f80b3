import Compiler
import Domain
import ProjectFile
import SQL
import Warehouse

/// Makes events and customers of the clean rows.
struct BuildEvents {
    var workspace: Workspace

    /// What there is to speak of afterwards.
    struct Outcome {
        /// Event name to its properties.
        var events: [String: [String: ValueType]]
        /// Attributes that sources of customers bring.
        var attributes: [String: ValueType]
    }

    func run(_ layouts: [SourceLayout]) async throws -> Outcome {
        var parts: [EventQuery.Part] = []
        var schema: [String: [String: ValueType]] = [:]
        for (rank, layout) in layouts.enumerated() {
            for (names, part) in try await self.parts(layout, rank: rank) {
                parts.append(part)
                for name in names { schema[name, default: [:]].merge(part.properties) { first, _ in first } }
            }
        }
        let properties = try common(schema)
        let statement =
            parts.isEmpty
            ? EventQuery.createNoEvents
            : EventQuery.createEvents(
                parts,
                properties: properties,
                numberingEachCustomer: workspace.isOnSpark
            )
        try await workspace.connection.execute(statement)
        let attributes = try await buildCustomers(layouts)
        return Outcome(events: schema, attributes: attributes)
    }

    private func parts(
        _ layout: SourceLayout,
        rank: Int
    ) async throws -> [(events: [String], part: EventQuery.Part)] {
        switch layout.source.kind.value {
        case .customers: return []
        case .orders:
            let names = layout.source.events
            return EventQuery.orders(
                source: layout.name,
                rank: rank,
                names: (names.completed, names.returned, names.bought),
                properties: layout.properties,
                has: layout.roles,
                quantityType: layout.types["quantity"] ?? .integer
            )
        case .events:
            let event = layout.source.event.map { SQLExpression.text($0.value) } ?? .column(EventColumn.event)
            let part = EventQuery.events(
                source: layout.name,
                rank: rank,
                event: event,
                properties: layout.properties
            )
            return [(try await eventNames(layout), part)]
        }
    }

    private func eventNames(_ layout: SourceLayout) async throws -> [String] {
        if let event = layout.source.event { return [event.value] }
        let query = Select(
            ["event": .column(EventColumn.event)],
            distinct: true,
            from: .table(WarehouseTables.clean(layout.name)),
            where: SQLExpression.column(EventColumn.event).isNotNull,
            orderBy: [SQLExpression.column("event").ascending()]
        )
        return try await workspace.connection.query(query).texts("event")
    }

    /// One type for each property over all events, since they share columns.
    private func common(_ schema: [String: [String: ValueType]]) throws -> [String: ValueType] {
        var properties: [String: ValueType] = [:]
        for (event, types) in schema.sorted(by: { $0.key < $1.key }) {
            for (name, type) in types.sorted(by: { $0.key < $1.key }) {
                if let other = properties[name], other != type { throw conflict(event, name, type, other) }
                guard !EventColumn.all.contains(Identifier(name)) else { throw reserved(name) }
                properties[name] = type
            }
        }
        return properties
    }

    private func conflict(_ event: String, _ name: String, _ type: ValueType, _ other: ValueType) -> WorkspaceError {
        .definition(
            path: workspace.project.path,
            position: nil,
            reason: Bilingual(
                en: "The property “\(name)” is \(type.rawValue) in “\(event)” and \(other.rawValue) in another event.",
                zh: "属性“\(name)”在“\(event)”中是 \(type.rawValue)，在其他事件中是 \(other.rawValue)。"
            ),
            advice: Bilingual(
                en: "State the same `type` in both, or give one another name.",
                zh: "请写明相同的 type，或为其中一个改名。"
            )
        )
    }

    private func reserved(_ name: String) -> WorkspaceError {
        .definition(
            path: workspace.project.path,
            position: nil,
            reason: Bilingual(en: "“\(name)” names a part of every event.", zh: "“\(name)”是每个事件固有的名称。"),
            advice: Bilingual(en: "Give the column another name.", zh: "请为该列另取一个名称。")
        )
    }

    /// Everyone who is in some clean source, with the attributes of the sources of customers: the last row wins.
    private func buildCustomers(_ layouts: [SourceLayout]) async throws -> [String: ValueType] {
        let people = layouts.map { layout in
            Select(
                [EventColumn.customer: .column(EventColumn.customer)],
                from: .table(WarehouseTables.clean(layout.name)),
                where: SQLExpression.column(EventColumn.customer).isNotNull
            ).query
        }
        var attributes: [String: ValueType] = [:]
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, .column("p", EventColumn.customer))]
        var joins: [Join] = []
        for layout in layouts where layout.source.kind.value == .customers {
            let alias = Identifier("a_\(layout.name)")
            let fresh = layout.properties.filter { attributes[$0.key] == nil }.sorted { $0.key < $1.key }
            let picked = fresh.map { name, _ in
                (Identifier(name), SQLExpression.last(.column(Identifier(name)), by: [.column(CleaningQuery.position)]))
            }
            let latest = Select(
                [EventColumn.customer: .column(EventColumn.customer)] + Columns(picked),
                from: .table(WarehouseTables.clean(layout.name)),
                groupBy: .by([.column(EventColumn.customer)])
            )
            joins.append(
                .left(
                    .subquery(latest, as: alias),
                    .on(SQLExpression.column("p", EventColumn.customer).equals(.column(alias, EventColumn.customer)))
                )
            )
            for (name, type) in fresh {
                attributes[name] = type
                columns.append((Identifier(name), .column(alias, Identifier(name))))
            }
        }
        let everyone = Select(.all, distinct: true, from: .subquery(Query.unionAll(people), as: "everyone"))
        let select = Select(
            Columns(columns),
            from: .subquery(everyone, as: "p"),
            joins: joins,
            orderBy: [SQLExpression.column("p", EventColumn.customer).ascending()]
        )
        try await workspace.connection.execute(.createTable(WarehouseTables.customers, as: select, mode: .orReplace))
        return attributes
    }
}
