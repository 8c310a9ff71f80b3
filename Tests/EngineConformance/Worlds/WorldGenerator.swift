import Domain
import Foundation
import TestSupport

/// Customers with events, and where and when somebody looks at them.
struct World {
    var customers: [Customer]
    var now: Instant
    var zone: TimeZone

    static let schema = Schema(
        events: [
            "Order Completed": [
                "revenue": .money, "items": .integer, "weight": .number, "coupon": .text, "gift": .boolean,
                "due": .date, "shipped": .instant, "tags": .list,
            ],
            "Order Returned": ["revenue": .money, "coupon": .text],
            "Page Viewed": ["items": .integer, "weight": .number, "due": .date],
            "订单 \"取消\"": [:],
        ]
    )
    static let eventNames = schema.events.keys.sorted()
    /// Every property of any event; one name has one type.
    static let properties = schema.events.values.reduce(into: [String: ValueType]()) {
        $0.merge($1) { type, _ in type }
    }

    static let zones = ["Europe/London", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]
}

/// Draws worlds in which what goes wrong at edges goes wrong often: ties, clock changes, leap days, window ends.
struct WorldGenerator {
    var random: SeededRandom
    private let zone: TimeZone
    private let now: Instant

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        zone = TimeZone(identifier: random.pick(World.zones)) ?? .gmt
        let moments = try Self.moments(in: zone)
        var now = random.pick(moments)
        if random.once(in: 2) {
            now = Instant(microseconds: now.microseconds + Int64(random.below(86_400_000)) * 1_000)
        }
        self.now = now
    }

    /// Instants at which calendars do something: clock changes, leap days, ends of months and years, in local time.
    static func moments(in zone: TimeZone) throws -> [Instant] {
        let days = [
            (2023, 12, 31), (2024, 1, 1), (2024, 2, 28), (2024, 2, 29), (2024, 3, 1), (2024, 3, 10), (2024, 3, 31),
            (2024, 4, 7), (2024, 10, 6), (2024, 10, 27), (2024, 11, 3), (2024, 12, 30), (2025, 2, 28), (2025, 3, 9),
            (2025, 3, 30), (2025, 7, 1),
        ]
        let times: [Int64] = [0, 1, 5_400, 7_200, 9_000, 43_200, 86_399]
        return days.compactMap { CalendarDate(year: $0.0, month: $0.1, day: $0.2) }.flatMap { day in
            times.map { zone.instant(of: day, microsecondOfDay: $0 * 1_000_000) }
        }
    }

    mutating func world(customers count: Int) throws -> World {
        var customers: [Customer] = []
        let moments = try Self.moments(in: zone)
        for number in 0..<count { customers.append(customer("客户 \(number)", moments)) }
        return World(customers: customers, now: now, zone: zone)
    }

    private mutating func customer(_ id: String, _ moments: [Instant]) -> Customer {
        var times: [Instant] = []
        for _ in 0..<random.pick([0, 1, 1, 2, 3, 5, 8, 13]) { times.append(time(times, moments)) }
        // Arrival is not the order of time, and is all that tells events of one instant apart.
        let arrivals = Array(0..<times.count).shuffled(using: &random)
        return Customer(
            id: id,
            events: times.indices.map { index in
                let name = random.pick(World.eventNames)
                return Event(
                    time: times[index],
                    arrival: Int64(arrivals[index]),
                    name: name,
                    properties: properties(of: name)
                )
            }
        )
    }

    private mutating func time(_ earlier: [Instant], _ moments: [Instant]) -> Instant {
        switch random.below(6) {
        case 0 where !earlier.isEmpty: return random.pick(earlier)
        case 1: return Instant(microseconds: now.microseconds + Int64(random.below(3) - 1))
        case 2:
            // Whole units before or after now, and the neighbouring microseconds: where rolling windows end.
            let unit = random.pick(TimeUnit.allCases)
            let count = random.pick([-12, -7, -3, -2, -1, -1, 1])
            let edge = now.stepped(by: count, unit, in: zone)
            return Instant(microseconds: edge.microseconds + Int64(random.below(3) - 1))
        case 3:
            let edge = random.pick(moments)
            return Instant(microseconds: edge.microseconds + Int64(random.below(3) - 1))
        default: return Instant(microseconds: now.microseconds - Int64(random.below(900 * 86_400)) * 1_000_003)
        }
    }

    private mutating func properties(of event: String) -> [String: Value] {
        var values: [String: Value] = [:]
        for (name, type) in (World.schema.events[event] ?? [:]).sorted(by: { $0.key < $1.key })
        where !random.once(in: 4) {
            values[name] = value(type)
        }
        return values
    }

    /// A value; most come from a few, so that customers repeat themselves.
    mutating func value(_ type: ValueType) -> Value {
        switch type {
        case .text: .text(random.pick(Self.texts))
        case .integer:
            .integer(random.pick([-3, 0, 1, 2, 2, 7, 9_007_199_254_740_993, Int64(random.below(1_000_000))]))
        case .number:
            .number(random.pick([-1.5, -0.0, 0, 0.1, 2, 1e-9, 12_345.678_9, Double(random.below(4_000)) / 7]))
        case .money:
            .money(
                Amount(
                    tenThousandths: random.pick([
                        -50_000, -1, 0, 1, 2, 10_000, 99_999, 123_450_000, 90_071_992_547_409_93,
                        Int64(random.below(1_000_000_000)),
                    ])
                )
            )
        case .boolean: .boolean(random.once(in: 2))
        case .date: .date(random.pick(Self.dates).adding(days: random.below(3) - 1))
        case .instant: .instant(time([], [now]))
        case .list: .list(random.several(0...3) { $0.pick(Self.texts) })
        }
    }

    /// In NFC, as imports leave texts.
    static let texts = [
        "", "a", "A", "ab", "Straße", "STRASSE", "İstanbul", "i̇s", "H\u{331}a", "ẖ", "ΣΑΣ", "é", "北京", "北", "50%",
        "a_b", "\\", "it's",
    ]

    static let dates = [(2023, 12, 31), (2024, 2, 29), (2024, 3, 31), (2024, 10, 27), (2024, 11, 3), (2025, 1, 1)]
        .compactMap { CalendarDate(year: $0.0, month: $0.1, day: $0.2) }
}
