import Domain
import Foundation

/// A sequence made ready: it looks for events that satisfy all steps, one choice after another.
struct SequenceSearch: Sendable {
    /// A positive step, and the negated ones right before it.
    private struct Stage: Sendable {
        var forbidden: [EventSelection]
        var wanted: EventSelection
        var within: TimeSpan?
    }

    private let stages: [Stage]
    /// Negated steps after the last positive one.
    private let trailing: [(forbidden: EventSelection, within: TimeSpan?)]
    private let context: EvaluationContext

    init(_ sequence: EventSequence, in context: EvaluationContext) {
        self.context = context
        var stages: [Stage] = []
        var negated: [SequenceStep] = []
        func selection(_ step: SequenceStep, in window: Window) -> EventSelection {
            EventSelection(EventSelector(step.names, in: window, where: step.condition), in: context)
        }
        for step in sequence.steps {
            guard !step.negated else {
                negated.append(step)
                continue
            }
            stages.append(
                Stage(
                    forbidden: negated.map { selection($0, in: .allTime) },
                    wanted: selection(step, in: sequence.window),
                    within: step.within
                )
            )
            negated = []
        }
        self.stages = stages
        trailing = negated.map { (selection($0, in: .allTime), $0.within) }
    }

    func holds(for customer: Customer) -> Bool {
        match(in: customer) != nil
    }

    /// The places in `customer.events` of the events matched, one for each positive step: of all that satisfy the sequence the
    /// ones whose first event is earliest, of these the ones whose second is, and so on; `nil` where there are none.
    func match(in customer: Customer) -> [Int]? {
        var attempt = Attempt(search: self, events: customer.events)
        return attempt.completion(from: 0, after: nil)
    }

    /// The search through one customer's events.
    private struct Attempt {
        let search: SequenceSearch
        let events: [Event]
        /// The stages that cannot be completed after an event, so that none is tried twice.
        private var failed: Set<Place> = []

        private struct Place: Hashable {
            var stage: Int
            var event: Int
        }

        init(search: SequenceSearch, events: [Event]) {
            self.search = search
            self.events = events
        }

        /// Events for the stages from `stage` on, where the one before was matched by the event `before`.
        mutating func completion(from stage: Int, after before: Int?) -> [Int]? {
            guard stage < search.stages.count else {
                guard let before else { return [] }
                return search.trailing.allSatisfy { holds($0.forbidden, $0.within, after: before) } ? [] : nil
            }
            if let before, failed.contains(Place(stage: stage, event: before)) { return nil }
            let next = search.stages[stage]
            let deadline = before.flatMap { before in
                next.within?.deadline(after: events[before].time, in: search.context.zone)
            }
            for place in events.indices where before.map({ place > $0 }) ?? true {
                if let deadline, events[place].time > deadline { continue }
                if next.wanted.holds(events[place]), let rest = completion(from: stage + 1, after: place) {
                    return [place] + rest
                }
                // An event may be wanted and forbidden at once: it is not between itself and the event before.
                if before != nil, next.forbidden.contains(where: { $0.holds(events[place]) }) { break }
            }
            if let before { failed.insert(Place(stage: stage, event: before)) }
            return nil
        }

        /// Whether a trailing `not X` holds after the last event matched.
        private func holds(_ forbidden: EventSelection, _ within: TimeSpan?, after last: Int) -> Bool {
            let later = events[(last + 1)...]
            guard let within else { return !later.contains(where: forbidden.holds) }
            let deadline = within.deadline(after: events[last].time, in: search.context.zone)
            return search.context.now >= deadline
                && !later.contains { $0.time <= deadline && forbidden.holds($0) }
        }
    }
}
