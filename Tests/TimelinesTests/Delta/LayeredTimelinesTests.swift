import Domain
import EngineConformance
import Segments
import TestSupport
import Testing

@testable import Timelines

/// What layered timelines hold.
struct LayeredTimelinesTests {
    @Test func everyCustomerIsWhatAllOfTheWorldSaysOfHer() throws {
        var (late, layers) = (0, 0)
        for number in 0..<UInt64(60) {
            var generator = WorldGenerator(seed: 3 &+ number &* 0x9E37_79B9)
            let split = SplitWorld(generator.world(customers: 40))
            let timelines = try split.layered()
            #expect(timelines.customerCount == split.customers.count)
            for customer in split.customers {
                let place = try #require(timelines.place(of: customer.id))
                #expect(timelines.id(of: place) == customer.id)
                #expect(timelines.customer(at: place) == customer.withPlacesForArrivals)
            }
            #expect(timelines.place(of: "nobody") == nil)
            late += split.batches.joined().reduce(0) { $0 + $1.events.count }
            layers = max(layers, timelines.layers.count)
        }
        #expect(late > 1_000 && layers > 1)
    }

    @Test func aCopyStaysWhatItWasWhenMoreIsAdded() throws {
        var generator = WorldGenerator(seed: 8)
        let split = SplitWorld(generator.world(customers: 30), seed: 2)
        var timelines = try split.begun()
        for batch in split.batches {
            let before = timelines
            let customers = (0..<before.customerCount).map { before.customer(at: $0) }
            _ = try timelines.add(batch)
            #expect((0..<before.customerCount).map { before.customer(at: $0) } == customers)
        }
    }

    @Test func whatComesTwiceIsAddedOnceAndCounted() throws {
        var timelines = try LayeredTimelines(
            try .inMemory([Customer(id: "a", events: [event(5, 1, "E")])], schema: Self.schema),
            schema: Self.schema
        )
        let update = CustomerUpdate(id: "a", events: [event(7, 2, "E"), event(6, 3, "E"), event(9, 1, "E")])
        #expect(try timelines.add([update]) == AddedUpdates(events: 2, known: 1))
        #expect(try timelines.add([update]) == AddedUpdates(events: 0, known: 3))
        #expect(timelines.customer(at: 0).events.map(\.time.microseconds) == [5, 6, 7])
        #expect(timelines.lastArrival == 3)
    }

    @Test func eventsOfOneInstantStayInTheOrderOfTheirArrival() throws {
        var timelines = try LayeredTimelines(
            try .inMemory([Customer(id: "a", events: [event(5, 1, "E"), event(5, 2, "F")])], schema: Self.schema),
            schema: Self.schema
        )
        _ = try timelines.add([CustomerUpdate(id: "a", events: [event(5, 4, "E"), event(5, 3, "F")])])
        _ = try timelines.add([CustomerUpdate(id: "a", events: [event(4, 5, "F"), event(5, 6, "F")])])
        #expect(timelines.customer(at: 0).events.map(\.name) == ["F", "E", "F", "F", "E", "F"])
    }

    @Test func eventsOfKindsThatAreNotHeldAreCounted() throws {
        var timelines = try LayeredTimelines(try .inMemory([], schema: Self.schema), schema: Self.schema)
        let update = CustomerUpdate(id: "new", events: [event(5, 1, "Unknown"), event(5, 2, "E")])
        #expect(try timelines.add([update]) == AddedUpdates(events: 1, unheld: ["Unknown": 1]))
        #expect(timelines.customer(at: 0) == Customer(id: "new", events: [event(5, 0, "E")]))
    }

    @Test func traitsAreReplacedOneByOneAndTakenAway() throws {
        let schema = Schema(traits: ["city": .text, "age": .integer])
        let old = Customer(id: "a", traits: ["city": .text("北京"), "age": .integer(3)])
        var timelines = try LayeredTimelines(try .inMemory([old], schema: schema), schema: schema)
        _ = try timelines.add([
            CustomerUpdate(id: "a", traits: ["age": .integer(4)]),
            CustomerUpdate(id: "a", traits: ["city": nil]),
        ])
        #expect(timelines.customer(at: 0).traits == ["age": .integer(4)])
    }

    @Test func layersStayFewHoweverMuchComes() throws {
        var timelines = try LayeredTimelines(try .inMemory([], schema: Self.schema), schema: Self.schema)
        for number in 1...500 {
            _ = try timelines.add([CustomerUpdate(id: "c\(number)", events: [event(5, Int64(number), "E")])])
            #expect(timelines.layers.count <= 10)
        }
        #expect(timelines.customerCount == 500 && timelines.layeredCount == 500)
    }

    @Test func timelinesThatDoNotSayHowFarTheyGoTakeNothingIn() throws {
        let builder = try TimelineBuilder(Self.schema)
        try builder.addCustomers(["a"], traits: [])
        try builder.add(TimelineBuilder.Events(customers: [0], times: [1], names: [0], properties: []))
        let timelines = try builder.timelinesInMemory()
        #expect(throws: TimelineError.arrivalsUnknown) { try LayeredTimelines(timelines, schema: Self.schema) }
    }

    private static let schema = Schema(events: ["E": [:], "F": [:]])

    private func event(_ time: Int64, _ arrival: Int64, _ name: String) -> Event {
        Event(time: Instant(microseconds: time), arrival: arrival, name: name)
    }
}
