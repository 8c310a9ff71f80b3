import Domain
import Foundation
import Segments
import Testing

/// Events one after another: each case worked out by hand.
struct SequenceTests {
    private let evaluation = Evaluation()

    private func matches(_ steps: String, _ customer: Customer) throws -> Bool {
        try evaluation.matches("did sequence (\(steps))", customer)
    }

    @Test func laterStepsAreLaterInTimeOrArrival() throws {
        let inOrder = try timeline(("A", "2026-07-01T10:00:00Z"), ("B", "2026-07-01T10:00:00Z"))
        #expect(try matches("\"A\" then \"B\"", inOrder))
        #expect(try !matches("\"B\" then \"A\"", inOrder))
        #expect(try !matches("\"A\" then \"A\"", inOrder))
        #expect(try matches("\"A\"", inOrder))
        #expect(try !matches("\"C\"", inOrder))
        let backwards = try timeline(("A", "2026-07-01T10:00:00.000001Z"), ("B", "2026-07-01T10:00:00Z"))
        #expect(try !matches("\"A\" then \"B\"", backwards))
    }

    @Test func withinReachesItsEndAndNotAMicrosecondFurther() throws {
        let start = "2026-07-01T10:00:00Z"
        #expect(
            try matches("\"A\" then \"B\" within 24 hours", timeline(("A", start), ("B", "2026-07-02T10:00:00Z")))
        )
        #expect(
            try !matches(
                "\"A\" then \"B\" within 24 hours",
                timeline(("A", start), ("B", "2026-07-02T10:00:00.000001Z"))
            )
        )
    }

    /// A day is a step of the local calendar: 23 hours across 29 March 2026 and 25 across 25 October in London, 23 across
    /// 8 March and 25 across 1 November in New York.
    @Test(arguments: [
        ("Europe/London", "2026-03-28T12:00:00Z", "2026-03-29T11:00:00Z"),
        ("Europe/London", "2026-10-24T11:00:00Z", "2026-10-25T12:00:00Z"),
        ("America/New_York", "2026-03-07T17:00:00Z", "2026-03-08T16:00:00Z"),
        ("America/New_York", "2026-10-31T16:00:00Z", "2026-11-01T17:00:00Z"),
        ("Asia/Shanghai", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
    ])
    func aDayEndsAtTheSameLocalTime(zone: String, start: String, end: String) throws {
        let evaluation = Evaluation(now: "2027-01-01T00:00:00Z", zoneName: zone)
        let last = try at(end)
        for (offset, expected) in [(Int64(0), true), (1, false)] {
            let someone = Customer(
                id: "c",
                events: [
                    Event(time: try at(start), arrival: 0, name: "A"),
                    Event(time: Instant(microseconds: last.microseconds + offset), arrival: 1, name: "B"),
                ]
            )
            #expect(try evaluation.matches("did sequence (\"A\" then \"B\" within 1 day)", someone) == expected)
            // The other way round, a trailing negation holds exactly where the step did not.
            #expect(try evaluation.matches("did sequence (\"A\" then not \"B\" within 1 day)", someone) != expected)
        }
    }

    /// 31 January and one month is 28 February; 29 February and one year is 28 February.
    @Test func longerStepsTakeTheLastDayThatExists() throws {
        let evaluation = Evaluation(now: "2030-01-01T00:00:00Z", zoneName: "UTC")
        let january = try timeline(("A", "2026-01-31T09:00:00Z"), ("B", "2026-02-28T09:00:00Z"))
        #expect(try evaluation.matches("did sequence (\"A\" then \"B\" within 1 month)", january))
        let leap = try timeline(("A", "2028-02-29T09:00:00Z"), ("B", "2029-02-28T09:00:00Z"))
        #expect(try evaluation.matches("did sequence (\"A\" then \"B\" within 1 year)", leap))
        let late = try timeline(("A", "2028-02-29T09:00:00Z"), ("B", "2029-02-28T09:00:01Z"))
        #expect(try !evaluation.matches("did sequence (\"A\" then \"B\" within 1 year)", late))
    }

    /// The first A is too early for B, the second one fits; taking B early would miss C.
    @Test func someChoiceOfEventsIsEnough() throws {
        let someone = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("A", "2026-07-03T00:00:00Z"),
            ("B", "2026-07-03T12:00:00Z"),
            ("B", "2026-07-06T00:00:00Z"),
            ("C", "2026-07-06T10:00:00Z")
        )
        #expect(try matches("\"A\" then \"B\" within 1 day", someone))
        #expect(try matches("\"A\" then \"B\" then \"C\" within 12 hours", someone))
        #expect(try !matches("\"A\" then \"B\" within 1 day then \"C\" within 12 hours", someone))
        #expect(try matches("\"A\" then \"B\" within 3 days then \"C\" within 12 hours", someone))
    }

    /// Clocks go back in London on 25 October 2026 at 01:00 UTC, so the local time of the later event is the earlier one.
    @Test func aDeadlineMayBeLaterForTheEarlierEvent() throws {
        let evaluation = Evaluation(now: "2026-12-01T00:00:00Z")
        let someone = try timeline(
            ("A", "2026-10-25T00:45:00Z"),
            ("A", "2026-10-25T01:15:00Z"),
            ("B", "2026-10-26T01:40:00Z")
        )
        // 00:45 UTC is 01:45 local: the deadline is 26 October 01:45 UTC. 01:15 UTC is 01:15 local: 01:15 UTC.
        #expect(try evaluation.matches("did sequence (\"A\" then \"B\" within 1 day)", someone))
        let onlyLater = try timeline(("A", "2026-10-25T01:15:00Z"), ("B", "2026-10-26T01:40:00Z"))
        #expect(try !evaluation.matches("did sequence (\"A\" then \"B\" within 1 day)", onlyLater))
    }

    @Test func notBetweenTwoStepsLooksStrictlyBetween() throws {
        let steps = "\"A\" then not \"X\" then \"B\""
        #expect(try matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-02T00:00:00Z"))))
        let between = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("X", "2026-07-01T12:00:00Z"),
            ("B", "2026-07-02T00:00:00Z")
        )
        #expect(try !matches(steps, between))
        let outside = try timeline(
            ("X", "2026-07-01T00:00:00Z"),
            ("A", "2026-07-01T00:00:00Z"),
            ("B", "2026-07-02T00:00:00Z"),
            ("X", "2026-07-02T00:00:00Z")
        )
        #expect(try matches(steps, outside))
        let tied = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("X", "2026-07-01T00:00:00Z"),
            ("B", "2026-07-01T00:00:00Z")
        )
        #expect(try !matches(steps, tied))
        // The second A has no X after it.
        let again = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("X", "2026-07-02T00:00:00Z"),
            ("A", "2026-07-03T00:00:00Z"),
            ("B", "2026-07-04T00:00:00Z")
        )
        #expect(try matches(steps, again))
        #expect(try !matches("\"A\" then not \"X\" then not \"A\" then \"B\"", between))
        #expect(try matches("\"A\" then not \"Y\" then not \"Z\" then \"B\"", between))
    }

    /// The events matched are not between themselves, even where they are of the kind that is forbidden.
    @Test func anEventMayBeWantedAndForbidden() throws {
        let twice = try timeline(("A", "2026-07-01T00:00:00Z"), ("A", "2026-07-02T00:00:00Z"))
        #expect(try matches("\"A\" then not \"A\" then \"A\"", twice))
        let thrice = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("A", "2026-07-02T00:00:00Z"),
            ("A", "2026-07-03T00:00:00Z")
        )
        #expect(try matches("\"A\" then not \"A\" then \"A\" then \"A\"", thrice))
        #expect(try !matches("\"A\" then \"A\" then not \"A\" then \"A\" then \"A\"", thrice))
    }

    /// Now is 15 July 14:00 UTC.
    @Test func aTrailingNotHoldsOnceItsTimeHasPassed() throws {
        let steps = "\"A\" then not \"B\" within 2 days"
        #expect(try matches(steps, timeline(("A", "2026-07-13T14:00:00Z"))))
        #expect(try !matches(steps, timeline(("A", "2026-07-13T14:00:00.000001Z"))))
        #expect(try matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-03T00:00:00.000001Z"))))
        #expect(try !matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-03T00:00:00Z"))))
        // A B before the last match does not count, nor one at its instant that arrived earlier.
        #expect(try matches(steps, timeline(("B", "2026-07-01T00:00:00Z"), ("A", "2026-07-01T00:00:00Z"))))
        #expect(try !matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-01T00:00:00Z"))))
        // Another A may be the last match.
        let again = try timeline(
            ("A", "2026-07-01T00:00:00Z"),
            ("B", "2026-07-01T12:00:00Z"),
            ("A", "2026-07-10T00:00:00Z")
        )
        #expect(try matches(steps, again))
    }

    @Test func aTrailingNotWithoutWithinReachesToNow() throws {
        let steps = "\"A\" then not \"B\""
        #expect(try matches(steps, timeline(("A", "2026-07-15T14:00:00Z"))))
        #expect(try !matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-15T14:00:00Z"))))
        #expect(try matches(steps, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-15T14:00:00.000001Z"))))
        let both = "\"A\" then not \"B\" then not \"C\" within 1 day"
        #expect(try matches(both, timeline(("A", "2026-07-01T00:00:00Z"), ("C", "2026-07-03T00:00:00Z"))))
        #expect(try !matches(both, timeline(("A", "2026-07-01T00:00:00Z"), ("C", "2026-07-01T00:00:01Z"))))
        #expect(try !matches(both, timeline(("A", "2026-07-01T00:00:00Z"), ("B", "2026-07-03T00:00:00Z"))))
    }

    /// The last three days reach back to 12 July 14:00 UTC, which is not among them.
    @Test func theWindowHoldsTheEventsMatchedAndNotWhatMustNotFollow() throws {
        let edge = try timeline(("A", "2026-07-12T14:00:00Z"), ("B", "2026-07-13T00:00:00Z"))
        #expect(try !evaluation.matches("did sequence (\"A\" then \"B\") in last 3 days", edge))
        let inside = try timeline(("A", "2026-07-12T14:00:00.000001Z"), ("B", "2026-07-13T00:00:00Z"))
        #expect(try evaluation.matches("did sequence (\"A\" then \"B\") in last 3 days", inside))
        let june = try timeline(("A", "2026-06-30T12:00:00Z"), ("B", "2026-07-01T12:00:00Z"))
        #expect(try !evaluation.matches("did sequence (\"A\" then not \"B\" within 2 days) in last month", june))
        #expect(try evaluation.matches("did sequence (\"A\") in last month", june))
    }

    @Test func eachStepHasItsOwnWhere() throws {
        let someone = try customer(
            [:],
            [
                ("A", "2026-07-01T00:00:00Z", ["x": .integer(1)]), ("A", "2026-07-02T00:00:00Z", ["x": .integer(5)]),
                ("B", "2026-07-03T00:00:00Z", ["x": .integer(1)]), ("B", "2026-07-04T00:00:00Z", [:]),
            ]
        )
        #expect(try matches("\"A\" where x > 1 then \"B\" within 1 day where x = 1", someone))
        #expect(try !matches("\"A\" where x > 1 then \"B\" within 1 day where x is missing", someone))
        #expect(try matches("\"A\" where x > 1 then not \"B\" within 3 days where x > 1", someone))
        #expect(try matches("any of (\"A\", \"B\") where x = 5 then any of (\"A\", \"B\")", someone))
    }

    @Test func eventsAfterNowMatchNothing() throws {
        let someone = try timeline(("A", "2026-07-15T13:00:00Z"), ("B", "2026-07-15T15:00:00Z"))
        #expect(try !matches("\"A\" then \"B\"", someone))
        #expect(try matches("\"A\" then not \"B\"", someone))
    }

    @Test func twentyStepsOverManyEventsEndSoon() throws {
        let events = (0..<200).map { place in
            Event(time: Instant(microseconds: Int64(place)), arrival: Int64(place), name: "A")
        }
        let steps = Array(repeating: "\"A\"", count: 19).joined(separator: " then ")
        let someone = Customer(id: "c", events: events)
        #expect(try matches(steps + " then \"A\"", someone))
        #expect(try !matches(steps + " then \"B\"", someone))
    }
}
