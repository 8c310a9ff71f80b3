import Domain
import Segments
import Timelines

/// Who entered a segment and who left it between two refreshes, and when.
struct MembershipDifference {
    let definition: SegmentDefinition
    let evaluator: ReferenceEvaluator
    let timelines: Timelines
    /// What the last refresh found; `nil` where the segment was never evaluated.
    let before: Before?

    struct Before {
        var members: Set<String>
        var asOf: Instant
        /// Whether the rule is still the same.
        var isSameRule: Bool
    }

    private var now: Instant { evaluator.now }

    /// The changes that bring the record up to date.
    ///
    /// The record of a segment begins with its first refresh: who is in then is recorded as entered at that instant.
    ///
    /// - Complexity: O(members), and for each customer who changed the number of instants at which she can.
    func changes(_ members: Set<String>) throws -> [MembershipChange] {
        guard let before else { return members.sorted().map { change($0, entered: true, at: now) } }
        // Looking back at an earlier day is no news of the present.
        guard before.asOf <= now else { return [] }
        let entered = try members.subtracting(before.members).sorted().map { customer in
            change(customer, entered: true, at: try instant(of: customer, since: before))
        }
        let left = try before.members.subtracting(members).sorted().map { customer in
            change(customer, entered: false, at: try instant(of: customer, since: before))
        }
        return entered + left
    }

    private func change(_ customer: String, entered: Bool, at instant: Instant) -> MembershipChange {
        MembershipChange(segment: definition.name, customer: customer, at: instant, entered: entered, recordedAt: now)
    }

    /// When the membership became what it is.
    ///
    /// What follows from events has its true instant, also one before the last refresh where an event came late. A changed
    /// trait or a changed rule has none that is known: it counts from this refresh on.
    private func instant(of customer: String, since before: Before) throws -> Instant {
        guard before.isSameRule, let place = timelines.place(of: customer) else { return now }
        let since = try MembershipTimes(definition, of: timelines.customer(at: place), evaluator).since()
        guard let since else { return now }
        return since > before.asOf || !definition.readsTraits(evaluator.segments) ? since : now
    }
}

extension SegmentDefinition {
    /// Whether the rule, or one that it refers to, speaks of traits.
    fileprivate func readsTraits(_ segments: [String: SegmentDefinition]) -> Bool {
        condition.atoms.contains { clause in
            switch clause {
            case .trait: true
            case .segment(let name): segments[name]?.readsTraits(segments) ?? false
            case .occurrence, .measure, .regularity, .change, .sequence, .history, .sample: false
            }
        }
    }
}
