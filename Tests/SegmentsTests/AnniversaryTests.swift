import Domain
import Foundation
import Segments
import Testing

/// Birthdays and other days that come back each year.
struct AnniversaryTests {
    private func born(_ text: String) throws -> Customer {
        try customer(["birthday": .date(try #require(CalendarDate(text)))])
    }

    /// On 15 July 2026 in London.
    @Test(arguments: [
        ("in next 7 days", "1990-07-15", true), ("in next 7 days", "1990-07-14", false),
        ("in next 7 days", "1990-07-21", true), ("in next 7 days", "1990-07-22", false),
        ("today", "1990-07-15", true), ("today", "1990-07-16", false), ("in today", "1990-07-15", true),
        ("this week", "1990-07-13", true), ("this week", "1990-07-19", true), ("this week", "1990-07-12", false),
        ("this week", "1990-07-20", false), ("this month", "1990-07-01", true), ("this month", "1990-07-31", true),
        ("this month", "1990-08-01", false), ("this quarter", "1990-09-30", true),
        ("this quarter", "1990-06-30", false),
        ("this year", "1990-01-01", true), ("in next 1 month", "1990-08-14", true),
        ("in next 1 month", "1990-08-15", false), ("in next 1 year", "1990-07-14", true),
        ("in next 100000 years", "2030-01-01", true),
        // The date itself is none, and there is none before it.
        ("today", "2026-07-15", false), ("this year", "2026-03-01", false), ("this year", "2027-01-01", false),
        ("today", "2025-07-15", true), ("in next 2 years", "2026-07-15", true),
    ])
    func anAnniversaryFallsOnSomeOfTheDays(window: String, birthday: String, expected: Bool) throws {
        #expect(try Evaluation().matches("birthday anniversary " + window, born(birthday)) == expected)
    }

    @Test(arguments: [
        // 2026 is a common year, 2028 is not.
        ("2026-02-28T12:00:00Z", "today", true), ("2026-03-01T12:00:00Z", "today", false),
        ("2028-02-28T12:00:00Z", "today", false), ("2028-02-29T12:00:00Z", "today", true),
        ("2026-02-22T12:00:00Z", "in next 7 days", true), ("2028-02-22T12:00:00Z", "in next 7 days", false),
        ("2028-02-23T12:00:00Z", "in next 7 days", true), ("2100-02-28T12:00:00Z", "today", true),
    ])
    func theLeapDayFallsOnThe28thInACommonYear(now: String, window: String, expected: Bool) throws {
        let evaluation = Evaluation(now: now, zoneName: "UTC")
        #expect(try evaluation.matches("birthday anniversary " + window, born("2000-02-29")) == expected)
    }

    @Test func aWindowMayReachIntoTheNextYear() throws {
        let evaluation = Evaluation(now: "2026-12-28T12:00:00Z", zoneName: "UTC")
        #expect(try evaluation.matches("birthday anniversary in next 7 days", born("1990-01-03")))
        #expect(try !evaluation.matches("birthday anniversary in next 7 days", born("1990-01-04")))
        #expect(try evaluation.matches("birthday anniversary this week", born("1990-01-03")))
    }

    /// 23:30 UTC on 14 July is the 15th in London and in Shanghai, and the 14th in New York.
    @Test func anInstantHasTheAnniversariesOfItsLocalDate() throws {
        let someone = try customer(["joined": .instant(try at("2020-07-14T23:30:00Z"))])
        for (zone, expected) in [("Europe/London", true), ("Asia/Shanghai", true), ("America/New_York", false)] {
            let evaluation = Evaluation(now: "2026-07-15T14:00:00Z", zoneName: zone)
            #expect(try evaluation.matches("joined anniversary today", someone) == expected)
        }
    }

    @Test func todayIsLocal() throws {
        // 15 July, 17:00 UTC, is the 16th in Shanghai.
        let evaluation = Evaluation(now: "2026-07-15T17:00:00Z", zoneName: "Asia/Shanghai")
        #expect(try evaluation.matches("birthday anniversary today", born("1990-07-16")))
    }

    @Test func aMissingDateAndATextHaveNone() throws {
        #expect(try !Evaluation().matches("birthday anniversary this year", customer()))
        #expect(try Evaluation().matches("not birthday anniversary this year", customer()))
        let text = try customer(["birthday": .text("1990-07-15")])
        #expect(try !Evaluation().matches("birthday anniversary this year", text))
    }

    @Test func measuresOfTimeHaveAnniversaries() throws {
        let someone = try timeline(("A", "2025-07-15T09:00:00Z"))
        #expect(try Evaluation().matches("first \"A\" anniversary today", someone))
    }
}
