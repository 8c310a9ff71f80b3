import Domain
import EngineConformance
import Segments
import TestSupport

@testable import Timelines

/// A world of which only a part was known when timelines were made; the rest becomes known in batches.
///
/// Arrival numbers are drawn anew over all customers, in the order that each customer's have. As they have nothing to do with
/// times, half of what comes later is of earlier times, and often of the very same.
struct SplitWorld {
    /// All customers, with their new arrival numbers.
    private(set) var customers: [Customer]
    private(set) var base: [Customer] = []
    private(set) var baseSchema = World.schema
    private(set) var batches: [[CustomerUpdate]] = []
    private var random: SeededRandom

    init(_ world: World, seed: UInt64? = nil) {
        random = SeededRandom(seed: seed ?? UInt64(bitPattern: world.now.microseconds) &+ UInt64(world.customers.count))
        customers = Self.renumbered(world.customers, &random)
        let count = customers.reduce(0) { $0 + $1.events.count }
        let last = Int64(random.pick([0, count / 10, count / 2, count * 9 / 10, count]))
        let traits = customers.map(\.traits)
        var updates: [CustomerUpdate] = []
        for customer in customers {
            let (early, late) = (
                customer.events.filter { $0.arrival <= last }, customer.events.filter { $0.arrival > last }
            )
            if early.isEmpty, random.once(in: 2) {
                updates.append(CustomerUpdate(id: customer.id, traits: customer.traits.mapValues { $0 }))
            } else {
                let old = random.once(in: 3) ? random.pick(traits) : customer.traits
                base.append(Customer(id: customer.id, traits: old, events: early))
                if let change = Self.change(of: customer.id, from: old, to: customer.traits) { updates.append(change) }
            }
            updates += late.map { CustomerUpdate(id: customer.id, events: [$0]) }
        }
        dropKinds()
        deal(updates)
    }

    /// Kinds of events that have not occurred yet are, some of them, not even known.
    private mutating func dropKinds() {
        let occurred = Set(base.flatMap(\.events).map(\.name))
        for name in World.eventNames where !occurred.contains(name) && random.once(in: 2) {
            baseSchema.events[name] = nil
        }
    }

    /// Events come in the order of their arrival, other changes at any time.
    private mutating func deal(_ updates: [CustomerUpdate]) {
        var events = updates.filter { !$0.events.isEmpty }.sorted { $0.events[0].arrival < $1.events[0].arrival }
        for update in updates where update.events.isEmpty {
            events.insert(update, at: random.below(events.count + 1))
        }
        var rest = events[...]
        while !rest.isEmpty {
            let size = random.pick([1, 1, 2, 5, 20, 100])
            batches.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
    }

    private static func change(of id: String, from old: [String: Value], to new: [String: Value]) -> CustomerUpdate? {
        var changes: [String: Value?] = [:]
        for name in World.traitNames where old[name] != new[name] { changes.updateValue(new[name], forKey: name) }
        return changes.isEmpty ? nil : CustomerUpdate(id: id, traits: changes)
    }

    private static func renumbered(_ customers: [Customer], _ random: inout SeededRandom) -> [Customer] {
        var waiting = customers.map { $0.events.sorted { $0.arrival < $1.arrival }[...] }
        let turns = customers.indices.flatMap { place in customers[place].events.map { _ in place } }
        var done = customers.map { _ in [Event]() }
        for (number, place) in turns.shuffled(using: &random).enumerated() {
            guard var event = waiting[place].popFirst() else { continue }
            event.arrival = Int64(number + 1)
            done[place].append(event)
        }
        return zip(customers, done).map { Customer(id: $0.id, traits: $0.traits, events: $1) }
    }

    func begun() throws -> LayeredTimelines {
        try LayeredTimelines(try .inMemory(base, schema: baseSchema), schema: World.schema)
    }

    /// Everything, by way of layers.
    func layered() throws -> LayeredTimelines {
        var timelines = try begun()
        for batch in batches { _ = try timelines.add(batch) }
        return timelines
    }
}

extension LayeredTimelines {
    func ids(of members: Members) -> Set<String> { Set(members.places.map { id(of: Int($0)) }) }
}

extension Customer {
    /// With places among the customer's events for arrivals, as timelines give them back.
    var withPlacesForArrivals: Customer {
        let events = self.events.enumerated().map { place, event in
            Event(time: event.time, arrival: Int64(place), name: event.name, properties: event.properties)
        }
        return Customer(id: id, traits: traits, events: events)
    }
}
