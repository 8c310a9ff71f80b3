/// What a segment demands of a customer.
package typealias Condition = Formula<Clause>

/// One statement about a customer.
package enum Clause: Sendable, Hashable {
    /// `country = "France"`
    case trait(name: String, Comparison)
    /// `did "Order Completed" at least 3 times in last 90 days`
    case occurrence(Occurrence)
    /// `sum of revenue of "Order Completed" in this year > 5000`, `first "Order Completed" in this month`
    case measure(TraitExpression, Comparison)
    /// `did "Order Completed" in at least 3 of last 5 weeks`
    case regularity(Regularity)
    /// `stopped "Order Completed" in last 30 days`
    case change(ActivityChange)
    /// `did sequence ("Product Viewed" then "Cart Added" within 1 day)`
    case sequence(EventSequence)
    /// `in segment "Staff"`: membership at the same instant.
    case segment(String)
    /// `was in segment "VIP" at 2026-01-01`
    case history(HistoryClause)
    /// `random 10% seed "welcome-test"`
    case sample(RandomSample)
}

extension Clause {
    /// The segment whose membership or record the statement reads.
    package var segmentName: String? {
        switch self {
        case .segment(let name): name
        case .history(let clause): clause.segment
        case .trait, .occurrence, .measure, .regularity, .change, .sequence, .sample: nil
        }
    }

    /// The conditions on events (`where`) in it.
    package var eventConditions: [EventCondition] {
        switch self {
        case .trait, .segment, .history, .sample: []
        case .occurrence(let occurrence): [occurrence.events.condition].compactMap(\.self)
        case .measure(let expression, _): [expression.events.condition].compactMap(\.self)
        case .regularity(let regularity): [regularity.events.condition].compactMap(\.self)
        case .change(let change): [change.events.condition].compactMap(\.self)
        case .sequence(let sequence): sequence.steps.compactMap(\.condition)
        }
    }
}

extension Condition {
    /// Whether it has more levels than any text or JSON can say, which only a program can make. What walks a tree from level
    /// to level asks first.
    package var isTooDeep: Bool {
        depth > Limits.depth || atoms.contains { $0.eventConditions.contains { $0.depth > Limits.depth } }
    }
}
