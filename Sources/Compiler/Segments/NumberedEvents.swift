import Domain
import Foundation
import SQL
import Segments

/// The events that sequences look at, numbered for each customer in the order of (time, arrival), with what the sequences
/// ask of each: whether it is wanted, how many forbidden events came up to it, when the time after it is over.
struct NumberedEvents {
    static let table: Identifier = "timeline"
    static let customer = EventColumn.customer
    static let number: Identifier = "number"
    /// Microseconds since 1970-01-01T00:00:00Z.
    static let instant: Identifier = "instant"
    private static let base: Identifier = "marked"

    private struct Span: Hashable {
        var span: TimeSpan
        var zone: String
    }

    private let now: Instant
    /// The events that any step means: no other has to be numbered.
    private var names: Set<String> = []
    /// Which events a step means.
    private var flags = ColumnSet("flag")
    /// What clocks on the wall show when a span is over, in microseconds.
    private var walls = ColumnSet("wall")
    private var deadlines: [Span: Identifier] = [:]
    /// What the second table adds to the first.
    private var added = ColumnSet("added")
    private var localInstants: [String: LocalInstant] = [:]

    init(now: Instant) {
        self.now = now
    }

    /// The column that is true of the events that a step means.
    mutating func flag(
        _ step: SequenceStep,
        in window: Window,
        of events: SelectedEvents
    ) throws(CompileError) -> Identifier {
        names.formUnion(step.names)
        let selector = EventSelector(step.names, in: window, where: step.condition)
        return flags.name(of: try events.condition(selector))
    }

    /// The column that counts the events up to each one of which `flag` is true: a number for all from one to the next.
    mutating func count(of flag: SQLExpression) -> Identifier {
        added.name(
            of: .sum(
                .cases([.when(flag, then: 1)], otherwise: 0),
                over: Self.inOrder(frame: .rows(from: .unboundedPreceding, to: .currentRow))
            )
        )
    }

    /// The column with the instant of the next event, after each one, of which `flag` is true; null where none comes.
    mutating func next(_ flag: SQLExpression) -> Identifier {
        added.name(
            of: .min(
                .cases([.when(flag, then: .column(Self.instant))]),
                over: Self.inOrder(frame: .rows(from: .following(1), to: .unboundedFollowing))
            )
        )
    }

    /// A customer's events, or those of one group of them, in order.
    static func inOrder(
        _ groups: [SQLExpression] = [],
        frame: WindowSpecification.Frame? = nil
    ) -> WindowSpecification {
        WindowSpecification(
            partitionBy: [.column(customer)] + groups,
            orderBy: [SQLExpression.column(number).ascending()],
            frame: frame
        )
    }

    /// The column with the last microsecond that lies within the span after each event.
    mutating func deadline(after span: TimeSpan, in zone: TimeZone) -> Identifier {
        let key = Span(span: span, zone: zone.identifier)
        if let name = deadlines[key] { return name }
        let name = added.name(of: end(of: span, in: zone))
        deadlines[key] = name
        return name
    }

    private mutating func end(of span: TimeSpan, in zone: TimeZone) -> SQLExpression {
        let count = Int64(span.count)
        switch span.unit {
        case .minute: return .column(Self.instant) + .integer(count * 60_000_000)
        case .hour: return .column(Self.instant) + .integer(count * 3_600_000_000)
        case .day: return calendarEnd(months: 0, days: count, in: zone)
        case .week: return calendarEnd(months: 0, days: 7 * count, in: zone)
        case .month: return calendarEnd(months: count, days: 0, in: zone)
        case .quarter: return calendarEnd(months: 3 * count, days: 0, in: zone)
        case .year: return calendarEnd(months: 12 * count, days: 0, in: zone)
        }
    }

    /// The same time of day on the wall, so many months or days later.
    private mutating func calendarEnd(months: Int64, days: Int64, in zone: TimeZone) -> SQLExpression {
        // Longer than from the first year that an engine holds until now: never over.
        let year = Int64(zone.local(now).date.year)
        guard months + days / 31 <= 12 * (year + 1) else { return .integer(.max) }
        let local = SQLExpression.localTime(SelectedEvents.time, in: .text(zone.identifier))
        let later = months == 0 ? local : .addMonths(.integer(months), to: local)
        let wall = SQLExpression.column(
            walls.name(of: .epochMicroseconds(later) + .integer(days * 86_400_000_000))
        )
        // No clock is a day off Greenwich, so what is over two days after now anywhere is after now.
        let future = now.microseconds + 2 * 86_400_000_000
        return .cases(
            [.when(wall > .integer(future), then: .integer(.max))],
            otherwise: localInstant(in: zone).microseconds(ofWall: wall)
        )
    }

    /// From before any zone had a law until after now: later changes decide nothing.
    private mutating func localInstant(in zone: TimeZone) -> LocalInstant {
        if let known = localInstants[zone.identifier] { return known }
        let year = max(1971, zone.local(now).date.year)
        let instant = LocalInstant(zone: zone, years: 1800...year + 1)
        localInstants[zone.identifier] = instant
        return instant
    }

    // MARK: Tables

    var tables: [(Identifier, Query)] {
        [
            (Self.base, marked.query),
            (Self.table, Select(.all + Columns(added.columns), from: .table(TableName(Self.base))).query),
        ]
    }

    private var marked: Select {
        let number = SQLExpression.rowNumber(
            over: WindowSpecification(
                partitionBy: [SelectedEvents.customer],
                orderBy: SelectedEvents.order.map { $0.ascending() }
            )
        )
        let own: [(Identifier, SQLExpression)] = [
            (Self.customer, SelectedEvents.customer), (Self.number, number),
            (Self.instant, .epochMicroseconds(SelectedEvents.time)),
        ]
        return Select(
            Columns(own + flags.columns + walls.columns),
            from: .table(WarehouseTables.events, as: "e"),
            where: SelectedEvents.named(names.sorted()) && SelectedEvents.time <= .instant(now)
        )
    }
}
