import Domain
import EngineConformance
import Foundation
import SQLConformance
import Segments
import TestSupport
import Testing

/// `within 1 month` is a step of the local calendar, in every year that a zone has had a clock.
@Suite struct OldGapTests {
    @Test(arguments: World.zones)
    func aGapEndsWhereTheCalendarSaysInEveryYear(name: String) async throws {
        let zone = try #require(TimeZone(identifier: name))
        let now = Instant(microseconds: 1_767_225_600_000_000)
        var random = SeededRandom(seed: 9)
        let spans = [
            TimeSpan(1, .day), TimeSpan(2, .week), TimeSpan(1, .month), TimeSpan(1, .quarter), TimeSpan(1, .year),
        ]
        let starts = Self.instants(besideChangesOf: zone, until: now, &random)
        let customers = starts.enumerated().flatMap { number, start in
            let span = spans[number % spans.count]
            let end = span.deadline(after: start, in: zone)
            return [-1, 0, 1].map { step in
                Customer(
                    id: "\(number) \(span.unit) \(step)",
                    events: [
                        Event(time: start, arrival: 0, name: "Page Viewed"),
                        Event(time: Instant(microseconds: end.microseconds + step), arrival: 1, name: "Order Returned"),
                    ]
                )
            }
        }
        let world = World(customers: customers, now: now, zone: zone)
        let definitions = spans.map { span in
            let steps = [SequenceStep(["Page Viewed"]), SequenceStep(["Order Returned"], within: span)]
            return SegmentDefinition(
                name: span.unit.rawValue,
                condition: .atom(.sequence(EventSequence(steps)))
            )
        }
        let evaluator = SQLEvaluator(connection: try await WarehouseFixture.connection()).underTest
        for (definition, answer) in zip(definitions, try await evaluator.answers(world, definitions)) {
            guard case .members(let found) = answer else { continue }
            let expected = Set(customers.filter(try world.reference.predicate(for: definition)).map(\.id))
            #expect(!expected.isEmpty && expected.count < customers.count)
            let different = found.symmetricDifference(expected).sorted()
            #expect(different.prefix(5).isEmpty, "\(definition.name)")
        }
    }

    /// Instants from which a step of the calendar leads to a clock change or begins at one, and some anywhere.
    private static func instants(
        besideChangesOf zone: TimeZone,
        until now: Instant,
        _ random: inout SeededRandom
    ) -> [Instant] {
        var instants = (0..<100).map { _ in
            Instant(microseconds: Int64.random(in: -5_000_000_000_000_000..<now.microseconds, using: &random))
        }
        var cursor = Date(timeIntervalSince1970: -5_000_000_000)
        while let change = zone.nextDaylightSavingTimeTransition(after: cursor), change > cursor {
            cursor = change
            let instant = Instant(microseconds: Int64(change.timeIntervalSince1970) * 1_000_000)
            guard instant < now else { break }
            let unit = random.pick([TimeUnit.day, .week, .month, .quarter, .year])
            let before = instant.stepped(by: unit == .week ? -2 : -1, unit, in: zone)
            for base in [instant, before] {
                instants.append(Instant(microseconds: base.microseconds + Int64(random.below(7_200)) * 1_000_000))
                instants.append(Instant(microseconds: base.microseconds - Int64(random.below(7_200)) * 1_000_000))
            }
        }
        return instants
    }
}
