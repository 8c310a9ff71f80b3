package import Domain
package import Foundation
package import Segments
package import TestSupport

/// Draws values and instants at which what goes wrong at edges goes wrong often.
package struct ValueGenerator {
    package var random: SeededRandom
    package let now: Instant
    package let zone: TimeZone
    private let moments: [Instant]
    /// The lengths of time that this world has to do with: events lie at the ends of windows only where both are drawn from a
    /// few.
    let spans: [TimeSpan]
    /// A length that is seldom drawn; the longest begins before any calendar does.
    let rareSpan: TimeSpan
    /// The zone that some definitions of this world name.
    let otherZone: String

    package init(random: SeededRandom, now: Instant, zone: TimeZone) {
        var random = random
        spans = (0..<3).map { _ in TimeSpan(random.pick([1, 1, 2, 3, 7, 12]), random.pick(TimeUnit.allCases)) }
        rareSpan = TimeSpan(random.pick([1, 30, 365, Limits.largestWindow]), random.pick(TimeUnit.allCases))
        otherZone = random.pick(World.zones)
        self.random = random
        self.now = now
        self.zone = zone
        moments = Self.moments(in: zone)
    }

    /// Instants at which calendars do something: clock changes, leap days, ends of months and years, in local time.
    static func moments(in zone: TimeZone) -> [Instant] {
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

    /// An instant in the past or the near future, often one that means something beside now or beside `earlier` ones.
    package mutating func instant(beside earlier: [Instant] = []) -> Instant {
        switch random.below(7) {
        case 0 where !earlier.isEmpty: return random.pick(earlier)
        case 1 where !earlier.isEmpty:
            // The end of a gap that `within` allows.
            let span = random.pick(spans)
            return nearly(random.pick(earlier).stepped(by: span.count, span.unit, in: zone))
        case 2: return nearly(now)
        case 3:
            // Where windows end: whole units before now, now and then after it.
            let span = random.pick(spans)
            let count = span.count * random.pick([-2, -1, -1, -1, -1, 1])
            return nearly(now.stepped(by: count, span.unit, in: zone))
        case 4: return nearly(random.pick(moments))
        default: return Instant(microseconds: now.microseconds - Int64(random.below(900 * 86_400)) * 1_000_003)
        }
    }

    package mutating func span() -> TimeSpan {
        random.once(in: 5) ? rareSpan : random.pick(spans)
    }

    /// The instant or its neighbour on either side.
    mutating func nearly(_ instant: Instant) -> Instant {
        Instant(microseconds: instant.microseconds + Int64(random.below(3) - 1))
    }

    package mutating func date() -> CalendarDate {
        random.pick(Self.dates).adding(days: random.below(3) - 1)
    }

    /// A value; most come from a few, so that customers repeat themselves.
    package mutating func value(_ type: ValueType) -> Value {
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
        case .date: .date(date())
        case .instant: .instant(instant())
        case .list: .list(random.several(0...3) { $0.pick(Self.texts) })
        }
    }

    /// In NFC, as imports leave texts.
    package static let texts = [
        "", "a", "A", "ab", "Straße", "STRASSE", "İstanbul", "i̇s", "H\u{331}a", "ẖ", "ΣΑΣ", "é", "北京", "北", "50%",
        "a_b", "\\", "it's", "a\nb", "9",
    ]

    package static let dates = [
        (1960, 2, 29), (1988, 2, 29), (1999, 12, 31), (2000, 2, 28), (2023, 12, 31), (2024, 2, 29), (2024, 3, 31),
        (2024, 10, 27), (2024, 11, 3), (2025, 1, 1),
    ].compactMap { CalendarDate(year: $0.0, month: $0.1, day: $0.2) }
}
