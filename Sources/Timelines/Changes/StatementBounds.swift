import Domain
import Foundation
import Segments

/// Whom a statement can be true of at some instant of a stretch, and whom it is true of all the time, as conditions to be
/// asked at its end. For whomever the two agree it does not change.
///
/// Bounds may be wide, never narrow: everybody outside of `possible` is out all the time, everybody in `certain` is in.
struct StatementBounds {
    enum Bound {
        case never
        case always
        case holds(Condition)
    }

    let possible: Bound
    let certain: Bound

    private init(_ possible: Bound, _ certain: Bound) {
        (self.possible, self.certain) = (possible, certain)
    }

    /// Bounds of what is as it is at the end for everybody whom nothing moves.
    private init(_ clause: Clause, movedBy causes: [Clause]) {
        guard !causes.isEmpty else {
            self.init(.holds(.atom(clause)), .holds(.atom(clause)))
            return
        }
        let moves: Condition = causes.count == 1 ? .atom(causes[0]) : .any(causes.map(Condition.atom))
        self.init(.holds(.any([moves, .atom(clause)])), .holds(.all([.not(moves), .atom(clause)])))
    }

    /// `nil` for questions about the record, which conditions cannot bound.
    init?(_ clause: Clause, _ stretch: Stretch, _ edges: WindowEdges, in zone: TimeZone) {
        let causes = Causes(stretch: stretch, edges: edges, zone: zone)
        switch clause {
        case .sample: self.init(clause, movedBy: [])
        case .history, .segment: return nil
        case .trait(let name, let comparison): self.init(clause, movedBy: causes.of(name, comparison))
        case .occurrence(let occurrence):
            self = Self.counted(occurrence, causes) ?? Self(clause, movedBy: causes.of(occurrence.events))
        case .measure(let expression, let comparison):
            self.init(clause, movedBy: causes.of(expression, comparison))
        case .regularity(let regularity): self.init(clause, movedBy: causes.of(regularity))
        case .change(let change): self.init(clause, movedBy: causes.of(change))
        case .sequence(let sequence): self.init(clause, movedBy: causes.of(sequence))
        }
    }

    /// Numbers of events lie between those of what is held all the time and of what is held at one instant at least.
    ///
    /// - Returns: `nil` where which events are meant depends on the clock besides.
    private static func counted(_ occurrence: Occurrence, _ causes: Causes) -> StatementBounds? {
        guard !(occurrence.events.condition?.readsClock ?? false) else { return nil }
        let reach = causes.reach(occurrence.events.window)
        let days: Bool
        let (low, high): (Int, Int?)
        switch occurrence.frequency {
        case .ever: (low, high, days) = (1, nil, false)
        case .never: (low, high, days) = (0, 0, false)
        case .atLeast(let count): (low, high, days) = (count, nil, false)
        case .atMost(let count): (low, high, days) = (0, count, false)
        case .exactly(let count): (low, high, days) = (count, count, false)
        case .between(let least, let most): (low, high, days) = (least, most, false)
        case .onAtLeastDays(let count): (low, high, days) = (count, nil, true)
        }
        guard high.map({ low <= $0 }) ?? true else { return StatementBounds(.never, .never) }
        func atLeast(_ window: Window?) -> Bound {
            guard low > 0 else { return .always }
            guard let window else { return .never }
            var events = occurrence.events
            events.window = window
            return .holds(.atom(.occurrence(Occurrence(events, days ? .onAtLeastDays(low) : .atLeast(low)))))
        }
        func atMost(_ window: Window?) -> Bound {
            guard let high, let window else { return .always }
            var events = occurrence.events
            events.window = window
            return .holds(.atom(.occurrence(Occurrence(events, .atMost(high)))))
        }
        return StatementBounds(
            atLeast(reach.some).and(atMost(reach.every)),
            atLeast(reach.every).and(atMost(reach.some))
        )
    }
}

extension StatementBounds.Bound {
    fileprivate func and(_ other: Self) -> Self {
        switch (self, other) {
        case (.never, _), (_, .never): .never
        case (.always, let bound), (let bound, .always): bound
        case (.holds(let one), .holds(let another)): .holds(.all([one, another]))
        }
    }
}

/// Statements one of which is true of everybody for whom another may change in a stretch.
private struct Causes {
    var stretch: Stretch
    var edges: WindowEdges
    var zone: TimeZone

    func reach(_ window: Window) -> WindowReach { WindowReach(window, stretch, edges, in: zone) }

    private func happened(_ names: [String], _ condition: EventCondition?, in windows: [Window]) -> [Clause] {
        windows.map { .occurrence(Occurrence(EventSelector(names, in: $0, where: condition))) }
    }

    /// Of which events a window holds.
    func of(_ events: EventSelector) -> [Clause] {
        let reach = reach(events.window)
        guard !(events.condition?.readsClock ?? false) else {
            return happened(events.names, nil, in: [reach.some].compactMap(\.self))
        }
        return happened(events.names, events.condition, in: reach.passing)
    }

    func of(_ trait: String, _ comparison: Comparison) -> [Clause] {
        switch comparison.test {
        case .within(let window):
            reach(window).passing.map { .trait(name: trait, Comparison(.within($0))) }
        case .anniversary: [.trait(name: trait, Comparison(.present))]
        case .relation, .between, .oneOf, .noneOf, .text, .missing, .present, .before, .after, .on, .list, .matches: []
        }
    }

    func of(_ expression: TraitExpression, _ comparison: Comparison) -> [Clause] {
        let countsDays =
            switch expression.measure {
            case .daysSinceFirst, .daysSinceLast: true
            default: false
            }
        guard countsDays || comparison.readsClock else { return of(expression.events) }
        let held = [reach(expression.events.window).some].compactMap(\.self)
        return of(expression.events) + happened(expression.events.names, nil, in: held)
    }

    func of(_ regularity: Regularity) -> [Clause] {
        let day: Int64 = 86_400_000_000
        let reach = WindowReach(stretch, edges, slack: 2 * day) { now in
            let ranges = regularity.ranges(asOf: now, in: zone)
            return InstantRange(
                start: ranges.map(\.start).min() ?? now,
                end: max(now.next, ranges.map(\.end).max() ?? now.next)
            )
        }
        let condition = regularity.events.condition
        let known = condition?.readsClock ?? false ? nil : condition
        return happened(regularity.events.names, known, in: [reach.some].compactMap(\.self))
    }

    /// A window that is empty with the one before it says no, whatever else there is.
    func of(_ change: ActivityChange) -> [Clause] {
        let window = change.events.window
        guard window.hasPreceding else { return [] }
        let reach = WindowReach(stretch, edges, slack: 2 * 86_400_000_000) { now in
            let preceding = window.preceding(asOf: now, in: zone)
            return InstantRange(start: preceding?.start ?? .distantPast, end: window.range(asOf: now, in: zone).end)
        }
        let condition = change.events.condition
        let known = condition?.readsClock ?? false ? nil : condition
        return happened(change.events.names, known, in: [reach.some].compactMap(\.self))
    }

    func of(_ sequence: EventSequence) -> [Clause] {
        var causes: [Clause] = []
        let held = WindowReach.window(.min, stretch.end.next.microseconds)
        let passing = reach(sequence.window).passing
        let fresh = WindowReach.window(stretch.start.next.microseconds, stretch.end.next.microseconds)
        for step in sequence.steps {
            guard !(step.condition?.readsClock ?? false) else {
                causes += happened(step.names, nil, in: [held].compactMap(\.self))
                continue
            }
            causes += happened(step.names, step.condition, in: passing + [fresh].compactMap(\.self))
            guard let within = step.within, step.negated else { continue }
            // The deadline is that of an event of any step.
            for other in sequence.steps {
                causes += happened(other.names, nil, in: [deadlines(within)].compactMap(\.self))
            }
        }
        return causes
    }

    /// The events of which a span ends in the stretch.
    private func deadlines(_ span: TimeSpan) -> Window? {
        let slack: Int64 =
            switch span.unit {
            case .minute, .hour: 0
            // No clock is put forward or back by more than a day.
            case .day, .week: 25 * 3_600_000_000
            case .month, .quarter, .year: 5 * 86_400_000_000
            }
        let start = stretch.start.stepped(by: -span.count, span.unit, in: zone).microseconds.moved(by: -slack)
        let end = stretch.end.stepped(by: -span.count, span.unit, in: zone).next.microseconds.moved(by: slack)
        return WindowReach.window(start, end)
    }
}

extension Comparison {
    /// Whether it can come out otherwise for one value as time goes on.
    var readsClock: Bool {
        switch test {
        case .within, .anniversary: true
        case .relation, .between, .oneOf, .noneOf, .text, .missing, .present, .before, .after, .on, .list, .matches:
            false
        }
    }
}

extension EventCondition {
    var readsClock: Bool { atoms.contains { $0.comparison.readsClock } }
}
