import Domain
import Foundation
import SQL
import Segments

/// Sequences as tables: the numbered events, and for each positive step of a sequence the events at which the steps up to it
/// can end.
///
/// An event ends step k where it is one that the step wants, and some event that ends step k − 1 lies before it, near enough,
/// with no forbidden event between the two. Every such event is kept, not only the earliest, so nothing has to be tried again.
struct SequenceTables {
    /// The table with a column for each sequence: true of the customers of whom it is.
    static let followed: Identifier = "followed"

    private struct Key: Hashable {
        var sequence: EventSequence
        var zone: String
    }

    private var timeline: NumberedEvents
    private var known: [Key: Identifier] = [:]
    /// The tables of each sequence; the last has its customers.
    private var sequences: [(column: Identifier, tables: [(Identifier, Select)])] = []

    init(now: Instant) {
        timeline = NumberedEvents(now: now)
    }

    var isEmpty: Bool { sequences.isEmpty }

    /// The column of `followed` that is true of customers of whom the sequence is, and false or null of others.
    mutating func column(of sequence: EventSequence, in events: SelectedEvents) throws(CompileError) -> Identifier {
        let key = Key(sequence: sequence, zone: events.context.zone.identifier)
        if let column = known[key] { return column }
        let column = Identifier("sequence_\(sequences.count)")
        let tables = try steps(of: sequence, in: events, named: "steps_\(sequences.count)")
        known[key] = column
        sequences.append((column, tables))
        return column
    }

    /// In an order in which each needs earlier ones only.
    var tables: [(Identifier, Query)] {
        guard !sequences.isEmpty else { return [] }
        return timeline.tables + sequences.flatMap { $0.tables.map { ($0.0, $0.1.query) } }
            + [(Self.followed, followedCustomers)]
    }

    private var followedCustomers: Query {
        let customers = sequences.enumerated().compactMap { number, sequence in
            sequence.tables.last.map { table in
                Select(
                    [NumberedEvents.customer: .column(NumberedEvents.customer), "sequence": .integer(Int64(number))],
                    from: .table(TableName(table.0))
                ).query
            }
        }
        let columns = sequences.enumerated().map { number, sequence in
            (sequence.column, SQLExpression.some(SQLExpression.column("sequence").equals(.integer(Int64(number)))))
        }
        return Select(
            Columns([(NumberedEvents.customer, .column(NumberedEvents.customer))] + columns),
            from: .subquery(Query.unionAll(customers), as: "holding"),
            groupBy: .by([.column(NumberedEvents.customer)])
        ).query
    }

    // MARK: Steps

    private mutating func steps(
        of sequence: EventSequence,
        in events: SelectedEvents,
        named name: String
    ) throws(CompileError) -> [(Identifier, Select)] {
        var tables: [(Identifier, Select)] = []
        var negated: [SequenceStep] = []
        for step in sequence.steps {
            guard !step.negated else {
                negated.append(step)
                continue
            }
            let wanted = try timeline.flag(step, in: sequence.window, of: events)
            var joins: [Join] = []
            if let before = tables.last?.0 {
                let follows = try follows(step.within, forbidden: negated, events)
                joins = [.semi(.table(TableName(before), as: "b"), .on(.all(follows)))]
            }
            tables.append((Identifier("\(name)_\(tables.count)"), ending(wanted, joins)))
            negated = []
        }
        guard let last = tables.last?.0 else { throw .notExpressible(SegmentPrinter.text(of: Condition.atom(.sequence(sequence)))) }
        tables.append((Identifier(name), try customers(of: last, without: negated, events)))
        return tables
    }

    private func ending(_ wanted: Identifier, _ joins: [Join]) -> Select {
        Select(
            .all(of: "e"),
            from: .table(TableName(NumberedEvents.table), as: "e"),
            joins: joins,
            where: .column("e", wanted)
        )
    }

    /// How the event `e` must lie to the event `b` of the positive step before.
    private mutating func follows(
        _ within: TimeSpan?,
        forbidden: [SequenceStep],
        _ events: SelectedEvents
    ) throws(CompileError) -> [SQLExpression] {
        var conditions: [SQLExpression] = [
            SQLExpression.column("b", NumberedEvents.customer).equals(.column("e", NumberedEvents.customer)),
            SQLExpression.column("b", NumberedEvents.number) < .column("e", NumberedEvents.number),
        ]
        if let within {
            let deadline = timeline.deadline(after: within, in: events.context.zone)
            conditions.append(.column("e", NumberedEvents.instant) <= .column("b", deadline))
        }
        guard !forbidden.isEmpty else { return conditions }
        let flags = try forbidden.map { (step) throws(CompileError) in
            SQLExpression.column(try timeline.flag(step, in: .allTime, of: events))
        }
        // As many up to the one event as before the other: none between them.
        let (upTo, before) = timeline.counts(of: .any(flags))
        conditions.append(SQLExpression.column("b", upTo).equals(.column("e", before)))
        return conditions
    }

    /// The customers who have an event in `last` after which no forbidden event comes.
    private mutating func customers(
        of last: Identifier,
        without forbidden: [SequenceStep],
        _ events: SelectedEvents
    ) throws(CompileError) -> Select {
        var joins: [Join] = []
        var passed: [SQLExpression] = []
        for (place, step) in forbidden.enumerated() {
            let later = Identifier("later_\(place)")
            var conditions: [SQLExpression] = [
                SQLExpression.column(later, NumberedEvents.customer).equals(.column("l", NumberedEvents.customer)),
                SQLExpression.column(later, NumberedEvents.number) > .column("l", NumberedEvents.number),
                .column(later, try timeline.flag(step, in: .allTime, of: events)),
            ]
            if let within = step.within {
                let deadline = timeline.deadline(after: within, in: events.context.zone)
                conditions.append(.column(later, NumberedEvents.instant) <= .column("l", deadline))
                passed.append(.column("l", deadline) <= .integer(events.context.now.microseconds))
            }
            joins.append(.anti(.table(TableName(NumberedEvents.table), as: later), .on(.all(conditions))))
        }
        return Select(
            [NumberedEvents.customer: .column("l", NumberedEvents.customer)],
            distinct: true,
            from: .table(TableName(last), as: "l"),
            joins: joins,
            where: passed.isEmpty ? nil : .all(passed)
        )
    }
}
