import Domain
import Foundation
import Segments
import TestSupport

/// Draws worlds: ties, repeats, missing values, late and future events, clock changes, leap days, nobody's timelines.
package struct WorldGenerator {
    package private(set) var values: ValueGenerator

    package init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let zone = TimeZone(identifier: random.pick(World.zones)) ?? .gmt
        var now = random.pick(ValueGenerator.moments(in: zone))
        if random.once(in: 2) {
            now = Instant(microseconds: now.microseconds + Int64(random.below(86_400_000)) * 1_000)
        }
        values = ValueGenerator(random: random, now: now, zone: zone)
    }

    private var random: SeededRandom {
        get { values.random }
        set { values.random = newValue }
    }

    /// - Parameter segmentCount: how many segments there are to be named and to be on record.
    package mutating func world(customers count: Int, segments segmentCount: Int = 0) -> World {
        var world = World(customers: [], now: values.now, zone: values.zone)
        for number in 0..<count { world.customers.append(customer("客户 \(number)")) }
        for number in 0..<segmentCount {
            // A segment names earlier ones only, so none leads back to itself.
            var definitions = DefinitionGenerator(values: values, world: world)
            world.segments.append(definitions.definition(named: "segment \(number)", depth: 1))
            random = definitions.random
            for customer in world.customers {
                world.changes += changes(of: customer.id, in: "segment \(number)")
            }
        }
        return world
    }

    // MARK: Customers

    private mutating func customer(_ id: String) -> Customer {
        var events: [Event] = []
        for _ in 0..<random.pick([0, 1, 1, 2, 3, 5, 8, 13]) {
            events.append(events.isEmpty || !random.once(in: 12) ? event(events.map(\.time)) : random.pick(events))
        }
        // Arrival is not the order of time, and is all that tells events of one instant apart.
        let arrivals = Array(0..<events.count).shuffled(using: &random)
        for index in events.indices { events[index].arrival = Int64(arrivals[index]) }
        return Customer(id: id, traits: some(World.schema.traits), events: events)
    }

    private mutating func event(_ earlier: [Instant]) -> Event {
        let name = random.pick(World.eventNames)
        let time = values.instant(beside: earlier)
        return Event(time: time, arrival: 0, name: name, properties: some(World.schema.events[name] ?? [:]))
    }

    /// Values of most of the names.
    private mutating func some(_ types: [String: ValueType]) -> [String: Value] {
        var drawn: [String: Value] = [:]
        for (name, type) in types.sorted(by: { $0.key < $1.key }) where !random.once(in: 4) {
            drawn[name] = values.value(type)
        }
        return drawn
    }

    // MARK: The record

    /// Entries and exits, mostly in turn, some at one instant, some recorded late, some withdrawn, some still to come.
    private mutating func changes(of customer: String, in segment: String) -> [MembershipChange] {
        var changes: [MembershipChange] = []
        var entered = true
        for _ in 0..<random.pick([0, 0, 1, 2, 3, 4]) {
            let at = values.instant(beside: changes.map(\.at))
            let recorded = random.once(in: 3) ? values.instant(beside: [at]) : at
            changes.append(
                MembershipChange(
                    segment: segment,
                    customer: customer,
                    at: at,
                    entered: entered,
                    recordedAt: max(at, recorded),
                    withdrawnAt: random.once(in: 4) ? max(at, recorded, values.instant(beside: [at, recorded])) : nil
                )
            )
            if !random.once(in: 5) { entered.toggle() }
        }
        return changes
    }
}
