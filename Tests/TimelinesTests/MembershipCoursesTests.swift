import Domain
import EngineConformance
import Foundation
import Segments
import TestSupport
import Testing

@testable import Timelines

/// Courses are what the reference says at every instant at which it can change, of random definitions over random customers.
struct MembershipCoursesTests {
    private static let size = Conformance.Size(worlds: 48, customers: 8, definitions: 16)

    /// How long ago the courses begin: within a day, about a day, some weeks, most of a year.
    private static let gaps: [Int64] = [3_600, 86_400, 20 * 86_400, 120 * 86_400]

    @Test func everyTransientChangeIsFoundAtItsInstant() throws {
        var tally = Tally()
        for number in 0..<UInt64(Self.size.worlds) {
            var generator = WorldGenerator(seed: 4_711 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: Self.size.customers, segments: 3)
            let timelines = try Timelines.inMemory(world.customers, schema: World.schema)
            let definitions = Conformance.definitions(over: world, Self.size, generator)
            let gap = Self.gaps[Int(number) % Self.gaps.count] * 1_000_000 + Int64(number) * 999
            let start = Instant(microseconds: world.now.microseconds - gap)
            let courses = try MembershipCourses(
                definitions,
                since: start,
                in: timelines,
                world.reference,
                threads: 2
            )
            let part = try courses.part(0..<timelines.customerCount, threads: 2)
            for (place, definition) in definitions.enumerated() {
                for customer in world.customers {
                    let question = Question(definition: definition, customer: customer, start: start, world: world)
                    let row = try #require(timelines.place(of: customer.id))
                    try tally.compare(
                        question,
                        isIn: part.initial[place][row >> 6] >> UInt64(row & 63) & 1 != 0,
                        part.changes.filter { $0.definition == place && $0.place == row }
                    )
                }
            }
        }
        print("courses compared: \(tally.courses), changes: \(tally.changes), transient: \(tally.transient)")
        #expect(tally.courses > 4_000 && tally.changes > 200 && tally.transient > 30)
    }

    /// A test of the test: whoever looks at the two ends only is caught.
    @Test func lookingAtTheEndsOnlyIsNotEnough() throws {
        var missed = 0
        for number in 0..<12 as Range<UInt64> {
            var generator = WorldGenerator(seed: 4_711 &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: 8, segments: 3)
            let start = Instant(microseconds: world.now.microseconds - 20 * 86_400_000_000)
            for definition in Conformance.definitions(over: world, Self.size, generator) {
                for customer in world.customers {
                    let question = Question(definition: definition, customer: customer, start: start, world: world)
                    let ends = try question.holds(at: start) == question.holds(at: world.now)
                    if ends, try !question.changes().isEmpty { missed += 1 }
                }
            }
        }
        #expect(missed > 5)
    }

    private struct Tally {
        var (courses, changes, transient) = (0, 0, 0)

        mutating func compare(_ question: Question, isIn: Bool, _ found: [MembershipCourses.Change]) throws {
            courses += 1
            changes += found.count
            if found.count > 1 { transient += 1 }
            let expected = try question.changes()
            #expect(try question.holds(at: question.start) == isIn, "\(question)")
            #expect(found.map { [$0.at.microseconds, $0.entered ? 1 : 0] } == expected, "\(question)")
        }
    }

    private struct Question: CustomStringConvertible {
        var definition: SegmentDefinition
        var customer: Customer
        var start: Instant
        var world: World

        var description: String {
            "\(SegmentPrinter.text(of: definition)) of \(customer), from \(start) to \(world.now) in \(world.zone)"
        }

        func holds(at instant: Instant) throws -> Bool {
            try world.reference.at(instant).matches(definition, customer: customer)
        }

        /// By asking the reference at every instant at which it may change, and at some that it may not.
        func changes() throws -> [[Int64]] {
            let range = InstantRange(start: start.next, end: world.now.next)
            let zone = try world.reference.context(of: definition).zone
            let known = ChangeInstants(customer: customer, evaluator: world.reference, range: range)
                .instants(definition.condition, in: zone)
            let step = max(1, (world.now.microseconds - start.microseconds) / 7)
            let others = stride(from: start.microseconds + 1, through: world.now.microseconds, by: Int(step))
                .map { Instant(microseconds: Int64($0)) }
            var (isIn, changes): (Bool, [[Int64]]) = (try holds(at: start), [])
            for instant in known.union(others).sorted() {
                let now = try holds(at: instant)
                if now != isIn { changes.append([instant.microseconds, now ? 1 : 0]) }
                isIn = now
            }
            return changes
        }
    }
}
