import Domain
import EngineConformance
import Segments
import Testing

@testable import Timelines

/// What timelines say of a customer explains her memberships as the reference explains them.
struct ExplanationFromTimelinesTests {
    @Test func explanationsFromLayeredTimelinesAreTheReferences() throws {
        let size = Conformance.Size(worlds: 25, customers: 12, definitions: 12)
        var (members, others) = (0, 0)
        for number in 0..<UInt64(size.worlds) {
            var generator = WorldGenerator(seed: 51 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: size.customers, segments: size.segments)
            let definitions = Conformance.definitions(over: world, size, generator)
            let timelines = try SplitWorld(world).layered()
            for customer in world.customers {
                let place = try #require(timelines.place(of: customer.id))
                let known = timelines.customer(at: place)
                for definition in definitions {
                    let expected = try Explainer(world.reference, of: customer.withPlacesForArrivals)
                        .explanation(of: definition)
                    let found = try Explainer(world.reference, of: known).explanation(of: definition)
                    #expect(found == expected, "\(SegmentPrinter.text(of: definition)) of \(customer.id)")
                    if found.holds { members += 1 } else { others += 1 }
                }
            }
        }
        #expect(members > 500 && others > 500)
    }
}
