import Domain
import EngineConformance
import Foundation
import Segments
import TestSupport
import Testing

@testable import Timelines

/// Next instants are early enough by the reference, and for counts, sums and days those of the change itself.
struct NextInstantsTests {
    /// What is wrong with instants that are said to come before any change.
    private struct Findings {
        var pairs = 0
        var changes = 0
        var exact = 0
        var faults: [String] = []
    }

    /// One customer and one definition.
    private struct Question {
        var world: World
        var definition: SegmentDefinition
        var customer: Customer

        func holds(at instant: Instant) throws -> Bool {
            let reference = ReferenceEvaluator(
                now: instant,
                timeZone: world.zone,
                segments: world.segmentsByName,
                history: MembershipHistory(world.changes),
                currency: World.schema.currency
            )
            return try reference.matches(definition, customer: customer)
        }

        /// Instants after now: anywhere, and at whole units after events.
        func instants(before end: Instant, _ random: inout SeededRandom) -> [Instant] {
            let now = world.now.microseconds
            guard end.microseconds > now + 1 else { return [] }
            var instants = [now + 1, end.microseconds - 1]
            for _ in 0..<4 { instants.append(Int64.random(in: now..<end.microseconds, using: &random)) }
            for event in customer.events {
                let edge = event.time.stepped(by: 1 + random.below(13), random.pick(TimeUnit.allCases), in: world.zone)
                instants += [edge.microseconds - 1, edge.microseconds]
            }
            return instants.filter { $0 > now && $0 < end.microseconds }.map(Instant.init(microseconds:))
        }

        func check(_ next: Instant?, _ random: inout SeededRandom, _ findings: inout Findings) throws {
            let times = MembershipTimes(definition, of: customer, world.reference)
            let change = try times.nextChange()
            let place = "\(SegmentPrinter.text(of: definition)) of \(customer.id) in \(world.zone.identifier)"
            let said = "said \(next.map { "\($0.microseconds)" } ?? "never")"
            findings.pairs += 1
            if let change {
                findings.changes += 1
                if next == change { findings.exact += 1 }
                guard let next, next <= change else {
                    findings.faults.append("\(place): \(said), changes at \(change.microseconds)")
                    return
                }
            }
            if let next {
                let found = try times.nextChange(notBefore: next)
                if found != change {
                    findings.faults.append("\(place): \(said), from there on \(String(describing: found))")
                }
            }
            let end = next ?? Instant(microseconds: world.now.microseconds + 3_999 * 86_400_000_000)
            let present = try holds(at: world.now)
            for instant in instants(before: end, &random) where try holds(at: instant) != present {
                findings.faults.append("\(place): \(said), is another at \(instant.microseconds)")
                return
            }
        }
    }

    private static func findings(
        worlds: Int,
        seed: UInt64,
        changing wrong: (Instant?) -> Instant? = { $0 }
    ) throws -> Findings {
        let size = Conformance.Size(worlds: worlds, customers: 5, definitions: 12)
        var findings = Findings()
        for number in 0..<UInt64(worlds) {
            var generator = WorldGenerator(seed: seed &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: size.customers, segments: size.segments)
            var random = SeededRandom(seed: number)
            let definitions = Conformance.definitions(over: world, size, generator)
            let timelines = try Timelines.inMemory(world.customers, schema: World.schema)
            let program = try Program(definitions, for: timelines, world.reference)
            let single = CustomerNextInstants(program)
            let all = program.nextInstants(threads: 2)
            for customer in world.customers {
                let place = try #require(timelines.place(of: customer.id))
                let instants = single.instants(of: place)
                #expect(all[place] == instants.compactMap(\.self).min())
                for (definition, instant) in zip(definitions, instants) {
                    let question = Question(world: world, definition: definition, customer: customer)
                    try question.check(wrong(instant), &random, &findings)
                }
            }
        }
        return findings
    }

    @Test func nothingChangesBeforeTheNextInstantAndTheNextChangeIsFoundFromThere() throws {
        let findings = try Self.findings(worlds: 20, seed: 2_031)
        print(
            "next instants: \(findings.pairs) pairs, \(findings.changes) with a change, of \(findings.exact) the very instant"
        )
        #expect(findings.faults.prefix(5) == [])
        #expect(findings.pairs >= 1_200 && findings.changes > 60)
    }

    /// A test of the test above.
    @Test func instantsThatAreAMicrosecondLateAreNoticed() throws {
        let findings = try Self.findings(worlds: 3, seed: 2_031) { instant in
            instant.map { Instant(microseconds: $0.microseconds + 1) }
        }
        #expect(!findings.faults.isEmpty)
        let never = try Self.findings(worlds: 3, seed: 2_031) { _ in nil }
        #expect(!never.faults.isEmpty)
    }

    // MARK: What marketers write

    private static let conditions = [
        "did \"E\" in last 7 days", "did not \"E\" in last 7 days", "did \"E\" at least 3 times in last 30 days",
        "did \"E\" at most 2 times in last 30 days", "did \"E\" exactly 2 times in last 4 weeks",
        "did \"E\" at least 2 times in last 36 hours", "did \"E\" on at least 2 days in last 14 days",
        "sum of revenue of \"E\" in last 30 days > 100", "sum of revenue of \"E\" in last 90 days <= 250",
        "did \"E\" at least 2 times in last 60 days where revenue > 50",
        "did any of (\"E\", \"F\") at least 4 times in last 30 days",
        "city = \"北京\" and did \"E\" in last 30 days", "city = \"北京\" and did not \"F\" in last 30 days",
        "did \"E\" in last 90 days and did not \"F\" in last 7 days",
        "did \"E\" in last 7 days or did \"F\" in last 14 days",
    ]

    private static let schema = Schema(
        traits: ["city": .text],
        events: ["E": ["revenue": .money], "F": [:]],
        currency: Currency("CNY")
    )

    private static func customer(_ number: Int, now: Instant, _ random: inout SeededRandom) -> Customer {
        let events = (0..<random.below(12)).map { index in
            Event(
                time: Instant(microseconds: now.microseconds - Int64(random.below(100 * 86_400)) * 1_000_000),
                arrival: Int64(index),
                name: random.once(in: 3) ? "F" : "E",
                properties: ["revenue": .money(Amount(tenThousandths: Int64(random.below(2_000_000))))]
            )
        }
        return Customer(id: "c\(number)", traits: ["city": .text(random.pick(["北京", "上海"]))], events: events)
    }

    @Test(arguments: ["Asia/Shanghai", "Europe/London", "America/New_York"])
    func forCountsSumsAndDaysInRollingWindowsItIsTheInstantOfTheChange(zone: String) throws {
        let now = Instant(microseconds: 1_767_225_600_000_000)
        let reference = ReferenceEvaluator(
            now: now,
            timeZone: try #require(TimeZone(identifier: zone)),
            currency: Currency("CNY")
        )
        var random = SeededRandom(seed: 5)
        let customers = (0..<60).map { Self.customer($0, now: now, &random) }
        let definitions = try Self.conditions.map {
            SegmentDefinition(name: $0, condition: try SegmentParser.parseCondition($0))
        }
        let timelines = try Timelines.inMemory(customers, schema: Self.schema)
        let single = CustomerNextInstants(try Program(definitions, for: timelines, reference))
        let clockChange = ZoneTable(reference.timeZone).nextChange(after: now.microseconds) ?? .max
        var (changes, early) = (0, 0)
        for customer in customers {
            let instants = single.instants(of: try #require(timelines.place(of: customer.id)))
            for (definition, said) in zip(definitions, instants) {
                let change = try MembershipTimes(definition, of: customer, reference).nextChange()
                if change != nil { changes += 1 }
                if said == change { continue }
                // Two windows that end one after the other, and the next change of clocks, may be named before.
                early += 1
                #expect(said.map { $0 < change ?? .distantFuture } ?? false, "\(definition.name) of \(customer.id)")
                let isGroup = definition.name.contains(" and ") || definition.name.contains(" or ")
                #expect(isGroup || said?.microseconds == clockChange, "\(definition.name) of \(customer.id)")
            }
        }
        print("\(zone): \(changes) changes; \(early) of \(customers.count * definitions.count) instants come before")
        #expect(changes > 200)
        if zone == "Asia/Shanghai" { #expect(early * 20 < customers.count * definitions.count) }
    }
}
