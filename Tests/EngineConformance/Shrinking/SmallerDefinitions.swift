import Domain
import Foundation
import Segments

/// Definitions that say less.
struct SmallerDefinitions {
    private let definition: SegmentDefinition
    private let world: World

    init(of definition: SegmentDefinition, in world: World) {
        self.definition = definition
        self.world = world
    }

    /// The smaller ones first; none that the checker refuses.
    var all: [SegmentDefinition] {
        var candidates = Self.smaller(definition.condition, atom: { self.smaller($0) }).map { condition in
            var next = definition
            next.condition = condition
            return next
        }
        if definition.timeZone != nil {
            var next = definition
            next.timeZone = nil
            candidates.append(next)
        }
        let checker = world.checker
        return candidates.filter { checker.problems(in: $0).isEmpty }
    }

    /// A part in place of the whole, a group without one of its members, or the whole with one smaller statement.
    static func smaller<Atom>(_ formula: Formula<Atom>, atom: (Atom) -> [Formula<Atom>]) -> [Formula<Atom>] {
        switch formula {
        case .atom(let value): atom(value)
        case .not(let member): [member] + smaller(member, atom: atom).map { .not($0) }
        case .all(let members): members + smallerGroups(members, atom: atom).map { .all($0) }
        case .any(let members): members + smallerGroups(members, atom: atom).map { .any($0) }
        }
    }

    private static func smallerGroups<Atom>(
        _ members: [Formula<Atom>],
        atom: (Atom) -> [Formula<Atom>]
    ) -> [[Formula<Atom>]] {
        members.indices.flatMap { index in
            var fewer = members
            fewer.remove(at: index)
            let changed = smaller(members[index], atom: atom).map { member in
                var next = members
                next[index] = member
                return next
            }
            return (members.count > 2 ? [fewer] : []) + changed
        }
    }

    // MARK: Statements

    private func smaller(_ clause: Clause) -> [Condition] {
        switch clause {
        case .trait(let name, let comparison): smaller(comparison).map { .atom(.trait(name: name, $0)) }
        case .occurrence(let occurrence):
            smaller(occurrence.events).map { .atom(.occurrence(Occurrence($0, occurrence.frequency))) }
                + (occurrence.frequency == .ever ? [] : [.atom(.occurrence(Occurrence(occurrence.events)))])
        case .measure(let expression, let comparison):
            smaller(expression.events).map { .atom(.measure(TraitExpression(expression.measure, of: $0), comparison)) }
                + smaller(comparison).map { .atom(.measure(expression, $0)) }
        case .regularity(let regularity): smaller(regularity).map { .atom(.regularity($0)) }
        case .change(let change):
            smaller(change.events).filter(\.window.hasPreceding).map { .atom(.change(ActivityChange(change.kind, $0))) }
        case .sequence(let sequence): smaller(sequence).map { .atom(.sequence($0)) }
        case .segment(let name): world.segmentsByName[name].map { [$0.condition] } ?? []
        case .history(let history): smaller(history).map { .atom(.history($0)) }
        case .sample: []
        }
    }

    private func smaller(_ comparison: Comparison) -> [Comparison] {
        var smaller: [Comparison.Test] = []
        switch comparison.test {
        case .oneOf(let literals) where literals.count > 1: smaller = literals.map { .oneOf([$0]) }
        case .noneOf(let literals) where literals.count > 1: smaller = literals.map { .noneOf([$0]) }
        case .list(let relation, let items) where items.count > 1: smaller = items.map { .list(relation, [$0]) }
        case .between(let low, let high):
            smaller = [.relation(.greaterOrEqual, low), .relation(.lessOrEqual, high)]
        default: break
        }
        return smaller.map { Comparison($0, ignoringCase: comparison.ignoringCase) }
            + (comparison.ignoringCase ? [Comparison(comparison.test)] : [])
    }

    private func smaller(_ history: HistoryClause) -> [HistoryClause] {
        guard history.asKnownAt != nil else { return [] }
        return [HistoryClause(segment: history.segment, history.question)]
    }

    private func smaller(_ regularity: Regularity) -> [Regularity] {
        var candidates: [Regularity] = []
        func add(_ change: (inout Regularity) -> Void) {
            var next = regularity
            change(&next)
            candidates.append(next)
        }
        if regularity.of > regularity.atLeast { add { $0.of -= 1 } }
        if regularity.atLeast > 1 { add { $0.atLeast -= 1 } }
        for events in smaller(regularity.events) { add { $0.events = events } }
        return candidates
    }
}

/// Events.
extension SmallerDefinitions {
    private func smaller(_ events: EventSelector) -> [EventSelector] {
        var candidates: [EventSelector] = []
        func add(_ change: (inout EventSelector) -> Void) {
            var next = events
            change(&next)
            candidates.append(next)
        }
        if events.window != .allTime { add { $0.window = .allTime } }
        for names in fewer(events.names) { add { $0.names = names } }
        for condition in smaller(events.condition) { add { $0.condition = condition } }
        return candidates
    }

    private func fewer(_ names: [String]) -> [[String]] {
        names.count > 1 ? names.map { [$0] } : []
    }

    /// Nothing demanded, or less.
    private func smaller(_ condition: EventCondition?) -> [EventCondition?] {
        guard let condition else { return [] }
        let parts = Self.smaller(condition) { clause in
            smaller(clause.comparison).map { .atom(PropertyClause(clause.property, $0)) }
        }
        return [nil] + parts.map(Optional.some)
    }

    private func smaller(_ sequence: EventSequence) -> [EventSequence] {
        var candidates: [EventSequence] = []
        func add(_ change: (inout EventSequence) -> Void) {
            var next = sequence
            change(&next)
            if next.fault == nil, !next.steps.isEmpty { candidates.append(next) }
        }
        if sequence.window != .allTime { add { $0.window = .allTime } }
        for index in sequence.steps.indices {
            let step = sequence.steps[index]
            add { $0.steps.remove(at: index) }
            if step.within != nil { add { $0.steps[index].within = nil } }
            for names in fewer(step.names) { add { $0.steps[index].names = names } }
            for condition in smaller(step.condition) { add { $0.steps[index].condition = condition } }
        }
        return candidates
    }
}
