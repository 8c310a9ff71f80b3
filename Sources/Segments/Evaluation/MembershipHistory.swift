package import Domain
import Foundation

/// An entry into a segment or an exit from it, as it was recorded.
///
/// Nothing is deleted: a late event withdraws the changes that turn out wrong and records the right ones.
package struct MembershipChange: Sendable, Hashable {
    package var segment: String
    package var customer: String
    /// The instant at which the membership changed.
    package var at: Instant
    /// Whether the customer entered; else the customer left.
    package var entered: Bool
    /// When the change became known.
    package var recordedAt: Instant
    /// When it turned out never to have happened.
    package var withdrawnAt: Instant?

    package init(
        segment: String,
        customer: String,
        at: Instant,
        entered: Bool,
        recordedAt: Instant,
        withdrawnAt: Instant? = nil
    ) {
        self.segment = segment
        self.customer = customer
        self.at = at
        self.entered = entered
        self.recordedAt = recordedAt
        self.withdrawnAt = withdrawnAt
    }

    /// Whether it was on record, and not withdrawn yet, at an instant.
    package func isKnown(at instant: Instant) -> Bool {
        recordedAt <= instant && withdrawnAt.map { $0 > instant } ?? true
    }
}

/// The recorded changes of all customers in all segments.
package struct MembershipHistory: Sendable {
    /// By segment and customer, each in the order of (at, recordedAt, exits before entries).
    private var changes: [String: [String: [MembershipChange]]] = [:]

    package init(_ changes: some Sequence<MembershipChange> = []) {
        let ordered = changes.sorted { left, right in
            (left.at, left.recordedAt, left.entered ? 1 : 0) < (right.at, right.recordedAt, right.entered ? 1 : 0)
        }
        for change in ordered {
            self.changes[change.segment, default: [:]][change.customer, default: []].append(change)
        }
    }

    /// The changes of one customer in one segment, in order.
    package func changes(of customer: String, in segment: String) -> [MembershipChange] {
        changes[segment]?[customer] ?? []
    }

    /// The customers of whom anything is recorded in the segment, in no order.
    package func customers(of segment: String) -> [String] {
        changes[segment].map { Array($0.keys) } ?? []
    }

    /// Whether anything is recorded of the segment.
    package func knows(_ segment: String) -> Bool {
        changes[segment] != nil
    }
}

extension HistoryClause {
    /// The recorded changes that decide, in order: those of `customer` that are known at `asKnownAt`, and of them for
    /// `was in` those up to the instant asked for, for `entered` and `left` those of that kind in the window.
    package func decidingChanges(
        of customer: String,
        in history: MembershipHistory,
        _ context: EvaluationContext
    ) -> [MembershipChange] {
        let known = asKnownAt.map { min($0.lastInstant(in: context.zone), context.now) } ?? context.now
        let changes = history.changes(of: customer, in: segment).filter { $0.isKnown(at: known) }
        switch question {
        case .member(let bound):
            let instant = min(bound.lastInstant(in: context.zone), context.now)
            return changes.filter { $0.at <= instant }
        case .entered(let window):
            let range = window.range(asOf: context.now, in: context.zone)
            return changes.filter { $0.entered && range.contains($0.at) }
        case .left(let window):
            let range = window.range(asOf: context.now, in: context.zone)
            return changes.filter { !$0.entered && range.contains($0.at) }
        }
    }

    /// - Parameter customer: the identifier.
    package func holds(for customer: String, in history: MembershipHistory, _ context: EvaluationContext) -> Bool {
        let changes = decidingChanges(of: customer, in: history, context)
        return switch question {
        case .member: changes.last?.entered ?? false
        case .entered, .left: !changes.isEmpty
        }
    }
}
