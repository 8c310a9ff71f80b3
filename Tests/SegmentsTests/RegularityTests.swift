import Domain
import Foundation
import Segments
import Testing

/// How often events come back: regularity, `stopped` and `resumed`. Now is 15 July 2026, 15:00 in London, a Wednesday.
struct RegularityTests {
    private let evaluation = Evaluation()

    private func units(_ text: String) throws -> Regularity {
        guard
            case .atom(.regularity(let regularity)) = try SegmentParser.parseCondition("did \"A\" in at least " + text)
        else { throw NotARegularity() }
        return regularity
    }

    private struct NotARegularity: Error {}

    @Test func rollingUnitsEndAtNowOneBehindTheOther() throws {
        let someone = try timeline(
            ("A", "2026-07-15T14:00:00Z"),
            ("A", "2026-07-08T14:00:00.000001Z"),
            ("A", "2026-07-08T14:00:00Z"),
            ("A", "2026-06-24T14:00:00Z")
        )
        // The weeks end on the 15th, the 8th, the 1st and 24 June at 14:00 UTC: the first two and the fourth hold an A.
        #expect(try evaluation.matches("did \"A\" in at least 2 of last 3 weeks", someone))
        #expect(try !evaluation.matches("did \"A\" in at least 3 of last 3 weeks", someone))
        #expect(try evaluation.matches("did \"A\" in at least 3 of last 4 weeks", someone))
        #expect(try evaluation.matches("did \"A\" in at least 1 of last 1 week", someone))
        #expect(try !evaluation.matches("did \"A\" in at least 1 of last 1 week", try timeline()))
    }

    @Test func wholeUnitsAreThoseBeforeTheOneThatHoldsNow() throws {
        // Weeks begin on Monday: 13 July, 6 July, 29 June; in London at 23:00 UTC of the day before.
        let someone = try timeline(
            ("A", "2026-07-12T23:00:00Z"),
            ("A", "2026-07-12T22:59:59.999999Z"),
            ("A", "2026-06-28T23:00:00Z")
        )
        #expect(try evaluation.matches("did \"A\" in at least 2 of last 2 whole weeks", someone))
        #expect(try !evaluation.matches("did \"A\" in at least 3 of last 3 whole weeks", someone))
        let thisWeek = try timeline(("A", "2026-07-13T00:00:00Z"))
        #expect(try !evaluation.matches("did \"A\" in at least 1 of last 1000 whole weeks", thisWeek))
    }

    /// From 31 March: 28 February, 31 January, 31 December. Stepping from month to month would end on the 28th each time.
    @Test func unitsAreSteppedFromNowAndNotFromEachOther() throws {
        let now = try at("2026-03-31T10:00:00Z")
        let ranges = try units("1 of last 3 months").ranges(asOf: now, in: zone("UTC"))
        let ends = try ["2026-03-31T10:00:00Z", "2026-02-28T10:00:00Z", "2026-01-31T10:00:00Z", "2025-12-31T10:00:00Z"]
            .map { try at($0).next }
        #expect(ranges == zip(ends.dropFirst(), ends).map { InstantRange(start: $0, end: $1) })
    }

    /// Clocks go forward in London on 29 March 2026: that day has 23 hours; and in New York on 8 March.
    @Test func daysAreLocal() throws {
        let london = try units("1 of last 2 whole days").ranges(
            asOf: at("2026-03-30T12:00:00Z"),
            in: zone("Europe/London")
        )
        #expect(london[0] == InstantRange(start: try at("2026-03-29T00:00:00Z"), end: try at("2026-03-29T23:00:00Z")))
        #expect(london[1] == InstantRange(start: try at("2026-03-28T00:00:00Z"), end: try at("2026-03-29T00:00:00Z")))
        let york = try units("1 of last 1 day").ranges(asOf: at("2026-03-09T03:00:00Z"), in: zone("America/New_York"))
        #expect(york[0].start == (try at("2026-03-08T04:00:00Z").next))
    }

    /// In Cairo the clocks go forward at midnight: 24 April 2026 begins at 01:00, and no other day does.
    @Test func aDayWithoutMidnightDoesNotMoveTheOthers() throws {
        let cairo = try zone("Africa/Cairo")
        let ranges = try units("1 of last 2 whole days").ranges(asOf: at("2026-04-24T12:00:00Z"), in: cairo)
        #expect(ranges[0] == InstantRange(start: try at("2026-04-22T22:00:00Z"), end: try at("2026-04-23T22:00:00Z")))
        #expect(ranges[1] == InstantRange(start: try at("2026-04-21T22:00:00Z"), end: try at("2026-04-22T22:00:00Z")))
    }

    @Test func onlyEventsWithTheirConditionCount() throws {
        let someone = try customer(
            [:],
            [("A", "2026-07-14T00:00:00Z", ["x": .integer(1)]), ("A", "2026-07-01T00:00:00Z", ["x": .integer(9)])]
        )
        #expect(try evaluation.matches("did \"A\" in at least 2 of last 3 weeks", someone))
        #expect(try !evaluation.matches("did \"A\" in at least 2 of last 3 weeks where x > 1", someone))
    }

    // MARK: stopped and resumed

    @Test func stoppedIsActivityInTheWindowBeforeAndNoneInThisOne() throws {
        let text = "stopped \"A\" in last 30 days"
        // The windows end on 15 July, 15 June and 16 May at 14:00 UTC.
        #expect(try evaluation.matches(text, timeline(("A", "2026-06-15T14:00:00Z"))))
        #expect(try !evaluation.matches(text, timeline(("A", "2026-06-15T14:00:00.000001Z"))))
        #expect(try evaluation.matches(text, timeline(("A", "2026-05-16T14:00:00.000001Z"))))
        #expect(try !evaluation.matches(text, timeline(("A", "2026-05-16T14:00:00Z"))))
        #expect(
            try !evaluation.matches(text, timeline(("A", "2026-06-01T00:00:00Z"), ("A", "2026-07-01T00:00:00Z")))
        )
        #expect(try !evaluation.matches(text, timeline()))
        // What is still to come is no activity.
        #expect(
            try evaluation.matches(text, timeline(("A", "2026-06-01T00:00:00Z"), ("A", "2026-07-16T00:00:00Z")))
        )
    }

    @Test func resumedNeedsAnEarlierEvent() throws {
        let text = "resumed \"A\" in last 30 days"
        let now = (name: "A", time: "2026-07-01T00:00:00Z")
        #expect(try !evaluation.matches(text, timeline(now)))
        #expect(try evaluation.matches(text, timeline(("A", "2026-05-16T14:00:00Z"), now)))
        #expect(try !evaluation.matches(text, timeline(("A", "2026-05-16T14:00:00.000001Z"), now)))
        #expect(
            try !evaluation.matches(text, timeline(("A", "2025-01-01T00:00:00Z"), ("A", "2026-06-01T00:00:00Z"), now))
        )
        #expect(try !evaluation.matches(text, timeline(("A", "2025-01-01T00:00:00Z"))))
    }

    @Test func changesCountOnlyEventsWithTheirCondition() throws {
        let someone = try customer(
            [:],
            [("A", "2026-06-01T00:00:00Z", ["x": .integer(9)]), ("A", "2026-07-01T00:00:00Z", ["x": .integer(1)])]
        )
        #expect(try !evaluation.matches("stopped \"A\" in last 30 days", someone))
        #expect(try evaluation.matches("stopped \"A\" in last 30 days where x > 5", someone))
    }

    /// The windows before: each bound worked out from the calendar of 2026.
    @Test(arguments: [
        // In London 10:00 UTC was 11:00 by summer time.
        ("last 1 month", "2026-03-31T10:00:00Z", "2026-01-31T11:00:00.000001Z", "2026-02-28T11:00:00.000001Z"),
        ("last 36 hours", "2026-03-31T10:00:00Z", "2026-03-28T10:00:00.000001Z", "2026-03-29T22:00:00.000001Z"),
        ("last 7 days", "2026-04-01T10:00:00Z", "2026-03-18T11:00:00.000001Z", "2026-03-25T11:00:00.000001Z"),
        ("today", "2026-03-30T10:00:00Z", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z"),
        ("yesterday", "2026-03-30T10:00:00Z", "2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z"),
        ("this week", "2026-04-01T10:00:00Z", "2026-03-23T00:00:00Z", "2026-03-29T23:00:00Z"),
        ("this month", "2026-04-01T10:00:00Z", "2026-03-01T00:00:00Z", "2026-03-31T23:00:00Z"),
        ("last month", "2026-04-01T10:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
        ("last quarter", "2026-04-01T10:00:00Z", "2025-09-30T23:00:00Z", "2026-01-01T00:00:00Z"),
        ("last 2 whole years", "2026-04-01T10:00:00Z", "2022-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("this hour", "2026-04-01T10:30:00Z", "2026-04-01T09:00:00Z", "2026-04-01T10:00:00Z"),
    ])
    func theWindowBeforeHasTheSameLength(window: String, now: String, start: String, end: String) throws {
        let current = try SegmentParser.parseWindow(window)
        let (now, london) = (try at(now), try zone("Europe/London"))
        let before = try #require(current.preceding(asOf: now, in: london))
        #expect(before == InstantRange(start: try at(start), end: try at(end)))
        #expect(before.end == current.range(asOf: now, in: london).start)
    }

    @Test func someWindowsHaveNoneBefore() throws {
        for text in ["all time", "from 2026-01-01 to 2026-02-01"] {
            let window = try SegmentParser.parseWindow(text)
            #expect(window.preceding(asOf: try at("2026-07-15T14:00:00Z"), in: try zone("UTC")) == nil)
            let change = Clause.change(ActivityChange(.stopped, EventSelector("A", in: window)))
            let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
            #expect(try !evaluator.matches(.atom(change), customer: timeline(("A", "2025-01-01T00:00:00Z"))))
        }
    }
}
