package import Domain
package import SQL

/// The events that the clean rows of a source stand for.
package struct EventQuery {
    /// A part of the events: those of one name, or of a column of names.
    package struct Part {
        package var rows: Query
        /// The properties that the part's rows have as columns.
        package var properties: [String: ValueType]
    }

    package static let sourceRank: Identifier = "_source"
    package static let partRank: Identifier = "_part"

    /// Rows with the columns customer, time, event, `_source`, `_part`, `_position` and the properties.
    package static func orders(
        source: String,
        rank: Int,
        names: (completed: String, returned: String, bought: String),
        properties: [String: ValueType],
        has roles: Set<String>,
        quantityType: ValueType
    ) -> [(events: [String], part: Part)] {
        let builder = OrderEvents(
            source: source,
            rank: rank,
            properties: properties,
            roles: roles,
            quantityType: quantityType
        )
        return [
            ([names.completed], builder.orders(names.completed, returned: false, part: 0)),
            ([names.returned], builder.orders(names.returned, returned: true, part: 1)),
            ([names.bought], builder.lines(names.bought, part: 2)),
        ]
    }

    /// One event for each row.
    package static func events(
        source: String,
        rank: Int,
        event: SQLExpression,
        properties: [String: ValueType]
    ) -> Part {
        let own: Columns = [
            EventColumn.customer: .column(EventColumn.customer), EventColumn.time: .column(EventColumn.time),
            EventColumn.event: event, sourceRank: .integer(Int64(rank)), partRank: 0,
            CleaningQuery.position: .column(CleaningQuery.position),
        ]
        let select = Select(
            own + .columns(properties.keys.sorted().map { Identifier($0) }),
            from: .table(WarehouseTables.clean(source))
        )
        return Part(rows: select.query, properties: properties)
    }

    /// Creates `events` from all parts: one column for each property, in the order of names, null where a part lacks it.
    ///
    /// Arrival numbers follow the order of sources, and within one the order of rows.
    ///
    /// - Parameter numberingEachCustomer: whether they begin anew with each customer, within whom alone they mean something.
    ///   A cluster would bring all rows to one machine to number them all.
    package static func createEvents(
        _ parts: [Part],
        properties: [String: ValueType],
        numberingEachCustomer: Bool = false
    ) -> Statement {
        let names = properties.keys.sorted()
        let shared = [
            EventColumn.customer, EventColumn.time, EventColumn.event, sourceRank, partRank, CleaningQuery.position,
        ]
        let rows = parts.enumerated().map { index, part in
            Select(
                .columns(shared)
                    + Columns(
                        names.map { name in
                            let missing = SQLExpression.null.cast(to: properties[name, default: .text].sqlType)
                            return (
                                Identifier(name), part.properties[name] == nil ? missing : .column(Identifier(name))
                            )
                        }
                    ),
                from: .subquery(part.rows, as: Identifier("part_\(index)"))
            ).query
        }
        let order = WindowSpecification(
            partitionBy: numberingEachCustomer ? [.column(EventColumn.customer)] : [],
            orderBy: [sourceRank, CleaningQuery.position, partRank].map { SQLExpression.column($0).ascending() }
        )
        let all = Select(
            .columns(EventColumn.customer, EventColumn.time)
                + [EventColumn.arrival: .rowNumber(over: order)] + .columns(EventColumn.event)
                + .columns(names.map { Identifier($0) }),
            from: .subquery(Query.unionAll(rows), as: "parts")
        )
        return .createTable(WarehouseTables.events, as: all, mode: .orReplace)
    }

    /// Creates an empty `events`.
    package static var createNoEvents: Statement {
        .createTable(
            WarehouseTables.events,
            columns: [
                ColumnDefinition(EventColumn.customer, .text), ColumnDefinition(EventColumn.time, .timestampTZ),
                ColumnDefinition(EventColumn.arrival, .integer), ColumnDefinition(EventColumn.event, .text),
            ],
            mode: .orReplace
        )
    }
}

/// Orders, returns and bought products of a source of order rows.
private struct OrderEvents {
    let source: String
    let rank: Int
    let properties: [String: ValueType]
    let roles: Set<String>
    let quantityType: ValueType

    private func column(_ name: String) -> SQLExpression { .column(Identifier(name)) }
    private var position: SQLExpression { .column(CleaningQuery.position) }

    private func base(_ event: String, part: Int) -> Columns {
        [
            EventColumn.event: .text(event), EventQuery.sourceRank: .integer(Int64(rank)),
            EventQuery.partRank: .integer(Int64(part)),
        ]
    }

    /// Rows of one number are one order; a row without a number is an order of its own.
    func orders(_ event: String, returned: Bool, part: Int) -> EventQuery.Part {
        let sign: SQLExpression = returned ? -1 : 1
        func total(_ value: SQLExpression, _ type: ValueType) -> SQLExpression {
            let sum = SQLExpression.sum(value)
            // Some files write returns with negative amounts and some with positive; taken back is taken back.
            return (returned ? sign * SQLExpression.abs(sum) : sum).cast(to: type.sqlType)
        }
        var columns: [(Identifier, SQLExpression)] = [
            (EventColumn.customer, column("customer")), (EventColumn.time, .min(column("time"))),
            (CleaningQuery.position, .min(position)), ("revenue", total(.column(CleaningQuery.amountColumn), .money)),
            ("lines", .countRows()),
        ]
        var types: [String: ValueType] = ["revenue": .money, "lines": .integer]
        if roles.contains("order") {
            columns.append(("order", .min(column("order"))))
            types["order"] = .text
        }
        if roles.contains("quantity") {
            columns.append(("items", total(column("quantity"), quantityType)))
            types["items"] = quantityType
        }
        for (name, type) in properties.sorted(by: { $0.key < $1.key }) where types[name] == nil {
            columns.append((Identifier(name), .first(column(name), by: [position])))
            types[name] = type
        }
        let key = roles.contains("order") ? SQLExpression.coalesce([column("order"), ownKey]) : ownKey
        let select = Select(
            Columns(columns) + base(event, part: part),
            from: .table(WarehouseTables.clean(source)),
            where: returned ? .column(CleaningQuery.isReturn) : !SQLExpression.column(CleaningQuery.isReturn),
            groupBy: .by([column("customer"), key])
        )
        return EventQuery.Part(rows: select.query, properties: types)
    }

    private var ownKey: SQLExpression { .concat(["\u{1F}", position.cast(to: .text)]) }

    func lines(_ event: String, part: Int) -> EventQuery.Part {
        var columns: [(Identifier, SQLExpression)] = [
            (EventColumn.customer, column("customer")), (EventColumn.time, column("time")),
            (CleaningQuery.position, position), ("revenue", .column(CleaningQuery.amountColumn)),
        ]
        var types: [String: ValueType] = ["revenue": .money]
        let known: [(String, ValueType)] = [
            ("order", .text), ("product", .text), ("quantity", quantityType), ("price", .money),
        ]
        for (name, type) in known where roles.contains(name) { types[name] = type }
        for (name, type) in properties where types[name] == nil { types[name] = type }
        for name in types.keys.sorted() where name != "revenue" { columns.append((Identifier(name), column(name))) }
        let select = Select(
            Columns(columns) + base(event, part: part),
            from: .table(WarehouseTables.clean(source)),
            where: !SQLExpression.column(CleaningQuery.isReturn)
        )
        return EventQuery.Part(rows: select.query, properties: types)
    }
}
