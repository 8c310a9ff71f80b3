import Domain
import Segments

/// A sequence made ready.
///
/// The reference tries one choice of events after another. Here one walk through the events suffices, because of the events
/// that a step may have matched only the latest deadline for the next step matters: a forbidden event takes back what came
/// before it, and what is left all lies before the event at hand.
struct SequenceWalk: Sendable {
    struct Stage: Sendable {
        /// Bits of the steps that may not lie between the stage before and this one.
        var forbidden: UInt32 = 0
        /// The bit of the step itself.
        var wanted: UInt32
        var within: TimeSpan?
    }

    struct Trailing: Sendable {
        var forbidden: UInt32
        var within: TimeSpan?
    }

    struct Filter: Sendable {
        var lane: Int
        var step: UInt32
        var filter: EventFilter
    }

    /// Every kind of event that a step names.
    private(set) var lanes: [Lane] = []
    /// For each lane, the bits of the steps that any of its events matches.
    private var plainSteps: [UInt32] = []
    /// For each lane, the bits of the steps that some of its events may match.
    private var possibleSteps: [UInt32] = []
    /// The bits of the steps that must be matched.
    private var wantedSteps: UInt32 = 0
    /// Steps with conditions of their own.
    private(set) var filters: [Filter] = []
    private var stages: [Stage] = []
    private var trailing: [Trailing] = []
    private let window: InstantRange
    private let now: Int64
    private let zone: ZoneTable

    init(_ sequence: EventSequence, _ timelines: Timelines, zone: ZoneTable, in context: EvaluationContext) {
        window = sequence.window.range(asOf: context.now, in: context.zone)
        now = context.now.microseconds
        self.zone = zone
        var forbidden: [SequenceStep] = []
        var forbiddenBits: UInt32 = 0
        for (index, step) in sequence.steps.enumerated() {
            let bit = UInt32(1) << UInt32(index)
            add(step, bit, timelines, context)
            if step.negated {
                forbidden.append(step)
                forbiddenBits |= bit
            } else {
                stages.append(Stage(forbidden: forbiddenBits, wanted: bit, within: step.within))
                wantedSteps |= bit
                (forbidden, forbiddenBits) = ([], 0)
            }
        }
        let first = sequence.steps.count - forbidden.count
        trailing = forbidden.enumerated().map { offset, step in
            Trailing(forbidden: 1 << UInt32(first + offset), within: step.within)
        }
    }

    private mutating func add(_ step: SequenceStep, _ bit: UInt32, _ timelines: Timelines, _ context: EvaluationContext)
    {
        for name in Set(step.names).sorted() {
            guard let lane = timelines.lanes[name] else { continue }
            let place = lanes.firstIndex { $0.name == name } ?? lanes.count
            if place == lanes.count {
                lanes.append(lane)
                plainSteps.append(0)
                possibleSteps.append(0)
            }
            possibleSteps[place] |= bit
            if let condition = step.condition {
                filters.append(Filter(lane: place, step: bit, filter: EventFilter(condition, on: lane, in: context)))
            } else {
                plainSteps[place] |= bit
            }
        }
    }

    /// Where the bits of one filter lie.
    struct FilterBits {
        var bits: UnsafePointer<UInt64>
        var firstRow: Int
    }

    /// - Parameter bits: for each of `filters`, a bit for each row.
    func holds(for customer: Int, _ bits: [FilterBits], _ scratch: SequenceScratch) -> Bool {
        guard mayHold(for: customer) else { return false }
        gather(customer, bits, scratch)
        let finals = run(scratch)
        guard !trailing.isEmpty else { return finals }
        return scratch.finals.contains { final in trailing.allSatisfy { holds($0, after: final, scratch) } }
    }

    /// Whether every stage has a kind with an event no earlier than the window begins: most customers of most sequences
    /// have not, and this touches one event of each kind.
    private func mayHold(for customer: Int) -> Bool {
        let start = window.start.microseconds
        var found: UInt32 = 0
        for place in lanes.indices {
            let end = Int(lanes[place].starts[customer + 1])
            if Int(lanes[place].starts[customer]) < end, lanes[place].times[end - 1] >= start {
                found |= possibleSteps[place]
            }
        }
        return found & wantedSteps == wantedSteps
    }

    /// The events that some step is about, in order. What lies before the window begins decides nothing: no stage is matched
    /// there, and what is forbidden is so only after a stage was.
    private func gather(_ customer: Int, _ bits: [FilterBits], _ scratch: SequenceScratch) {
        scratch.events.removeAll(keepingCapacity: true)
        let start = window.start.microseconds
        for place in lanes.indices {
            let (times, ordinals) = (lanes[place].times, lanes[place].ordinals)
            let (first, end) = (Int(lanes[place].starts[customer]), Int(lanes[place].starts[customer + 1]))
            var row = end
            while row > first, times[row - 1] >= start { row -= 1 }
            while row < end, times[row] <= now {
                var steps = plainSteps[place]
                for index in filters.indices where filters[index].lane == place {
                    if bits[index].bits.bit(row - bits[index].firstRow) { steps |= filters[index].step }
                }
                if steps != 0 {
                    scratch.add(SequenceScratch.Step(ordinal: ordinals[row], steps: steps, time: times[row]))
                }
                row += 1
            }
        }
    }

    /// Whether all stages can be matched; with trailing steps, also the events that can match the last one.
    private func run(_ scratch: SequenceScratch) -> Bool {
        scratch.begin(stages.count)
        for index in scratch.events.indices {
            let event = scratch.events[index]
            let isInWindow = window.contains(Instant(microseconds: event.time))
            // From the last stage back, so that no event is matched twice.
            for place in stages.indices.reversed() {
                let stage = stages[place]
                let isMatch =
                    isInWindow && event.steps & stage.wanted != 0
                    && (place == 0 || event.time <= scratch.deadlines[place])
                if event.steps & stage.forbidden != 0 { scratch.deadlines[place] = .min }
                guard isMatch else { continue }
                if place + 1 < stages.count {
                    let next = stages[place + 1].within.map { zone.moved(event.time, by: $0.count, $0.unit) } ?? .max
                    scratch.deadlines[place + 1] = max(scratch.deadlines[place + 1], next)
                } else if trailing.isEmpty {
                    return true
                } else {
                    scratch.finals.append(index)
                }
            }
        }
        return false
    }

    private func holds(_ trailing: Trailing, after final: Int, _ scratch: SequenceScratch) -> Bool {
        let later = scratch.events[(final + 1)...]
        guard let within = trailing.within else { return !later.contains { $0.steps & trailing.forbidden != 0 } }
        let deadline = zone.moved(scratch.events[final].time, by: within.count, within.unit)
        return now >= deadline && !later.contains { $0.time <= deadline && $0.steps & trailing.forbidden != 0 }
    }
}

/// What a walk through one customer's events puts down.
final class SequenceScratch {
    struct Step {
        var ordinal: UInt32
        var steps: UInt32
        var time: Int64
    }

    // Unchecked: a scratch belongs to one thread, and its parts are touched one after the other.
    @exclusivity(unchecked) var events: [Step] = []
    /// For each stage, until when an event may match it.
    @exclusivity(unchecked) var deadlines: [Int64] = []
    /// Places of the events that may match the last stage.
    @exclusivity(unchecked) var finals: [Int] = []

    /// Puts an event at its place. Each kind comes in order, so an event seldom moves far.
    func add(_ event: Step) {
        events.append(event)
        var place = events.count - 1
        while place > 0, events[place - 1].ordinal > event.ordinal {
            events[place] = events[place - 1]
            place -= 1
        }
        events[place] = event
    }

    func begin(_ stages: Int) {
        finals.removeAll(keepingCapacity: true)
        deadlines.removeAll(keepingCapacity: true)
        deadlines.append(contentsOf: repeatElement(.min, count: stages))
    }
}
