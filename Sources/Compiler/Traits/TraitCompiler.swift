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

    /// The value as an aggregate over the rows `e` of one customer; null for the most frequent value.
    func aggregate(_ trait: TraitExpression) throws(CompileError) -> SQLExpression {
        let selected = try self.selected.condition(trait.events)
        let time = SQLExpression.column("e", EventColumn.time)
        switch trait.measure {
        case .count: return .countRows(where: selected)
        case .sum(let property): return try sum(property, trait.events, where: selected)
        case .average(let property): return try average(property, trait.events, where: selected)
        case .median(let property): return try median(property, trait.events, where: selected)
        case .minimum(let property): return .min(try typed(property, trait.events).expression, where: selected)
        case .maximum(let property): return .max(try typed(property, trait.events).expression, where: selected)
        case .distinctCount(let property):
            return .distinctValues(of: try typed(property, trait.events).expression, where: selected)
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

    /// Which events are meant.
    var selected: SelectedEvents {
        let context = EvaluationContext(now: now, zone: zone, currency: schema.currency)
        return SelectedEvents(schema: schema, context: context, propertyColumn: propertyColumn)
    }

    /// The most frequent value of each customer, in the columns `customer` and `value`.
    func mostFrequent(
        _ property: String,
        _ events: EventSelector,
        from table: TableName
    ) throws(CompileError) -> Select {
        let value = try typed(property, events).expression
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
            where: try selected.condition(events) && value.isNotNull,
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
