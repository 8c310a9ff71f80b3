import Domain
import Foundation
import Testing

@Suite struct CalendarTests {
    private let gregorian: Calendar = {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(identifier: "UTC") ?? .gmt
        return calendar
    }()

    @Test func dayNumbersAgreeWithFoundationOverNineCenturies() throws {
        for day in stride(from: -141_000, through: 200_000, by: 37) {
            let date = CalendarDate(daysSinceEpoch: day)
            #expect(date.daysSinceEpoch == day)
            // Foundation changes to the Julian calendar before October 1582; ours is proleptic.
            let parts = gregorian.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(day) * 86_400)
            )
            #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
            #expect(date.isoWeekday == ((try #require(parts.weekday)) + 5) % 7 + 1)
        }
    }

    @Test func aMonthLaterThanTheLastOfJanuaryIsTheLastOfFebruary() throws {
        let january = try #require(CalendarDate(year: 2024, month: 1, day: 31))
        #expect(january.adding(months: 1) == CalendarDate(year: 2024, month: 2, day: 29))
        #expect(january.adding(months: 13) == CalendarDate(year: 2025, month: 2, day: 28))
        #expect(january.adding(months: -2) == CalendarDate(year: 2023, month: 11, day: 30))
    }

    @Test(arguments: ["2026-1-5", "2026-13-01", "2026-02-29", "20260105", "2026-01-05x", "", "----"])
    func whatIsNoDateIsRefused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func datesPrintAsTheyAreRead() throws {
        for text in ["2026-01-05", "0001-01-01", "2024-02-29"] {
            #expect(try #require(CalendarDate(text)).description == text)
        }
    }

    @Test func impossibleDaysAreNoDates() {
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2023, month: 4, day: 31) == nil)
        #expect(CalendarDate(year: 2023, month: 0, day: 1) == nil)
    }
}

@Suite struct LocalTimeTests {
    /// Minutes of a day, as microseconds.
    private func minutes(_ count: Int64) -> Int64 { count * 60_000_000 }

    private func zone(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }

    @Test func aRepeatedLocalTimeIsItsFirstOccurrence() throws {
        // 2023-10-29 01:30 happened twice in London; the first is still summer time, 00:30 UTC.
        let london = try zone("Europe/London")
        let date = try #require(CalendarDate(year: 2023, month: 10, day: 29))
        let instant = london.instant(of: date, microsecondOfDay: minutes(90))
        #expect(instant.seconds == 1_698_539_400)
    }

    @Test func aSkippedLocalTimeIsTheFirstInstantAfterTheGap() throws {
        // 2023-03-26 01:30 did not happen in London: at 01:00 clocks went to 02:00, which is 01:00 UTC.
        let london = try zone("Europe/London")
        let date = try #require(CalendarDate(year: 2023, month: 3, day: 26))
        #expect(london.instant(of: date, microsecondOfDay: minutes(90)).seconds == 1_679_792_400)
    }

    @Test(arguments: ["Europe/London", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "America/Sao_Paulo"])
    func everyLocalTimeAgreesWithFoundationsNextTimePolicy(name: String) throws {
        let zone = try zone(name)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        for day in stride(from: 10_957, through: 20_000, by: 1) {
            let date = CalendarDate(daysSinceEpoch: day)
            for minute in [0, 90, 150, 720] where day % 7 == 3 || minute == 0 {
                let noon = try #require(
                    calendar.date(
                        from: DateComponents(year: date.year, month: date.month, day: date.day, hour: 12)
                    )
                )
                let expected = try #require(
                    calendar.date(
                        bySettingHour: minute / 60,
                        minute: minute % 60,
                        second: 0,
                        of: noon,
                        matchingPolicy: .nextTime,
                        repeatedTimePolicy: .first
                    )
                )
                let instant = zone.instant(of: date, microsecondOfDay: minutes(Int64(minute)))
                #expect(
                    instant.seconds == Int64(expected.timeIntervalSince1970),
                    "\(name) \(date) minute \(minute)"
                )
            }
        }
    }

    @Test func localTimesReturnToTheirInstant() throws {
        let newYork = try zone("America/New_York")
        for hour in 0..<(24 * 400) {
            let instant = Instant(microseconds: 1_690_000_000_000_000 + Int64(hour) * 3_600_000_000)
            let local = newYork.local(instant)
            let back = newYork.instant(of: local.date, microsecondOfDay: local.microsecondOfDay)
            // The second occurrence of a repeated hour reads as the first.
            #expect(back == instant || back.microseconds == instant.microseconds - 3_600_000_000)
        }
    }
}

@Suite struct WindowTests {
    private let shanghai = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    private let london = TimeZone(identifier: "Europe/London") ?? .gmt

    private func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int64, in zone: TimeZone) throws -> Instant {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        return zone.instant(of: date, microsecondOfDay: hour * 3_600_000_000)
    }

    @Test func aRollingWindowExcludesItsStartAndIncludesNow() throws {
        let now = try instant(2026, 3, 10, 12, in: shanghai)
        let range = Window.rolling(count: 7, unit: .day).range(asOf: now, in: shanghai)
        let start = try instant(2026, 3, 3, 12, in: shanghai)
        #expect(!range.contains(start))
        #expect(range.contains(Instant(microseconds: start.microseconds + 1)))
        #expect(range.contains(now))
        #expect(!range.contains(Instant(microseconds: now.microseconds + 1)))
    }

    @Test func daysOfARollingWindowFollowTheWallClockAndHoursDoNot() throws {
        // The clock changed on 2023-03-26: a day ago by the calendar is 23 hours ago.
        let now = try instant(2023, 3, 26, 12, in: london)
        let day = Window.rolling(count: 1, unit: .day).range(asOf: now, in: london)
        let hours = Window.rolling(count: 24, unit: .hour).range(asOf: now, in: london)
        #expect(day.start.microseconds - hours.start.microseconds == 3_600_000_000)
    }

    @Test func calendarWindowsBeginAtLocalMidnightAndNeverPassNow() throws {
        let now = try instant(2026, 5, 20, 9, in: shanghai)  // a Wednesday
        func check(_ window: Window, from: (Int, Int, Int), to: (Int, Int, Int)?) throws {
            let range = window.range(asOf: now, in: shanghai)
            #expect(range.start == (try instant(from.0, from.1, from.2, 0, in: shanghai)), "\(window)")
            let end = try to.map { try instant($0.0, $0.1, $0.2, 0, in: shanghai) }
            #expect(range.end == end ?? Instant(microseconds: now.microseconds + 1), "\(window)")
        }
        try check(.current(.day), from: (2026, 5, 20), to: nil)
        try check(.previous(.day), from: (2026, 5, 19), to: (2026, 5, 20))
        try check(.current(.week), from: (2026, 5, 18), to: nil)
        try check(.previous(.week), from: (2026, 5, 11), to: (2026, 5, 18))
        try check(.previous(.month), from: (2026, 4, 1), to: (2026, 5, 1))
        try check(.current(.quarter), from: (2026, 4, 1), to: nil)
        try check(.previousWhole(count: 3, unit: .month), from: (2026, 2, 1), to: (2026, 5, 1))
        try check(.previous(.year), from: (2025, 1, 1), to: (2026, 1, 1))
    }

    /// In Cairo the clock went from 24 April 2026, 00:00, straight to 01:00: that day began an hour late, the one before it
    /// did not.
    @Test func aDayThatBeginsLateDoesNotMoveTheDaysBeforeIt() throws {
        let cairo = try #require(TimeZone(identifier: "Africa/Cairo"))
        let now = try instant(2026, 4, 24, 12, in: cairo)
        let range = Window.previous(.day).range(asOf: now, in: cairo)
        #expect(range.start == (try instant(2026, 4, 23, 0, in: cairo)))
        #expect(range.end.microseconds - range.start.microseconds == 86_400_000_000)
    }

    @Test func anAbsoluteWindowIncludesBothDaysAndIsCutAtNow() throws {
        let first = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        let last = try #require(CalendarDate(year: 2026, month: 6, day: 30))
        let window = Window.absolute(from: .date(first), to: .date(last))
        let later = try instant(2026, 9, 1, 0, in: shanghai)
        #expect(window.range(asOf: later, in: shanghai).end == (try instant(2026, 7, 1, 0, in: shanghai)))
        let within = try instant(2026, 3, 1, 0, in: shanghai)
        #expect(window.range(asOf: within, in: shanghai).end.microseconds == within.microseconds + 1)
    }
}
