import Domain
import Foundation
import Testing

@testable import Timelines

/// Timelines on disk: what is read is what was written, and damage is noticed.
final class TimelineFolderTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("covey-\(UUID().uuidString)")
    private var home: TimelineFolder { TimelineFolder(path: folder.path + "/timelines") }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private static let schema = Schema(
        traits: [
            "city": .text, "age": .integer, "income": .money, "score": .number, "member": .boolean, "born": .date,
            "seen": .instant, "tags": .list,
        ],
        events: ["Order": ["revenue": .money, "items": .integer, "coupon": .text], "View": [:], "Never": [:]],
        currency: Currency("CNY")
    )

    private static let customers = [
        Customer(id: "a"),
        Customer(
            id: "b",
            traits: [
                "city": .text("北京"), "age": .integer(-7), "income": .money(Amount(tenThousandths: 12_345)),
                "score": .number(-0.25), "member": .boolean(false), "born": .date(CalendarDate(daysSinceEpoch: -400)),
                "seen": .instant(Instant(microseconds: 5)), "tags": .list(["x", "", "\"y\""]),
            ],
            events: [
                Event(time: Instant(microseconds: 9), arrival: 4, name: "View"),
                Event(
                    time: Instant(microseconds: 9),
                    arrival: 2,
                    name: "Order",
                    properties: ["revenue": .money(Amount(tenThousandths: 99)), "coupon": .text("")]
                ),
                Event(time: Instant(microseconds: -3), arrival: 7, name: "Order", properties: ["items": .integer(3)]),
            ]
        ),
        Customer(id: "é", traits: ["city": .text("北京"), "member": .boolean(true), "tags": .list([])]),
    ]

    private func write(fingerprint: String = "one") throws {
        let writing = try home.begin(Self.schema)
        let builder = writing.builder
        try builder.addCustomers(
            Self.customers.map(\.id),
            traits: builder.traitNames.map { name in .values(Self.customers.map { $0.traits[name] }) }
        )
        for (place, customer) in Self.customers.enumerated() {
            try builder.add(
                TimelineBuilder.Events(
                    customers: customer.events.map { _ in UInt32(place) },
                    times: customer.events.map(\.time.microseconds),
                    names: customer.events.map { builder.eventNames.firstIndex(of: $0.name) ?? 0 },
                    properties: builder.propertyNames.map { name in .values(customer.events.map { $0.properties[name] })
                    }
                )
            )
        }
        _ = try writing.finish()
        try writing.adopt(fingerprint: fingerprint)
    }

    /// The customers, with places for arrivals.
    private func customers(_ timelines: Timelines) -> [Customer] {
        (0..<timelines.customerCount).map { timelines.customer(at: $0) }
    }

    private var expected: [Customer] {
        Self.customers.map { customer in
            Customer(
                id: customer.id,
                traits: customer.traits,
                events: customer.events.enumerated().map { place, event in
                    Event(time: event.time, arrival: Int64(place), name: event.name, properties: event.properties)
                }
            )
        }
    }

    @Test func whatIsReadIsWhatWasWritten() throws {
        try write()
        let timelines = try home.open(verifying: .everything)
        #expect(customers(timelines) == expected)
        #expect(timelines.schema == Self.schema)
        #expect(["a", "b", "é", "c"].map { timelines.place(of: $0) } == [0, 1, 2, nil])
        #expect(home.fingerprint == "one")
    }

    @Test func memoryHoldsTheSameAsFiles() throws {
        #expect(customers(try .inMemory(Self.customers.reversed(), schema: Self.schema)) == expected)
    }

    @Test func aNewSetTakesTheOldOnesPlaceAndTheOldOneStaysReadable() throws {
        try write()
        let old = try home.open()
        try write(fingerprint: "two")
        #expect(home.fingerprint == "two")
        #expect(customers(old) == expected)
        // The file that names the set, and the set.
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).count == 2)
    }

    @Test func aSetThatIsNotAdoptedLeavesNothingBehind() throws {
        try write()
        do {
            let writing = try home.begin(Self.schema)
            try writing.builder.addCustomers(["x"], traits: writing.builder.traitNames.map { _ in .values([nil]) })
            #expect(try writing.finish().customerCount == 1)
        }
        #expect(home.fingerprint == "one")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).count == 2)
    }

    @Test func whatAKilledProcessLeftIsRemovedADayLaterAndWhatAnotherWritesStays() throws {
        try write()
        for (name, age) in [("killed", 90_000.0), ("writing", 60.0)] {
            let path = home.path + "/" + name
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let date = Date(timeIntervalSinceNow: -age)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        try write(fingerprint: "two")
        let left = Set(try FileManager.default.contentsOfDirectory(atPath: home.path))
        #expect(left.contains("writing") && !left.contains("killed"))
        #expect(home.fingerprint == "two")
    }

    @Test func everyDamagedByteIsNoticed() throws {
        try write()
        let set = try #require(home.current?.folder)
        for name in try FileManager.default.contentsOfDirectory(atPath: set) {
            let path = set + "/" + name
            let whole = try #require(FileManager.default.contents(atPath: path))
            for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 8)) {
                var damaged = whole
                damaged[place] ^= 0x10
                try damaged.write(to: URL(fileURLWithPath: path))
                #expect(throws: TimelineError.self, "\(name), byte \(place)") {
                    try home.open(verifying: .everything)
                }
            }
            // A lost end is noticed without reading everything.
            if !whole.isEmpty {
                try whole.dropLast(2).write(to: URL(fileURLWithPath: path))
                #expect(throws: TimelineError.self, "\(name), cut short") { try home.open() }
            }
            try whole.write(to: URL(fileURLWithPath: path))
        }
        #expect(customers(try home.open(verifying: .everything)) == expected)
    }

    @Test func anotherFormatIsNamed() throws {
        try write()
        let path = try #require(home.current?.folder) + "/" + TimelineReading.manifestName
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.split(separator: "\n").dropLast().joined(separator: "\n")
            .replacing("\"format\" : 1", with: "\"format\" : 999")
        try (changed + "\n\(Checksum.of(Data(changed.utf8)))\n").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: TimelineError.otherFormat(path: path, found: 999, known: 1)) { try home.open() }
    }

    @Test func missingTimelinesAreNamed() {
        #expect(throws: TimelineError.missing(path: home.path)) { try home.open() }
    }

    @Test func eventsOutOfOrderAreRefused() throws {
        let builder = try TimelineBuilder(Schema(events: ["E": [:]]))
        try builder.addCustomers(["a", "b"], traits: [])
        func add(_ customer: UInt32, _ time: Int64) throws {
            try builder.add(TimelineBuilder.Events(customers: [customer], times: [time], names: [0], properties: []))
        }
        try add(1, 5)
        #expect(throws: TimelineError.outOfOrder(customer: 1)) { try add(1, 4) }
        #expect(throws: TimelineError.outOfOrder(customer: 0)) { try add(0, 9) }
        #expect(throws: TimelineError.outOfOrder(customer: 2)) { try add(2, 9) }
    }
}
