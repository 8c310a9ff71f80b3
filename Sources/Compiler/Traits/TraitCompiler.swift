package import Domain
package import Foundation
package import SQL
package import Segments

/// Computed traits as one query over the events: one row for each customer who has events.
///
/// The meaning is that of `ReferenceEvaluator.value(of:customer:)`, against which it is tested. Counts and sums of
/// customers without events are the caller's to fill in (`valueWithoutEvents`).
package struct TraitCompiler {
    package var schema: Schema
    package var now: Instant
    package var zone: TimeZone
    /// The column of `events` that holds a property.
    package var propertyColumn: (String) -> SQLExpression

    package init(
        schema: Schema,
        now: Instant,
        zone: TimeZone,
        propertyColumn: @escaping (String) -> SQLExpression = { .column(Identifier($0)) }
    ) {
        self.schema = schema
        self.now = now
        self.zone = zone
        self.propertyColumn = propertyColumn
    }

    /// A query of the columns `customer` and one for each trait, in order.
    package func query(
        _ traits: [(name: String, expression: TraitExpression)],
        from events: TableName = WarehouseTables.events
    ) throws(CompileError) -> Query {
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, .column("e", EventColumn.customer))]
        var joins: [(name: Identifier, query: Select)] = []
        for (index, trait) in traits.enumerated() {
            let name = Identifier(trait.name)
            if case .mostFrequent(let property) = trait.expression.measure {
                let table = Identifier("frequent_\(index)")
                joins.append((table, try mostFrequent(property, trait.expression.events, from: events)))
                // One row for each customer on the joined side, so any of its values will do.
                columns.append((name, .max(.column(table, "value"))))
            } else {
                columns.append((name, try aggregate(trait.expression)))
            }
        }
        let select = Select(
            Columns(columns),
            from: .table(events, as: "e"),
            joins: joins.map { Join.left(.subquery($0.query, as: $0.name), .on(matches($0.name))) },
            groupBy: .by([.column("e", EventColumn.customer)])
        )
        return select.query
    }

    private func matches(_ table: Identifier) -> SQLExpression {
        SQLExpression.column(table, EventColumn.customer).equals(.column("e", EventColumn.customer))
    }

    /// What a customer without any events has.
    package static func valueWithoutEvents(_ measure: Measure) -> SQLExpression? {
        switch measure {
        case .count, .sum, .distinctCount: 0
        case .average, .minimum, .maximum, .median, .mostFrequent, .first, .last, .daysSinceFirst, .daysSinceLast,
            .averageGap:
            nil
        }
    }

    private func aggregate(_ trait: TraitExpression) throws(CompileError) -> SQLExpression {
        let selected = try condition(trait.events)
        let time = SQLExpression.column("e", EventColumn.time)
        switch trait.measure {
        case .count: return .countRows(where: selected)
        case .sum(let property): return try sum(property, trait.events, where: selected)
        case .average(let property): return try average(property, trait.events, where: selected)
        case .median(let property): return try median(property, trait.events, where: selected)
        case .minimum(let property): return .min(try value(property, trait.events).expression, where: selected)
        case .maximum(let property): return .max(try value(property, trait.events).expression, where: selected)
        case .distinctCount(let property):
            return .countDistinct(try value(property, trait.events).expression, where: selected)
        case .first(let property): return try edge(property, trait.events, where: selected, isLast: false)
        case .last(let property): return try edge(property, trait.events, where: selected, isLast: true)
        case .daysSinceFirst: return daysSince(.min(time, where: selected))
        case .daysSinceLast: return daysSince(.max(time, where: selected))
        case .averageGap: return averageGap(time, where: selected)
        case .mostFrequent:
            // `query` joins it; an aggregate alone cannot break its ties.
            return .null
        }
    }

    // MARK: Events

    private func value(_ property: String, _ events: EventSelector) throws(CompileError) -> ColumnScope.Column {
        try scope(events).column(property)
    }

    private func scope(_ events: EventSelector) -> ColumnScope {
        var columns: [String: ColumnScope.Column] = [:]
        for name in events.names {
            for (property, type) in schema.events[name] ?? [:] {
                columns[property] = ColumnScope.Column(propertyColumn(property), type)
            }
        }
        columns[BuiltInProperty.time] = ColumnScope.Column(.column("e", EventColumn.time), .instant)
        return ColumnScope(columns)
    }

    private func condition(_ events: EventSelector) throws(CompileError) -> SQLExpression {
        let range = events.window.range(asOf: now, in: zone)
        let time = SQLExpression.column("e", EventColumn.time)
        var conditions: [SQLExpression] = [
            SQLExpression.column("e", EventColumn.event).in(events.names.map(SQLExpression.text)),
            time < .instant(range.end),
        ]
        if events.window != .allTime { conditions.append(time >= .instant(range.start)) }
        if let demanded = events.condition {
            conditions.append(try ConditionCompiler(scope: scope(events), now: now, zone: zone).compile(demanded))
        }
        return .all(conditions)
    }

    private func mostFrequent(
        _ property: String,
        _ events: EventSelector,
        from table: TableName
    ) throws(CompileError) -> Select {
        let value = try value(property, events).expression
        let customer = SQLExpression.column("e", EventColumn.customer)
        let counted = Select(
            [
                EventColumn.customer: customer, "value": value, "times": .countRows(),
                "latest": .max(.column("e", EventColumn.time)),
                "arrival": .last(
                    .column("e", EventColumn.arrival),
                    by: [.column("e", EventColumn.time), .column("e", EventColumn.arrival)]
                ),
            ],
            from: .table(table, as: "e"),
            where: try condition(events) && value.isNotNull,
            groupBy: .by([customer, value])
        )
        return Select(
            [
                EventColumn.customer: .column(EventColumn.customer),
                "value": .last(.column("value"), by: [.column("times"), .column("latest"), .column("arrival")]),
            ],
            from: .subquery(counted, as: "counted"),
            groupBy: .by([.column(EventColumn.customer)])
        )
    }
}
