import Domain
import EngineConformance
import Foundation
import Segments
import TestSupport
import Testing

/// The next change is found, and nothing changes before it, of random definitions for random customers.
struct MembershipTimesTests {
    private static let size = Conformance.Size(worlds: 12, customers: 5, definitions: 8)

    /// Asks the reference at instants in between, those that the calendar likes among them.
    @Test func nothingChangesBeforeTheNextChangeAndThereItDoes() throws {
        var (changes, never) = (0, 0)
        for number in 0..<UInt64(Self.size.worlds) {
            var generator = WorldGenerator(seed: 77 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: Self.size.customers, segments: 3)
            var random = SeededRandom(seed: number)
            for definition in Conformance.definitions(over: world, Self.size, generator) {
                for customer in world.customers {
                    let question = Question(world: world, definition: definition, customer: customer)
                    let times = MembershipTimes(definition, of: customer, world.reference)
                    let next = try times.nextChange()
                    let end = next ?? Instant(microseconds: world.now.microseconds + 3_999 * 86_400_000_000)
                    let present = try question.holds(at: world.now)
                    for instant in question.instants(before: end, &random) {
                        #expect(
                            try question.holds(at: instant) == present,
                            "\(question.text) of \(customer.id), at \(instant.microseconds), before \(end.microseconds)"
                        )
                    }
                    if let next {
                        #expect(
                            try question.holds(at: next) != present,
                            "\(question.text) of \(customer.id) at \(next)"
                        )
                        changes += 1
                    } else {
                        never += 1
                    }
                    if let first = try times.nextCandidate(), let next { #expect(first <= next) }
                }
            }
        }
        print("next changes found: \(changes), never: \(never)")
        #expect(changes > 40 && never > 40)
    }

    @Test func theMembershipIsWhatItWasSince() throws {
        var found = 0
        for number in 0..<UInt64(Self.size.worlds) {
            var generator = WorldGenerator(seed: 99 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: Self.size.customers, segments: 3)
            var random = SeededRandom(seed: number)
            for definition in Conformance.definitions(over: world, Self.size, generator) {
                for customer in world.customers {
                    let question = Question(world: world, definition: definition, customer: customer)
                    let present = try question.holds(at: world.now)
                    guard let since = try MembershipTimes(definition, of: customer, world.reference).since() else {
                        continue
                    }
                    found += 1
                    #expect(try question.holds(at: Instant(microseconds: since.microseconds - 1)) != present)
                    for _ in 0..<12 {
                        let instant = Int64.random(in: since.microseconds...world.now.microseconds, using: &random)
                        #expect(
                            try question.holds(at: Instant(microseconds: instant)) == present,
                            "\(question.text) of \(customer.id), at \(instant), since \(since.microseconds)"
                        )
                    }
                }
            }
        }
        #expect(found > 40)
    }

    /// A month before 29 March is 28 February, as a month before 28 March is: what had left the window comes in again.
    @Test func whatLeavesAMonthAtTheEndOfFebruaryComesInAgain() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        func instant(_ month: Int, _ day: Int, _ minutes: Int64) throws -> Instant {
            let date = try #require(CalendarDate(year: 2026, month: month, day: day))
            return zone.instant(of: date, microsecondOfDay: minutes * 60_000_000)
        }
        let event = Event(time: try instant(2, 28, 570), arrival: 1, name: "E")
        let definition = SegmentDefinition(
            name: "active",
            condition: try SegmentParser.parseCondition("did \"E\" in last 1 month")
        )
        var now = try instant(3, 1, 0)
        var changes: [Instant] = []
        while let next = try MembershipTimes(
            definition,
            of: Customer(id: "a", events: [event]),
            ReferenceEvaluator(now: now, timeZone: zone)
        ).nextChange() {
            changes.append(next)
            now = next
        }
        // Out at half past nine on the 28th, and on each day that stands for it; in again as each begins.
        let expected = try [(28, 570), (29, 0), (29, 570), (30, 0), (30, 570), (31, 0), (31, 570)].map { day, minutes in
            try instant(3, day, Int64(minutes))
        }
        #expect(changes == expected)
    }

    private struct Question {
        var world: World
        var definition: SegmentDefinition
        var customer: Customer

        var text: String { SegmentPrinter.text(of: definition) }

        func holds(at instant: Instant) throws -> Bool {
            let reference = world.reference
            let evaluator = ReferenceEvaluator(
                now: instant,
                timeZone: world.zone,
                segments: reference.segments,
                history: reference.history,
                currency: reference.currency
            )
            return try evaluator.matches(definition, customer: customer)
        }

        /// Instants from now up to an end: near now, near the end, at whole units after events, and anywhere.
        func instants(before end: Instant, _ random: inout SeededRandom) -> [Instant] {
            let now = world.now.microseconds
            guard end.microseconds > now + 1 else { return [] }
            var instants = [now + 1, end.microseconds - 1]
            for _ in 0..<8 { instants.append(Int64.random(in: now..<end.microseconds, using: &random)) }
            for event in customer.events {
                let unit = random.pick(TimeUnit.allCases)
                let edge = event.time.stepped(by: 1 + random.below(40), unit, in: world.zone).microseconds
                instants += [edge - 1, edge, edge + 1]
            }
            return instants.filter { $0 > now && $0 < end.microseconds }.map(Instant.init(microseconds:))
        }
    }
}
