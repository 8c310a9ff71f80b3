import Domain
import Foundation
import SQL
import Segments

/// Sequences as tables: the numbered events with a column for each positive step, true of the events at which the steps up
/// to it can end.
///
/// An event ends step k where it is one that the step wants, and some event that ends step k − 1 lies before it, near enough,
/// with no forbidden event between the two. Every such event is marked, not only the earliest, so nothing has to be tried
/// again. Which of the events before it is nearest does not matter either, only when the last deadline of all of them is:
/// `reach` is that deadline, over the events since the last forbidden one.
///
/// All sequences of a query take their steps together, in two tables for each step.
struct SequenceTables {
    /// The table with a column for each sequence: true of the customers of whom it is.
    static let followed: Identifier = "followed"

    private struct Key: Hashable {
        var sequence: EventSequence
        var zone: String
    }

    /// What the tables of one step add.
    private struct Layer {
        var reaches: [(Identifier, SQLExpression)] = []
        var ends: [(Identifier, SQLExpression)] = []
    }

    private var timeline: NumberedEvents
    private var known: [Key: Identifier] = [:]
    private var layers: [Layer] = []
    /// For each sequence, what is true of the event at which it ends.
    private var sequences: [(Identifier, SQLExpression)] = []

    init(now: Instant) {
        timeline = NumberedEvents(now: now)
    }

    var isEmpty: Bool { sequences.isEmpty }

    /// The column of `followed` that is true of customers of whom the sequence is, and false or null of others.
    mutating func column(of sequence: EventSequence, in events: SelectedEvents) throws(CompileError) -> Identifier {
        let key = Key(sequence: sequence, zone: events.context.zone.identifier)
        if let column = known[key] { return column }
        let column = Identifier("sequence_\(sequences.count)")
        known[key] = column
        sequences.append((column, try end(of: sequence, in: events)))
        return column
    }

    // MARK: Steps

    /// Whether all steps can end at an event.
    private mutating func end(
        of sequence: EventSequence,
        in events: SelectedEvents
    ) throws(CompileError) -> SQLExpression {
        var end: SQLExpression?
        var place = 0
        var negated: [SequenceStep] = []
        for step in sequence.steps {
            guard !step.negated else {
                negated.append(step)
                continue
            }
            let wanted = SQLExpression.column(try timeline.flag(step, in: sequence.window, of: events))
            if let before = end {
                let reach = try reach(of: before, step.within, forbidden: negated, events)
                end = take(wanted, reach, at: place)
                place += 1
            } else {
                end = wanted
            }
            negated = []
        }
        guard let end else { throw .notExpressible(SegmentPrinter.text(of: Condition.atom(.sequence(sequence)))) }
        var conditions = [end]
        for step in negated { conditions.append(try isOver(step, events)) }
        return .all(conditions)
    }

    /// Adds the two columns of one step, and says which marks the events that end it.
    private mutating func take(_ wanted: SQLExpression, _ reach: SQLExpression, at place: Int) -> SQLExpression {
        if layers.count == place { layers.append(Layer()) }
        let name = "\(sequences.count)_\(place)"
        let (reached, ended) = (Identifier("reach_\(name)"), Identifier("end_\(name)"))
        layers[place].reaches.append((reached, reach))
        // What the event before reaches: all events from the last forbidden one on up to it are before this one.
        let before = SQLExpression.lag(.column(reached), over: NumberedEvents.inOrder())
        layers[place].ends.append((ended, wanted && (.column(NumberedEvents.instant) <= before).definite))
        return .column(ended)
    }

    /// The last deadline of the events up to this one that end the step before, with no forbidden event after them.
    private mutating func reach(
        of ended: SQLExpression,
        _ within: TimeSpan?,
        forbidden: [SequenceStep],
        _ events: SelectedEvents
    ) throws(CompileError) -> SQLExpression {
        let deadline = within.map { SQLExpression.column(timeline.deadline(after: $0, in: events.context.zone)) }
        var groups: [SQLExpression] = []
        if !forbidden.isEmpty {
            var flags: [SQLExpression] = []
            for step in forbidden { flags.append(.column(try timeline.flag(step, in: .allTime, of: events))) }
            groups = [.column(timeline.count(of: .any(flags)))]
        }
        return .max(
            .cases([.when(ended, then: deadline ?? .integer(.max))]),
            over: NumberedEvents.inOrder(groups, frame: .rows(from: .unboundedPreceding, to: .currentRow))
        )
    }

    /// Whether a step that forbids holds after an event: none came, or none in time.
    private mutating func isOver(_ step: SequenceStep, _ events: SelectedEvents) throws(CompileError) -> SQLExpression {
        let next = SQLExpression.column(timeline.next(.column(try timeline.flag(step, in: .allTime, of: events))))
        guard let within = step.within else { return next.isNull }
        let deadline = SQLExpression.column(timeline.deadline(after: within, in: events.context.zone))
        return deadline <= .integer(events.context.now.microseconds) && (next.isNull || next > deadline)
    }

    // MARK: Tables

    /// In an order in which each needs earlier ones only.
    var tables: [(Identifier, Query)] {
        guard !sequences.isEmpty else { return [] }
        var tables = timeline.tables
        var last = NumberedEvents.table
        func add(_ name: Identifier, _ columns: [(Identifier, SQLExpression)]) {
            tables.append((name, Select(.all + Columns(columns), from: .table(TableName(last))).query))
            last = name
        }
        for (place, layer) in layers.enumerated() {
            add(Identifier("reaches_\(place)"), layer.reaches)
            add(Identifier("ends_\(place)"), layer.ends)
        }
        let customer = SQLExpression.column(NumberedEvents.customer)
        let followed = Select(
            Columns([(NumberedEvents.customer, customer)] + sequences.map { ($0, .some($1)) }),
            from: .table(TableName(last)),
            groupBy: .by([customer])
        )
        return tables + [(Self.followed, followed.query)]
    }
}
