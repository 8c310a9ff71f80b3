import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import TestSupport
import Testing
import Warehouse

@Suite struct TimeTests {
    private func pattern(_ text: String) throws -> TimeReading { .pattern(try TimePattern.parse(text).get()) }

    /// An instant in UTC.
    private func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Double = 0)
        throws -> Value
    {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        let time = Double(hour * 3_600 + minute * 60) * 1_000_000 + second * 1_000_000
        return .instant(Instant(microseconds: Int64(date.daysSinceEpoch) * 86_400_000_000 + Int64(time.rounded())))
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Value {
        .date(try #require(CalendarDate(year: year, month: month, day: day)))
    }

    private func instants(_ readings: TimeReading...) -> Conversion {
        Conversion(.instant) { $0.times = readings }
    }

    @Test func isoTimesAreReadInTheColumnsZone() async throws {
        try await instants(.iso).expect([
            "2026-01-05": try at(2026, 1, 5), "2026-01-05 08:30": try at(2026, 1, 5, 8, 30),
            "2026-01-05T08:30": try at(2026, 1, 5, 8, 30), "2026-01-05 08:30:15": try at(2026, 1, 5, 8, 30, 15),
            "2026-01-05T08:30:15": try at(2026, 1, 5, 8, 30, 15),
            "2026-01-05 08:30:15.5": try at(2026, 1, 5, 8, 30, 15.5),
            "2026-01-05T08:30:15.123456": try at(2026, 1, 5, 8, 30, 15.123_456),
            "2024-02-29": try at(2024, 2, 29),
        ])
        let shanghai = try #require(TimeZone(identifier: "Asia/Shanghai"))
        try await Conversion(.instant, zone: shanghai) { $0.times = [.iso] }.expect([
            "2026-01-05 08:30": try at(2026, 1, 5, 0, 30), "2026-01-05": try at(2026, 1, 4, 16),
        ])
    }

    /// An engine would read most of these, and drop the offset, the half of the day or the sense.
    @Test func whatIsNotPlainlyAnIsoTimeIsRefused() async throws {
        try await instants(.iso).expect([
            "2026-01-05 08:30+08": nil, "2026-01-05 08:30:15+08": nil, "2026-01-05T08:30:15Z": nil,
            "2026-01-05 08:30:15.123-05:00": nil, "2026-01-05 08:30:15.123+08:00": nil, "2026-01-05 08:30:15.123Z": nil,
            "2026-01-05 08:30:15.123 PM": nil, "2026-01-05 08:30 PM": nil, "2026-01-05 8:30 UTC": nil,
            "2026-1-5 8:30+08": nil, "2026-01-05 8:30PM": nil, "2026-01-05 08:3Z": nil, "2026-01-05 08:30:1Z": nil,
            "12026-1-05": nil, "1-1-1 (BC)": nil, "infinity": nil, "epoch": nil, "today": nil, "2023-02-29": nil,
            "2026-13-01": nil, "2026-04-31": nil, "2026-01-05 25:00": nil, "2026-01-05 08:61": nil, "20260105": nil,
            "2026/1/5": nil,
        ])
    }

    @Test func anOffsetIsFollowed() async throws {
        try await instants(.isoWithOffset).expect([
            "2026-01-05T08:30:00+08:00": try at(2026, 1, 5, 0, 30), "2026-01-05T08:30:00Z": try at(2026, 1, 5, 8, 30),
            "2026-01-05 08:30:00-0500": try at(2026, 1, 5, 13, 30), "2026-01-05 08:30:00+00": try at(2026, 1, 5, 8, 30),
            "2026-01-05 08:30:00 +08:00": try at(2026, 1, 5, 0, 30),
            "2026-01-05T08:30:00.250-03:30": try at(2026, 1, 5, 12, 0, 0.25),
            "2026-01-05T08:30:00": nil, "2026-01-05": nil, "2026-02-30T08:30:00Z": nil,
            "2026-01-05 08:30:00 America/New_York": nil,
        ])
        let readings = try ["yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy/MM/dd HH:mm XX"].map(pattern)
        try await Conversion(.instant, zone: try #require(TimeZone(identifier: "Asia/Shanghai"))) {
            $0.times = readings
        }
        .expect([
            "2026-01-05T08:30:00+08:00": try at(2026, 1, 5, 0, 30), "2026-01-05T08:30:00Z": try at(2026, 1, 5, 8, 30),
            "2026/01/05 08:30 -0330": try at(2026, 1, 5, 12), "2026/01/05 08:30 Z": try at(2026, 1, 5, 8, 30),
        ])
    }

    @Test func patternsReadWhatTheySay() async throws {
        let readings = try [
            "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日 H:mm", "dd.MM.yyyy", "h:mm a, M-d-yyyy", "yyyy-MM-dd HH:mm:ss.SSS",
            "'week of' yyyy.MM.dd", "yyyy%MM%dd",
        ].map(pattern)
        try await Conversion(.instant) { $0.times = readings }.expect([
            "2026/1/5": try at(2026, 1, 5), "2026/12/31": try at(2026, 12, 31), "20260105": try at(2026, 1, 5),
            "2026年1月5日 8:30": try at(2026, 1, 5, 8, 30), "31.12.2025": try at(2025, 12, 31),
            "8:30 PM, 1-5-2026": try at(2026, 1, 5, 20, 30), "12:05 AM, 1-5-2026": try at(2026, 1, 5, 0, 5),
            "2026-01-05 08:30:00.250": try at(2026, 1, 5, 8, 30, 0.25), "week of 2026.01.05": try at(2026, 1, 5),
            "2026%01%05": try at(2026, 1, 5), "2024/2/29": try at(2024, 2, 29),
            "2023/2/29": nil, "2026/13/1": nil, "26/1/5": nil, "0026/1/5": nil, "31.12.25": nil, "202615": nil,
            "2026年1月5日": nil, "2026/1/5 x": nil,
        ])
    }

    /// What a pattern reads in a checked sample, it reads in the file.
    @Test func patternsAgreeWithTheReaderThatChoosesThem() async throws {
        let texts = [
            "yyyy/M/d", "yyyy/M/d H:mm", "yyyy-M-d H:mm:ss", "yyyyMMdd", "yyyyMMddHHmmss", "yyyy.M.d", "yyyy年M月d日",
            "yyyy年M月d日H时mm分ss秒", "d/M/yyyy H:mm", "M-d-yyyy", "yyyy/M/d H:mm:ss.SSS", "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd HH:mm:ss.SSSSSS", "MM/dd/yyyy hh:mm a", "yyyy-MM-dd HH:mm:ss XX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        ]
        var random = SeededRandom(seed: 3)
        for text in texts {
            let pattern = try TimePattern.parse(text).get()
            let written = (0..<60).map { _ in Self.sample(of: pattern, &random) }
            let outcomes = try await Conversion(.instant) { $0.times = [.pattern(pattern)] }.outcomes(of: written)
            for (sample, outcome) in zip(written, outcomes) {
                guard let time = pattern.read(sample) else { continue }
                let local = Int64(time.date.daysSinceEpoch) * 86_400_000_000 + time.microsecondOfDay
                let instant = Instant(microseconds: local - (time.offsetSeconds ?? 0) * 1_000_000)
                #expect(outcome == .value(.instant(instant)), "“\(sample)” by \(text)")
            }
        }
    }

    private static func sample(of pattern: TimePattern, _ random: inout SeededRandom) -> String {
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return pattern.elements.map { element in
            switch element {
            case .year: digits(1_970 + random.below(100), 4)
            case .month(let padded): digits(1 + random.below(12), padded ? 2 : 1)
            case .day(let padded): digits(1 + random.below(31), padded ? 2 : 1)
            case .hour(let padded): digits(random.below(24), padded ? 2 : 1)
            case .halfDayHour(let padded): digits(1 + random.below(12), padded ? 2 : 1)
            case .halfDay: random.pick(["AM", "PM", "am", "pm"])
            case .minute, .second: digits(random.below(60), 2)
            case .fraction(let count): (0..<count).map { _ in String(random.below(10)) }.joined()
            case .offset(let colon):
                random.once(in: 4)
                    ? "Z"
                    : random.pick(["+", "-"]) + digits(random.below(14), 2) + (colon ? ":" : "")
                        + random.pick(["00", "30"])
            case .literal(let text): text
            }
        }.joined()
    }

    @Test func spreadsheetsCountDays() async throws {
        try await instants(.excel).expect([
            "45292.5": try at(2024, 1, 1, 12), "45292": try at(2024, 1, 1),
            "45292.999988426": try at(2024, 1, 1, 23, 59, 59),
            "25569": try at(1970, 1, 1), "2": try at(1900, 1, 1), "0": nil, "-5": nil, "2958466": nil, "1e300": nil,
            "20260105": nil, "x": nil, "nan": nil, "2024-01-01": nil,
        ])
        let new = try #require(TimeZone(identifier: "America/New_York"))
        try await Conversion(.instant, zone: new) { $0.times = [.excel] }.expect([
            "45292.5": try at(2024, 1, 1, 17), "45474.5": try at(2024, 7, 1, 16),
        ])
    }

    @Test func digitsAndMarksOfFullWidthAreReadAsOthers() async throws {
        let wide = try #require(try? TimePattern.parse("yyyy／MM／dd").get())
        let conversion = Conversion(.instant) { $0.times = [.iso, .pattern(wide)] }
        try await conversion.expect([
            "２０２６-０１-０５": try at(2026, 1, 5), "２０２６－０１－０５　０８：３０": try at(2026, 1, 5, 8, 30),
            "2026-01-05": try at(2026, 1, 5), "2026／01／05": try at(2026, 1, 5), "２０２６": nil,
        ])
    }

    @Test func secondsAndMillisecondsSinceTheEpoch() async throws {
        // A count of another length is one of other units, or a slip.
        try await instants(.epochSeconds).expect([
            "1767601800": try at(2026, 1, 5, 8, 30), "0": nil, "-86400": nil, "-767601800": nil, "1767601800250": nil,
            "1767601.50": nil, "99999999999999999": nil, "x": nil,
        ])
        try await instants(.epochMilliseconds).expect([
            "1767601800250": try at(2026, 1, 5, 8, 30, 0.25), "1767601800": nil, "5": nil, "99999999999999999": nil,
            "9223372036854775807": nil,
        ])
        let both = Conversion(.instant) { $0.times = [.epochMilliseconds, .epochSeconds] }
        try await both.expect([
            "1767601800250": try at(2026, 1, 5, 8, 30, 0.25), "1767601800": try at(2026, 1, 5, 8, 30), "5": nil,
        ])
    }

    @Test func waysOfWritingAreTriedInOrder() async throws {
        let conversion = Conversion(.instant) { $0.times = [.iso, .isoWithOffset, .excel] }
        try await conversion.expect([
            "2026-01-05": try at(2026, 1, 5), "2026-01-05T08:30:00+08:00": try at(2026, 1, 5, 0, 30),
            "45292.5": try at(2024, 1, 1, 12), "soon": nil,
        ])
    }

    @Test func datesHaveNoZone() async throws {
        let new = try #require(TimeZone(identifier: "America/New_York"))
        let readings = [.iso, try pattern("yyyy/M/d"), try pattern("yyyyMMdd"), .excel]
        try await Conversion(.date, zone: new) { $0.times = readings }.expect([
            "2026-01-05": try day(2026, 1, 5), "2026/1/5": try day(2026, 1, 5), "20260105": try day(2026, 1, 5),
            "2026-01-05 23:59:59": try day(2026, 1, 5), "45292": try day(2024, 1, 1), "45292.99": try day(2024, 1, 1),
            "1901-02-03": try day(1901, 2, 3), "2023-02-29": nil, "x": nil,
        ])
    }
}
