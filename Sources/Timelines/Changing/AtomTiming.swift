import Domain
import Foundation
import Segments

/// From what the next instant is found at which a statement's answer can change by the clock alone.
enum AtomTiming: Sendable {
    case never
    /// The same for everybody.
    case common(Int64)
    /// A trait that is compared with a window.
    case trait(StoredColumn, WindowTiming)
    case events(EventTiming)
    case sequence(SequenceTiming)
    /// The reference names it, customer by customer; of events only those that the statement speaks of.
    case reference(SegmentDefinition, events: [String: Set<String>])
}

/// How a statement about a scope's events changes as they leave its window.
struct EventTiming: Sendable {
    enum Question: Sendable {
        /// Each event that leaves may change it.
        case each
        case count(KeyTest)
        case days(KeyTest)
        /// The sum of a property that is kept as keys.
        case sum(String, KeyTest)
    }

    /// The shortest first.
    var windows: [WindowTiming]
    var question: Question
    /// When it may change although no event leaves, where there is any.
    var midnight: Int64?
}

/// How a sequence changes: the events of its window leave, and deadlines of what must not follow pass.
struct SequenceTiming: Sendable {
    var lanes: [Lane]
    /// Those of the last event wanted.
    var lastLanes: [Lane]
    var window: WindowTiming
    var deadlines: [TimeSpan]
    var zone: ZoneTable
}

/// Makes timings of a program's statements.
struct TimingCompiler {
    private let program: Program
    private var clocks: [String: ClockTiming] = [:]

    init(_ program: Program) {
        self.program = program
    }

    mutating func timings() -> [AtomTiming] {
        zip(program.atoms, program.sources).map { atom, source in timing(atom, source.clause, source.context) }
    }

    private mutating func clock(_ context: EvaluationContext) -> ClockTiming {
        if let known = clocks[context.zone.identifier] { return known }
        let clock = ClockTiming(context, ZoneTable(context.zone))
        clocks[context.zone.identifier] = clock
        return clock
    }

    private mutating func timing(_ atom: Atom, _ clause: Clause, _ context: EvaluationContext) -> AtomTiming {
        switch clause {
        case .sample, .segment: return .never
        case .trait(_, let comparison): return trait(atom, comparison, context)
        case .history: return reference(clause, context)
        case .occurrence, .measure, .regularity, .change, .sequence: break
        }
        // Where there is no such event at all, there is nothing that could come in or go out.
        if case .constant = atom, lanes(of: clause).isEmpty { return .never }
        if clause.eventConditions.contains(where: { $0.atoms.contains { $0.comparison.readsTheClock } }) {
            return reference(clause, context)
        }
        let clock = clock(context)
        switch (clause, atom) {
        case (.occurrence(let occurrence), .count(_, .window(_, let test))):
            return events([WindowTiming(occurrence.events.window, clock)], .count(test))
        case (.occurrence(let occurrence), .walk(_, let walk)):
            guard case .days(_, let test) = walk.question else { return reference(clause, context) }
            return events([WindowTiming(occurrence.events.window, clock)], .days(test))
        case (.measure(let expression, let comparison), _):
            return measure(expression, comparison, atom, clock) ?? reference(clause, context)
        case (.regularity(let regularity), .count): return events(windows(of: regularity, clock), .each)
        case (.change(let change), .count): return events(windows(of: change, clock), .each)
        case (.sequence(let sequence), .sequence): return self.sequence(sequence, clock)
        default: return reference(clause, context)
        }
    }

    private func events(_ windows: [WindowTiming], _ question: EventTiming.Question) -> AtomTiming {
        .events(EventTiming(windows: windows, question: question))
    }

    private mutating func trait(_ atom: Atom, _ comparison: Comparison, _ context: EvaluationContext) -> AtomTiming {
        guard case .trait(let column, _) = atom else { return .never }
        switch comparison.test {
        case .within(let window): return .trait(column, WindowTiming(window, clock(context)))
        case .anniversary:
            let clock = clock(context)
            return .common(min(clock.midnight, clock.zoneChange))
        default: return .never
        }
    }

    private func measure(
        _ expression: TraitExpression,
        _ comparison: Comparison,
        _ atom: Atom,
        _ clock: ClockTiming
    ) -> AtomTiming? {
        guard !comparison.readsTheClock else { return nil }
        let windows = [WindowTiming(expression.events.window, clock)]
        switch atom {
        case .count(_, .window(_, let test)): return events(windows, .count(test))
        case .sum(let scope, let property, _, let test):
            return events(windows, .sum(program.scopes[scope].sums[property], test))
        case .walk(_, let walk):
            guard case .daysSince = walk.question else { return events(windows, .each) }
            let midnight = min(clock.midnight, clock.zoneChange)
            return .events(EventTiming(windows: windows, question: .each, midnight: midnight))
        default: return nil
        }
    }

    private func windows(of regularity: Regularity, _ clock: ClockTiming) -> [WindowTiming] {
        let ranges = regularity.ranges(asOf: clock.context.now, in: clock.context.zone)
        guard !regularity.whole else {
            let start = ranges.last?.start ?? clock.context.now
            return [WindowTiming(calendar: regularity.unit, from: start, clock)]
        }
        return (1...max(1, regularity.of)).map { WindowTiming($0, regularity.unit, clock) }
    }

    private func windows(of change: ActivityChange, _ clock: ClockTiming) -> [WindowTiming] {
        let window = change.events.window
        switch window {
        case .allTime, .absolute: return [WindowTiming(window, clock)]
        case .rolling(let count, let unit):
            return [WindowTiming(count, unit, clock), WindowTiming(2 * count, unit, clock)]
        case .current(let unit), .previous(let unit), .previousWhole(_, let unit):
            let (now, zone) = (clock.context.now, clock.context.zone)
            let start = window.preceding(asOf: now, in: zone)?.start ?? now
            return [WindowTiming(calendar: unit, from: start, clock)]
        }
    }

    private func sequence(_ sequence: EventSequence, _ clock: ClockTiming) -> AtomTiming {
        func lanes(_ steps: some Sequence<SequenceStep>) -> [Lane] {
            Set(steps.flatMap(\.names)).sorted().compactMap { program.timelines.lanes[$0] }
        }
        let last = sequence.steps.lastIndex { !$0.negated } ?? 0
        return .sequence(
            SequenceTiming(
                lanes: lanes(sequence.steps),
                lastLanes: lanes(sequence.steps[last...last]),
                window: WindowTiming(sequence.window, clock),
                deadlines: sequence.steps[(last + 1)...].compactMap(\.within),
                zone: clock.zone
            )
        )
    }

    private func reference(_ clause: Clause, _ context: EvaluationContext) -> AtomTiming {
        let names = lanes(of: clause)
        var events: [String: Set<String>] = [:]
        for name in names { events[name] = Set(program.timelines.schema.events[name, default: [:]].keys) }
        let definition = SegmentDefinition(name: "", timeZone: context.zone.identifier, condition: .atom(clause))
        return .reference(definition, events: events)
    }

    /// The kinds of events that a statement speaks of and that there are.
    private func lanes(of clause: Clause) -> [String] {
        let names: [String] =
            switch clause {
            case .occurrence(let occurrence): occurrence.events.names
            case .measure(let expression, _): expression.events.names
            case .regularity(let regularity): regularity.events.names
            case .change(let change): change.events.names
            case .sequence(let sequence): sequence.steps.flatMap(\.names)
            case .trait, .segment, .history, .sample: []
            }
        return names.filter { program.timelines.lanes[$0] != nil }
    }
}

extension Comparison {
    /// Whether what it says of a value depends on when it is asked.
    var readsTheClock: Bool {
        switch test {
        case .within, .anniversary: true
        case .relation, .between, .oneOf, .noneOf, .text, .missing, .present, .before, .after, .on, .list, .matches:
            false
        }
    }
}
