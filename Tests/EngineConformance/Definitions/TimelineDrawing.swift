import Domain
import Segments
import TestSupport

/// Statements on how events follow one another.
extension DefinitionGenerator {
    private static let calendarUnits = TimeUnit.allCases.filter { $0 != .minute && $0 != .hour }

    mutating func regularity() -> Regularity {
        let names = eventNames()
        let units = 1 + random.below(8)
        return Regularity(
            EventSelector(names, where: random.once(in: 2) ? nil : eventCondition(on: names)),
            atLeast: 1 + random.below(min(2, units)),
            of: units,
            unit: random.pick(Self.calendarUnits),
            whole: random.once(in: 2)
        )
    }

    mutating func change() -> ActivityChange {
        var events = events()
        while !events.window.hasPreceding { events.window = window() }
        return ActivityChange(random.pick(ActivityChange.Kind.allCases), events)
    }

    mutating func sequence() -> EventSequence {
        var sequence = EventSequence([], in: random.once(in: 3) ? window() : .allTime)
        for place in 0...random.below(5) { sequence.steps.append(step(place)) }
        // A `not` between two steps takes no `within`.
        while let fault = sequence.fault { sequence.steps[fault.step].within = nil }
        return sequence
    }

    private mutating func step(_ place: Int) -> SequenceStep {
        let names = eventNames()
        return SequenceStep(
            names,
            negated: place > 0 && random.once(in: 3),
            where: random.once(in: 3) ? eventCondition(on: names) : nil,
            within: place > 0 && random.once(in: 2) ? values.span() : nil
        )
    }

    mutating func anniversaryWindow() -> AnniversaryWindow {
        let unit = random.pick(Self.calendarUnits)
        return random.once(in: 2) ? .current(unit) : .next(count: random.pick([1, 7, 45, 400, 5_000]), unit: unit)
    }
}
