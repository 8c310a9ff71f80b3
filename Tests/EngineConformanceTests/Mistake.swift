import Domain
import EngineConformance
import Foundation
import Segments

/// Ways in which an evaluator may be wrong, each as what it takes a definition for.
enum Mistake: String, CaseIterable, Sendable {
    case beginsWindowsOneMicrosecondEarly, takesMissingForUnequal, forgetsTheZone, ignoresTrailingSteps
    case doesNotGoBack, forgetsWhatWasKnown, demandsAtMostOnlyOfTheActive, comparesCase, countsEventsForDays

    func made(in definition: SegmentDefinition, of world: World) -> SegmentDefinition {
        var changed = definition
        if self == .forgetsTheZone { changed.timeZone = nil }
        let zone = definition.timeZone.flatMap { TimeZone(identifier: $0) } ?? world.zone
        changed.condition = map(definition.condition) { clause in
            made(in: clause, now: world.now, zone: zone)
        }
        return changed
    }

    private func map(_ condition: Condition, _ change: (Clause) -> Condition) -> Condition {
        switch condition {
        case .all(let members): .all(members.map { map($0, change) })
        case .any(let members): .any(members.map { map($0, change) })
        case .not(let member): .not(map(member, change))
        case .atom(let clause): change(clause)
        }
    }

    private func made(in clause: Clause, now: Instant, zone: TimeZone) -> Condition {
        switch (self, clause) {
        case (.beginsWindowsOneMicrosecondEarly, .occurrence(var occurrence)):
            occurrence.events.window = longer(occurrence.events.window, now, zone)
            return .atom(.occurrence(occurrence))
        case (.beginsWindowsOneMicrosecondEarly, .measure(var expression, let comparison)):
            expression.events.window = longer(expression.events.window, now, zone)
            return .atom(.measure(expression, comparison))
        case (.beginsWindowsOneMicrosecondEarly, .sequence(var sequence)):
            sequence.window = longer(sequence.window, now, zone)
            return .atom(.sequence(sequence))
        case (.takesMissingForUnequal, .trait(let name, let comparison)):
            guard case .relation(.notEqual, _) = comparison.test else { break }
            return .any([.atom(clause), .atom(.trait(name: name, Comparison(.missing)))])
        case (.ignoresTrailingSteps, .sequence(var sequence)):
            while sequence.steps.last?.negated == true { sequence.steps.removeLast() }
            return .atom(.sequence(sequence))
        case (.doesNotGoBack, .sequence(var sequence)):
            // Without `within` the earliest events always do.
            for index in sequence.steps.indices where !sequence.steps[index].negated {
                sequence.steps[index].within = nil
            }
            return .atom(.sequence(sequence))
        case (.forgetsWhatWasKnown, .history(var history)):
            history.asKnownAt = nil
            return .atom(.history(history))
        case (.demandsAtMostOnlyOfTheActive, .occurrence(let occurrence)):
            guard case .atMost = occurrence.frequency else { break }
            return .all([.atom(clause), .atom(.occurrence(Occurrence(occurrence.events)))])
        case (.comparesCase, .trait(let name, var comparison)):
            comparison.ignoringCase = false
            return .atom(.trait(name: name, comparison))
        case (.countsEventsForDays, .occurrence(var occurrence)):
            if case .onAtLeastDays(let days) = occurrence.frequency { occurrence.frequency = .atLeast(days) }
            return .atom(.occurrence(occurrence))
        default: break
        }
        return .atom(clause)
    }

    /// A rolling window with one microsecond more at its start.
    private func longer(_ window: Window, _ now: Instant, _ zone: TimeZone) -> Window {
        guard case .rolling = window else { return window }
        let start = window.range(asOf: now, in: zone).start
        return .absolute(from: .instant(Instant(microseconds: start.microseconds - 1)), to: .instant(now))
    }
}
