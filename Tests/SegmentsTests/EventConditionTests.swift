import Domain
import Foundation
import Segments
import Testing

/// What is asked of events: how often, which ones, and what their properties come to.
struct EventConditionTests {
    private let evaluation = Evaluation()

    private func shopper() throws -> Customer {
        try customer(
            [:],
            [
                (
                    "Order Completed", "2026-06-30T23:30:00Z",
                    ["revenue": money("50"), "items": .integer(2), "country": .text("France")]
                ),
                (
                    "Order Completed", "2026-07-01T10:00:00Z",
                    ["revenue": money("150"), "items": .integer(9), "country": .text("Spain")]
                ),
                ("Order Returned", "2026-07-02T10:00:00Z", ["revenue": money("-50"), "items": .integer(1)]),
                ("Order Completed", "2026-07-05T10:00:00Z", ["revenue": money("100"), "country": .text("France")]),
                ("Order Completed", "2026-07-11T10:00:00Z", ["items": .integer(4), "country": .text("Spain")]),
                ("Email Opened", "2026-07-12T10:00:00Z", [:]),
            ]
        )
    }

    @Test(arguments: [
        "did \"Order Completed\"", "did \"Order Completed\" at least 4 times",
        "did \"Order Completed\" exactly 4 times",
        "did \"Order Completed\" at most 4 times", "did \"Order Completed\" between 4 and 9 times",
        "did any of (\"Order Completed\", \"Order Returned\") exactly 5 times", "did not \"SMS Opened\"",
        "did \"Order Completed\" exactly 2 times where revenue >= 100",
        "did \"Order Completed\" exactly 1 time in last 7 days", "did not \"Order Completed\" in last 4 days",
        "did \"Order Completed\" exactly 1 time where revenue is missing",
        "did \"Order Completed\" exactly 3 times where (country = \"Spain\" or revenue = 100)",
        "did \"Order Completed\" exactly 2 times where not (country = \"Spain\" or revenue = 100) or did \"Email Opened\"",
        "did \"Order Completed\" exactly 2 times where not revenue >= 100",
        "did \"Order Completed\" exactly 1 time where (items > 2 and not country = \"Spain\" or items is missing)",
        "did \"Order Completed\" exactly 2 times where time before 2026-07-05",
        // 23:30 UTC is half past midnight of 1 July in London.
        "did \"Order Completed\" on at least 3 days and not did \"Order Completed\" on at least 4 days",
    ])
    func frequenciesCountTheEventsMeant(text: String) throws {
        #expect(try evaluation.matches(text, shopper()))
    }

    @Test func daysAreLocalDays() throws {
        let shanghai = Evaluation(zoneName: "Asia/Shanghai")
        let utc = Evaluation(zoneName: "UTC")
        #expect(try !shanghai.matches("did \"Order Completed\" on at least 4 days", shopper()))
        #expect(try utc.matches("did \"Order Completed\" on at least 4 days", shopper()))
    }

    @Test func measuresLeaveOutEventsWithoutTheProperty() throws {
        let shopper = try shopper()
        let expected: [(String, Value?)] = [
            ("count of \"Order Completed\"", .integer(4)),
            ("count of any of (\"Order Completed\", \"Order Returned\") in last 7 days", .integer(1)),
            ("sum of revenue of \"Order Completed\"", try money("300")),
            ("sum of revenue of any of (\"Order Completed\", \"Order Returned\")", try money("250")),
            ("sum of items of \"Order Completed\"", .integer(15)),
            ("average of revenue of \"Order Completed\"", try money("100")),
            ("average of items of \"Order Completed\"", .number(5)),
            ("minimum of revenue of any of (\"Order Completed\", \"Order Returned\")", try money("-50")),
            ("maximum of items of \"Order Completed\"", .integer(9)),
            ("maximum of time of \"Order Completed\"", .instant(try at("2026-07-11T10:00:00Z"))),
            ("median of revenue of \"Order Completed\"", try money("100")),
            ("median of items of any of (\"Order Completed\", \"Order Returned\")", .number(3)),
            ("distinct count of country of \"Order Completed\"", .integer(2)),
            ("most frequent country of \"Order Completed\"", .text("Spain")),
            ("most frequent country of \"Order Completed\" in from 2026-06-01 to 2026-07-05", .text("France")),
            ("country of first \"Order Completed\"", .text("France")),
            ("revenue of last \"Order Completed\"", nil),
            ("revenue of last \"Order Completed\" where revenue is present", try money("100")),
            ("time of first \"Order Completed\"", .instant(try at("2026-06-30T23:30:00Z"))),
            ("days since first \"Order Completed\"", .integer(14)),
            ("days since last \"Order Completed\"", .integer(4)),
            ("days since last \"Email Opened\"", .integer(3)),
            ("average gap of \"Order Returned\"", nil),
        ]
        for (text, value) in expected {
            #expect(try evaluation.value(text, shopper) == value, "\(text)")
        }
    }

    @Test func daysSinceAreCalendarDays() throws {
        // One minute apart, on two sides of midnight in London.
        let someone = try customer([:], [("A", "2026-07-14T22:59:30Z", [:])])
        #expect(try Evaluation(now: "2026-07-14T23:00:30Z").value("days since last \"A\"", someone) == .integer(1))
        #expect(
            try Evaluation(now: "2026-07-14T23:00:30Z", zoneName: "UTC").value("days since last \"A\"", someone)
                == .integer(0)
        )
    }

    @Test func theAverageGapCountsEventsOfOneInstantOnce() throws {
        let times = ["2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z", "2026-07-02T00:00:00Z", "2026-07-04T12:00:00Z"]
        let someone = try customer([:], times.map { (name: "A", time: $0, properties: [:]) })
        #expect(try evaluation.value("average gap of \"A\"", someone) == .number(1.75))
        let twins = try customer([:], times[1...2].map { (name: "A", time: $0, properties: [:]) })
        #expect(try evaluation.value("average gap of \"A\"", twins) == nil)
    }

    @Test func floatingPointNumbersSpreadToTheWholeSum() throws {
        let properties: [[String: Value]] = [["x": .integer(1)], ["x": .number(0.5)], ["x": try money("0.25")]]
        let someone = try customer([:], properties.map { (name: "A", time: "2026-07-01T00:00:00Z", properties: $0) })
        #expect(try evaluation.value("sum of x of \"A\"", someone) == .number(1.75))
        #expect(try evaluation.value("minimum of x of \"A\"", someone) == .money(Amount(tenThousandths: 2_500)))
    }

    @Test func segmentsNameSegments() throws {
        let definitions = try SegmentParser.parse(
            file: "segment a { in segment b or in segment c } segment b { x = 1 } segment c { in segment b and y = 2 }"
        )
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let evaluation = Evaluation(segments: segments)
        #expect(try evaluation.matches("in segment a", customer(["x": .integer(1)])))
        #expect(try !evaluation.matches("in segment a", customer(["y": .integer(2)])))
        #expect(throws: EvaluationError.unknownSegment("d")) { try evaluation.matches("in segment d", customer()) }
    }

    @Test func cyclesAndUnknownZonesAreRefusedBeforeAnyCustomer() throws {
        let text =
            "segment a { in segment b } segment b { not in segment a } segment c { timezone \"Mars/Base\" x = 1 }"
        let definitions = try SegmentParser.parse(file: text)
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let evaluator = ReferenceEvaluator(
            now: try at("2026-07-15T14:00:00Z"),
            timeZone: try zone("UTC"),
            segments: segments
        )
        #expect(throws: EvaluationError.cycle(["a", "b", "a"])) { try evaluator.predicate(for: definitions[0]) }
        #expect(throws: EvaluationError.unknownTimeZone("Mars/Base")) { try evaluator.predicate(for: definitions[2]) }
    }
}
