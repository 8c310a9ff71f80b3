import Domain
import Foundation

/// A regularity made ready.
struct RegularityTest: Sendable {
    private let regularity: Regularity
    private let selection: EventSelection
    private let ranges: [InstantRange]

    init(_ regularity: Regularity, in context: EvaluationContext) {
        self.regularity = regularity
        selection = EventSelection(regularity.events, in: context)
        ranges = regularity.ranges(asOf: context.now, in: context.zone)
    }

    func holds(for customer: Customer) -> Bool {
        let events = selection.events(of: customer)
        let filled = ranges.count { range in events.contains { range.contains($0.time) } }
        return filled >= regularity.atLeast
    }
}

/// `stopped` or `resumed`, made ready.
struct ChangeTest: Sendable {
    private let kind: ActivityChange.Kind
    /// The events meant at any time up to now.
    private let selection: EventSelection
    private let current: InstantRange
    private let preceding: InstantRange?

    init(_ change: ActivityChange, in context: EvaluationContext) {
        kind = change.kind
        var events = change.events
        events.window = .allTime
        selection = EventSelection(events, in: context)
        current = change.events.window.range(asOf: context.now, in: context.zone)
        preceding = change.events.window.preceding(asOf: context.now, in: context.zone)
    }

    /// False where there is no window before the current one; the parser refuses such a change.
    func holds(for customer: Customer) -> Bool {
        guard let preceding else { return false }
        let times = selection.events(of: customer).map(\.time)
        let isActive = times.contains(where: current.contains)
        let wasActive = times.contains(where: preceding.contains)
        return switch kind {
        case .stopped: wasActive && !isActive
        case .resumed: isActive && !wasActive && times.contains { $0 < preceding.start }
        }
    }
}
