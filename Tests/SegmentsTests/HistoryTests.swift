import Domain
import Foundation
import Segments
import Testing

/// What was recorded of memberships. Now is 15 July 2026, 14:00 UTC, in London.
struct HistoryTests {
    private func change(
        _ at: String,
        _ entered: Bool,
        recorded: String? = nil,
        withdrawn: String? = nil,
        segment: String = "S",
        customer: String = "c"
    ) throws -> MembershipChange {
        MembershipChange(
            segment: segment,
            customer: customer,
            at: try SegmentsTests.at(at),
            entered: entered,
            recordedAt: try SegmentsTests.at(recorded ?? at),
            withdrawnAt: try withdrawn.map { try SegmentsTests.at($0) }
        )
    }

    private func matches(
        _ text: String,
        _ changes: [MembershipChange],
        now: String = "2026-07-15T14:00:00Z"
    ) throws -> Bool {
        let segment = SegmentDefinition(name: "S", condition: .atom(.trait(name: "x", Comparison(.present))))
        let evaluation = Evaluation(now: now, segments: ["S": segment], history: MembershipHistory(changes))
        return try evaluation.matches(text, customer())
    }

    @Test func theLastChangeUpToTheInstantDecides() throws {
        let changes = [
            try change("2026-06-01T00:00:00Z", true), try change("2026-06-10T00:00:00Z", false),
            try change("2026-07-01T00:00:00Z", true),
        ]
        let expected = [
            ("2026-05-31T23:59:59Z", false), ("2026-06-01T00:00:00Z", true), ("2026-06-09T23:59:59Z", true),
            ("2026-06-10T00:00:00Z", false), ("2026-07-01T00:00:00Z", true), ("2026-07-15T14:00:00Z", true),
            ("2027-01-01T00:00:00Z", true),
        ]
        for (instant, answer) in expected {
            #expect(try matches("was in segment \"S\" at " + instant, changes.shuffled()) == answer, "\(instant)")
        }
        #expect(try !matches("was in segment \"S\" at 2026-07-01", []))
    }

    /// 10 June ends in London at 23:00 UTC.
    @Test func aDateIsTheEndOfItsDay() throws {
        let before = [try change("2026-06-10T22:59:59.999999Z", true)]
        let after = [try change("2026-06-10T23:00:00Z", true)]
        #expect(try matches("was in segment \"S\" at 2026-06-10", before))
        #expect(try !matches("was in segment \"S\" at 2026-06-10", after))
        #expect(try matches("was in segment \"S\" at 2026-06-11", after))
    }

    @Test func entriesAndExitsLieInAWindow() throws {
        let changes = [try change("2026-07-08T14:00:00Z", true), try change("2026-07-10T00:00:00Z", false)]
        #expect(try !matches("entered segment \"S\" in last 7 days", changes))
        #expect(try matches("entered segment \"S\" in last 8 days", changes))
        #expect(try matches("left segment \"S\" in last 7 days", changes))
        #expect(try matches("entered segment \"S\" and left segment \"S\"", changes))
        #expect(try !matches("left segment \"S\" in last month", changes))
        #expect(try !matches("left segment \"S\"", [changes[0]]))
        #expect(try !matches("entered segment \"S\"", [changes[1]]))
    }

    /// On 5 July a late event arrived: the exit of 20 June never happened, and the true one was on 28 June.
    @Test func whatWasKnownThenAndWhatIsKnownNowDiffer() throws {
        let changes = [
            try change("2026-06-01T00:00:00Z", true),
            try change("2026-06-20T00:00:00Z", false, withdrawn: "2026-07-05T00:00:00Z"),
            try change("2026-06-28T00:00:00Z", false, recorded: "2026-07-05T00:00:00Z"),
        ]
        let was = "was in segment \"S\" at 2026-06-25T00:00:00Z"
        #expect(try matches(was, changes))
        #expect(try !matches(was + " as known at 2026-07-01T00:00:00Z", changes))
        #expect(try !matches(was + " as known at 2026-07-04T23:59:59.999999Z", changes))
        #expect(try matches(was + " as known at 2026-07-05T00:00:00Z", changes))
        #expect(try matches(was, changes, now: "2026-07-05T00:00:00Z"))
        #expect(try !matches(was, changes, now: "2026-07-04T23:59:59.999999Z"))
        let left = "left segment \"S\" in from 2026-06-27 to 2026-06-30"
        #expect(try matches(left, changes))
        #expect(try !matches(left + " as known at 2026-07-04", changes))
        // The end of 4 July is 23:00 UTC; what is known after now is not known.
        #expect(try matches("left segment \"S\" as known at 2026-06-20", changes))
        #expect(try !matches(was + " as known at 2027-01-01", changes, now: "2026-07-01T00:00:00Z"))
    }

    @Test func changesAfterNowDoNotExist() throws {
        let changes = [try change("2026-07-15T14:00:00.000001Z", true, recorded: "2026-07-01T00:00:00Z")]
        #expect(try !matches("entered segment \"S\"", changes))
        #expect(try !matches("was in segment \"S\" at 2026-12-01", changes))
    }

    @Test func ofTwoChangesOfOneInstantTheOneRecordedLaterDecides() throws {
        let changes = [
            try change("2026-06-01T00:00:00Z", true, recorded: "2026-06-03T00:00:00Z"),
            try change("2026-06-01T00:00:00Z", false, recorded: "2026-06-02T00:00:00Z"),
        ]
        #expect(try matches("was in segment \"S\" at 2026-06-01", changes))
        #expect(try matches("was in segment \"S\" at 2026-06-01", changes.reversed()))
        #expect(try !matches("was in segment \"S\" at 2026-06-01 as known at 2026-06-02", changes))
    }

    @Test func othersAndOtherSegmentsAreNotLookedAt() throws {
        let changes = [
            try change("2026-06-01T00:00:00Z", true, segment: "T"),
            try change("2026-06-01T00:00:00Z", true, customer: "d"),
        ]
        #expect(try !matches("entered segment \"S\"", changes))
        // A segment that is no more has a record still.
        #expect(try matches("entered segment \"T\"", changes))
        #expect(throws: EvaluationError.unknownSegment("U")) { try matches("entered segment \"U\"", changes) }
    }
}
