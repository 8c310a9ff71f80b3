import Domain
import EngineConformance
import Segments

/// Makes a mismatch smaller as long as it stays one.
struct ExpressionShrinking {
    let comparison: DifferentialComparison

    func smallest(_ mismatch: Mismatch) async throws -> Mismatch {
        var current = mismatch
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for candidate in Self.candidates(current) {
                let world = World(customers: [candidate.customer], now: candidate.now, zone: candidate.zone)
                let outcome = try await comparison.compare(world, [candidate.expression])
                guard let found = outcome.mismatches.first else { continue }
                current = found
                isSmaller = true
                break
            }
        }
        return current
    }

    /// Mismatches with one thing less, or nothing where that leaves no expression.
    private static func candidates(_ mismatch: Mismatch) -> [Mismatch] {
        let customer = mismatch.customer
        var smaller: [Mismatch] = []
        for index in customer.events.indices {
            var events = customer.events
            events.remove(at: index)
            smaller.append(mismatch.with(events: events))
        }
        for index in customer.events.indices {
            for name in customer.events[index].properties.keys.sorted() {
                var events = customer.events
                events[index].properties[name] = nil
                smaller.append(mismatch.with(events: events))
            }
        }
        for selector in selectors(mismatch.expression.events) {
            var next = mismatch
            next.expression.events = selector
            if SegmentChecker(schema: World.schema).problems(in: next.expression).isEmpty { smaller.append(next) }
        }
        return smaller
    }

    private static func selectors(_ events: EventSelector) -> [EventSelector] {
        var smaller: [EventSelector] = []
        func add(_ change: (inout EventSelector) -> Void) {
            var next = events
            change(&next)
            smaller.append(next)
        }
        if events.names.count > 1 {
            for index in events.names.indices { add { $0.names.remove(at: index) } }
        }
        if events.window != .allTime { add { $0.window = .allTime } }
        if let condition = events.condition {
            add { $0.condition = nil }
            for part in parts(condition) { add { $0.condition = part } }
        }
        return smaller
    }

    private static func parts(_ condition: EventCondition) -> [EventCondition] {
        switch condition {
        case .all(let members), .any(let members): members
        case .not(let member): [member] + parts(member).map { .not($0) }
        case .atom: []
        }
    }
}

extension Mismatch {
    fileprivate func with(events: [Event]) -> Mismatch {
        var next = self
        next.customer = Customer(id: customer.id, traits: customer.traits, events: events)
        return next
    }
}
