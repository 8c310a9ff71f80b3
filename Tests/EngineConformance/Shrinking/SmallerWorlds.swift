import Domain
import Segments

/// Worlds with less in them.
struct SmallerWorlds {
    private let world: World
    private let definition: SegmentDefinition

    init(of world: World, for definition: SegmentDefinition) {
        self.world = world
        self.definition = definition
    }

    /// The smaller ones first.
    var all: [World] {
        withoutSegments + withoutChanges
            + world.customers.indices.flatMap { index in
                smaller(world.customers[index]).map { customer in
                    var next = world
                    next.customers[index] = customer
                    return next
                }
            }
    }

    /// Without the segments that nothing names.
    private var withoutSegments: [World] {
        var named = Set(definition.condition.atoms.compactMap(\.segmentName))
        for segment in world.segments.reversed() where named.contains(segment.name) {
            named.formUnion(segment.condition.atoms.compactMap(\.segmentName))
        }
        guard world.segments.contains(where: { !named.contains($0.name) }) else { return [] }
        var next = world
        next.segments.removeAll { !named.contains($0.name) }
        return [next]
    }

    private var withoutChanges: [World] {
        withoutSome(of: world.changes).map { changes in
            var next = world
            next.changes = changes
            return next
        }
    }

    private func smaller(_ customer: Customer) -> [Customer] {
        let fewerEvents = withoutSome(of: customer.events).map { events in
            Customer(id: customer.id, traits: customer.traits, events: events)
        }
        let fewerTraits = withoutSome(of: customer.traits.keys.sorted()).map { names in
            Customer(
                id: customer.id,
                traits: customer.traits.filter { names.contains($0.key) },
                events: customer.events
            )
        }
        let fewerProperties = customer.events.indices.flatMap { index in
            withoutSome(of: customer.events[index].properties.keys.sorted()).map { names in
                var events = customer.events
                events[index].properties = events[index].properties.filter { names.contains($0.key) }
                return Customer(id: customer.id, traits: customer.traits, events: events)
            }
        }
        return fewerTraits + fewerEvents + fewerProperties
    }

    /// Without any, without each half, without each one.
    private func withoutSome<Element>(of items: [Element]) -> [[Element]] {
        guard items.count > 1 else { return items.isEmpty ? [] : [[]] }
        let middle = items.count / 2
        let singles = items.indices.map { index in
            var rest = items
            rest.remove(at: index)
            return rest
        }
        return [[], Array(items[..<middle]), Array(items[middle...])] + (items.count > 2 ? singles : [])
    }
}
