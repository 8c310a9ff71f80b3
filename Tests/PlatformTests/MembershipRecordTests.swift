import Domain
import EngineConformance
import Foundation
import SQL
import Segments
import TestSupport
import Testing
import Timelines
import Warehouse

@testable import Platform

/// The record after some refreshes says at every instant in between what the reference says of it.
struct MembershipRecordTests {
    private static let size = Conformance.Size(worlds: 10, customers: 8, definitions: 30)

    @Test func theRecordIsTheReferencesMembershipAtEveryInstantBetweenRefreshes() async throws {
        var (compared, rows, refreshes) = (0, 0, 0)
        for number in 0..<UInt64(Self.size.worlds) {
            var generator = WorldGenerator(seed: 815 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: Self.size.customers, segments: 0)
            var random = SeededRandom(seed: number)
            let definitions = Conformance.definitions(over: world, Self.size, generator).filter {
                !$0.readsTraits([:])
            }
            let instants = Self.instants(before: world.now, &random)
            let found = try await Refreshing.with(world) { refreshing in
                for now in instants { try await refreshing.refresh(definitions, at: now) }
                refreshes += instants.count
                let before = try await refreshing.changes()
                // Nothing new, nothing recorded.
                try await refreshing.refresh(definitions, at: instants[instants.count - 1])
                #expect(try await refreshing.changes().count == before.count)
                return before
            }
            rows += found.count
            #expect(found.allSatisfy { $0.withdrawnAt == nil })
            for definition in definitions {
                let changes = RecordedMemberships.Changes(found.filter { $0.segment == definition.name })
                // Entries and exits take turns, so storage grows with what changes.
                for customer in world.customers {
                    let own = changes.all.filter { $0.customer == customer.id }.map(\.entered)
                    #expect(own == own.indices.map { $0.isMultiple(of: 2) })
                }
                for instant in try Self.questions(definition, world, instants) {
                    let members = try world.customers.filter(world.reference.at(instant).predicate(for: definition))
                    compared += world.customers.count
                    #expect(
                        changes.states(at: instant) == Set(members.map(\.id)),
                        "\(SegmentPrinter.text(of: definition)) at \(instant), refreshed at \(instants)"
                    )
                }
            }
        }
        print("memberships on record compared: \(compared); rows: \(rows) of \(refreshes) refreshes")
        #expect(compared > 20_000 && rows > 200)
    }

    /// What came late is known from the refresh that saw it on; what it contradicts stays, withdrawn.
    @Test func lateEventsLeaveBothKnowledgesOnRecord() async throws {
        let day: Int64 = 86_400_000_000
        let order = Event(time: Instant(microseconds: 20 * day), arrival: 0, name: "Order Completed")
        let late = Event(time: Instant(microseconds: 25 * day), arrival: 1, name: "Order Completed")
        let definition = SegmentDefinition(
            name: "fresh",
            condition: try SegmentParser.parseCondition("did \"Order Completed\" in last 7 days")
        )
        var world = World(customers: [Customer(id: "a", events: [order])], now: order.time, zone: .gmt)
        let changes = try await Refreshing.with(world) { refreshing in
            try await refreshing.refresh([definition], at: Instant(microseconds: 21 * day))
            try await refreshing.refresh([definition], at: Instant(microseconds: 30 * day))
            world.customers = [Customer(id: "a", events: [order, late])]
            try refreshing.see(world)
            try await refreshing.refresh([definition], at: Instant(microseconds: 40 * day))
            return try await refreshing.changes()
        }
        let told = changes.map { change in
            [change.at, change.recordedAt].map { $0.microseconds / day } + [change.entered ? 1 : 0]
                + [(change.withdrawnAt?.microseconds ?? 0) / day]
        }
        // In from the 20th to the 27th, as was known on the 30th; in up to the 32nd, as is known on the 40th.
        #expect(told == [[20, 40, 1, 0], [21, 21, 1, 40], [27, 30, 0, 40], [32, 40, 0, 0]])
    }

    private static func instants(before now: Instant, _ random: inout SeededRandom) -> [Instant] {
        let spans: [Int64] = [40, 9, 1, 1, 0].map { $0 * 86_400_000_000 }
        return spans.map { Instant(microseconds: now.microseconds - $0 - Int64(random.below(40_000)) * 1_000_000) }
            .sorted()
    }

    /// Every instant at which the definition can change for somebody between the first and the last refresh, and the ends.
    private static func questions(
        _ definition: SegmentDefinition,
        _ world: World,
        _ instants: [Instant]
    ) throws -> [Instant] {
        let range = InstantRange(start: instants[0], end: instants[instants.count - 1].next)
        let evaluator = world.reference.at(instants[instants.count - 1])
        let zone = try evaluator.context(of: definition).zone
        var found = Set(instants)
        for customer in world.customers {
            found.formUnion(
                ChangeInstants(customer: customer, evaluator: evaluator, range: range)
                    .instants(definition.condition, in: zone)
            )
        }
        // Hours begin too often to be asked of all.
        let sorted = found.sorted()
        let step = max(1, sorted.count / 60)
        return sorted.indices.filter { $0.isMultiple(of: step) || $0 < 20 }.map { sorted[$0] }
    }
}

/// A record in a warehouse of its own, brought up to date by hand.
private final class Refreshing {
    private var world: World
    private var timelines: Timelines
    private let record: MembershipRecord
    private var before: [String: SegmentBefore] = [:]

    private init(_ world: World, _ record: MembershipRecord) throws {
        self.world = world
        self.record = record
        timelines = try Timelines.inMemory(world.customers, schema: World.schema)
    }

    static func with<Success>(_ world: World, _ body: (Refreshing) async throws -> Success) async throws -> Success {
        let driver = try WarehouseFixture.driver()
        let database = try await Database.open(.memory, driver: driver)
        do {
            let record = MembershipRecord(connection: try await database.connect())
            try await record.prepare()
            let success = try await body(Refreshing(world, record))
            await database.close()
            return success
        } catch {
            await database.close()
            throw error
        }
    }

    func see(_ world: World) throws {
        self.world = world
        timelines = try Timelines.inMemory(world.customers, schema: World.schema)
    }

    func refresh(_ definitions: [SegmentDefinition], at now: Instant) async throws {
        let evaluator = world.reference.at(now)
        let members = try Program(definitions, for: timelines, evaluator).members(threads: 2)
        let segments = zip(definitions, members).map { definition, members in
            MembershipUpdate.Segment(
                definition: definition,
                members: PlaceBits(members, count: timelines.customerCount),
                before: before[definition.name]
            )
        }
        let update = MembershipUpdate(record: record, evaluator: evaluator, timelines: timelines, threads: 2) { _, _ in
        }
        _ = try await update.run(segments)
        for segment in segments {
            before[segment.definition.name] = SegmentBefore(
                members: segment.members,
                departed: [],
                asOf: now,
                isSameRule: true
            )
        }
    }

    func changes() async throws -> [MembershipChange] { try await record.changes(where: true) }
}
