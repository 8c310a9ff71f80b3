import Compiler
package import Domain
import SQL
package import Timelines
package import Warehouse

/// Copies customers and events from the warehouse into timelines: one pass over the customers, and one over the events in
/// the order in which timelines keep them.
package struct TimelineExport {
    var connection: Connection
    var context: RunContext

    package init(connection: Connection, context: RunContext) {
        self.connection = connection
        self.context = context
    }

    private static let place: Identifier = "_place"
    private static let name: Identifier = "_name"

    /// - Parameter builder: of the traits, events and properties that are wanted.
    package func run(into builder: TimelineBuilder, schema: Schema) async throws {
        try await addCustomers(to: builder, schema)
        guard !builder.eventNames.isEmpty else { return }
        let counted = try await connection.query(
            Select(
                ["rows": .countRows(), "last": .coalesce([.max(.column(EventColumn.arrival)), 0])],
                from: .table(WarehouseTables.events)
            )
        )
        let total = try counted.integers("rows")[0]
        builder.lastArrival = try counted.integers("last")[0]
        var done: Int64 = 0
        let types = schema.events.values.reduce(into: [String: ValueType]()) { $0.merge($1) { first, _ in first } }
        try await connection.stream(query(builder)) { stream in
            for try await batch in stream {
                try Task.checkCancellation()
                try builder.add(Self.events(batch, builder, types))
                done += Int64(batch.rowCount)
                let activity = Bilingual(en: "Laying out timelines", zh: "正在整理客户时间线")
                context.progress(Progress(activity, share: (done, total), rows: done))
            }
        }
    }

    private func addCustomers(to builder: TimelineBuilder, _ schema: Schema) async throws {
        let query = Select(
            .columns([EventColumn.customer] + builder.traitNames.map { Identifier($0) }),
            from: .table(WarehouseTables.traits),
            orderBy: [SQLExpression.column(EventColumn.customer).ascending()]
        )
        try await connection.stream(query) { stream in
            for try await batch in stream {
                try Task.checkCancellation()
                let ids = try TextColumn(batch.column(named: EventColumn.customer.name))
                try builder.addCustomers(
                    (0..<batch.rowCount).map { ids[$0] ?? "" },
                    traits: builder.traitNames.map { name in
                        try ColumnBatch(batch.column(named: name), type: schema.traits[name] ?? .text)
                    }
                )
            }
        }
    }

    /// Every event with its customer's place and its name's, in the order of (customer, time, arrival).
    private func query(_ builder: TimelineBuilder) -> Select {
        let customer = EventColumn.customer
        let byCustomer = WindowSpecification(orderBy: [SQLExpression.column(customer).ascending()])
        let numbered = Select(
            [customer: .column(customer), Self.place: .rowNumber(over: byCustomer) - 1],
            from: .table(WarehouseTables.traits)
        )
        let event = SQLExpression.column("e", EventColumn.event)
        let names = builder.eventNames.enumerated().map { place, name in
            SQLExpression.Branch.when(event.equals(.text(name)), then: .integer(Int64(place)))
        }
        let place = SQLExpression.column("n", Self.place)
        let time = SQLExpression.column("e", EventColumn.time)
        let arrival = SQLExpression.column("e", EventColumn.arrival)
        let properties = builder.propertyNames.map { name in
            (Identifier(name), SQLExpression.column("e", Identifier(name)))
        }
        return Select(
            [Self.place: place, EventColumn.time: time, Self.name: .cases(names)] + Columns(properties),
            from: .table(WarehouseTables.events, as: "e"),
            joins: [
                .inner(
                    .subquery(numbered, as: "n"),
                    .on(SQLExpression.column("e", customer).equals(.column("n", customer)))
                )
            ],
            where: event.in(builder.eventNames.map(SQLExpression.text)),
            orderBy: [place.ascending(), time.ascending(), arrival.ascending()]
        )
    }

    private static func events(
        _ batch: RecordBatch,
        _ builder: TimelineBuilder,
        _ types: [String: ValueType]
    ) throws -> TimelineBuilder.Events {
        let places = try IntegerColumn(batch.column(named: place.name))
        let times = try TimestampColumn(batch.column(named: EventColumn.time.name))
        let names = try IntegerColumn(batch.column(named: name.name))
        return TimelineBuilder.Events(
            customers: (0..<batch.rowCount).map { UInt32(truncatingIfNeeded: places[$0] ?? 0) },
            times: (0..<batch.rowCount).map { times[$0] ?? 0 },
            names: (0..<batch.rowCount).map { Int(names[$0] ?? 0) },
            properties: try builder.propertyNames.map { name in
                try ColumnBatch(batch.column(named: name), type: types[name] ?? .text)
            }
        )
    }
}
