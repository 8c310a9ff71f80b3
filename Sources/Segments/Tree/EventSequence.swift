package import Domain

/// `did sequence ("Product Viewed" then "Cart Added" within 1 day then not "Order Completed" within 2 days) in this year`:
/// events one after another in the order of (time, arrival).
///
/// It is true of a customer if and only if some choice of one event for every positive step satisfies all steps.
package struct EventSequence: Sendable, Hashable {
    /// From 1 to `Limits.sequenceSteps`, the first of them positive; `SequenceFault` says what else is demanded.
    package var steps: [SequenceStep]
    /// Holds the events of the positive steps. Negated steps after the last of them look at all events up to now.
    package var window: Window

    package init(_ steps: [SequenceStep], in window: Window = .allTime) {
        self.steps = steps
        self.window = window
    }
}

/// One step of a sequence.
package struct SequenceStep: Sendable, Hashable {
    /// Whether no such event may lie here: between the events of the positive steps on either side, or, after the last
    /// of them, until `within` has passed, or until now.
    package var negated: Bool
    /// Events of any of these names; one or more.
    package var names: [String]
    /// Only events of which this is true (`where`).
    package var condition: EventCondition?
    /// The longest gap to the event of the positive step before, its end included.
    package var within: TimeSpan?

    package init(
        _ names: [String],
        negated: Bool = false,
        where condition: EventCondition? = nil,
        within: TimeSpan? = nil
    ) {
        self.negated = negated
        self.names = names
        self.condition = condition
        self.within = within
    }
}

/// A length of time: exact for minutes and hours, a step of the local calendar for days and longer.
package struct TimeSpan: Sendable, Hashable {
    /// From 1 to `Limits.largestWindow`.
    package var count: Int
    package var unit: TimeUnit

    package init(_ count: Int, _ unit: TimeUnit) {
        self.count = count
        self.unit = unit
    }
}
