import Domain
import Foundation
import Segments
import Testing

/// The points of the language's meaning that people get wrong, in the order of its design.
struct SemanticsTests {
    private let evaluation = Evaluation()

    // MARK: 1. Two values

    @Test(arguments: [
        "city = \"北京\"", "city != \"北京\"", "city in (\"北京\")", "city not in (\"北京\")", "city contains \"北\"",
        "city > \"a\"",
        "city between \"a\" and \"z\"", "city before 2026-01-01", "city after 2026-01-01", "city on 2026-01-01",
        "city in today",
        "city has any of (\"a\")", "city has none of (\"a\")", "city is present",
        "average of revenue of \"A\" > 0", "average of revenue of \"A\" != 0", "first \"A\" in all time",
        "revenue of last \"A\" != 0",
    ])
    func aComparisonWithAMissingValueIsFalseAndItsNegationTrue(text: String) throws {
        let nobody = try customer()
        #expect(try !evaluation.matches(text, nobody))
        #expect(try evaluation.matches("not " + text, nobody))
    }

    @Test func onlyIsMissingIsTrueOfAMissingValue() throws {
        #expect(try evaluation.matches("city is missing", try customer()))
        #expect(try !evaluation.matches("city is missing", try customer(["city": .text("")])))
    }

    @Test func anotherTypeIsNoAnswer() throws {
        let someone = try customer(["age": .integer(30)])
        #expect(try !evaluation.matches("age = \"30\"", someone))
        #expect(try !evaluation.matches("age != \"30\"", someone))
        #expect(try !evaluation.matches("age not in (\"30\")", someone))
    }

    // MARK: 2. As of

    @Test func eventsAfterNowDoNotExist() throws {
        let someone = try customer(
            [:],
            [("A", "2026-07-15T14:00:00Z", [:]), ("A", "2026-07-15T14:00:00.000001Z", [:])]
        )
        #expect(try evaluation.matches("did \"A\" exactly 1 time", someone))
        #expect(try evaluation.matches("did \"A\" exactly 1 time in today", someone))
        #expect(try evaluation.matches("did \"A\" exactly 1 time in from 2026-01-01 to 2027-01-01", someone))
        #expect(try evaluation.value("time of last \"A\"", someone) == .instant(try at("2026-07-15T14:00:00Z")))
    }

    // MARK: 3. Windows (their instants are Domain's; here they must be asked for in the segment's zone)

    @Test func aSegmentIsReadInItsOwnZone() throws {
        // 17:00 UTC on the 14th is the 15th in Shanghai and the 14th in London.
        let someone = try customer([:], [("A", "2026-07-14T17:00:00Z", [:])])
        let definitions = try SegmentParser.parse(
            file:
                "segment s { timezone \"Asia/Shanghai\" did \"A\" in today } segment t { in segment s and not did A in today }"
        )
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        let evaluator = ReferenceEvaluator(
            now: try at("2026-07-15T14:00:00Z"),
            timeZone: try zone("Europe/London"),
            segments: segments
        )
        #expect(try evaluator.matches(definitions[0], customer: someone))
        #expect(try evaluator.matches(definitions[1], customer: someone))
    }

    @Test(arguments: [
        // Clocks went forward in London on 29 March 2026 at 01:00: seven calendar days are one hour short.
        ("Europe/London", "2026-04-01T11:00:00Z", "last 7 days", "2026-03-25T12:00:00Z", "2026-03-25T12:00:00.000001Z"),
        // 168 hours are exact.
        (
            "Europe/London", "2026-04-01T11:00:00Z", "last 168 hours", "2026-03-25T11:00:00Z",
            "2026-03-25T11:00:00.000001Z"
        ),
        // And back on 25 October 2026.
        ("Europe/London", "2026-10-28T12:00:00Z", "last 7 days", "2026-10-21T11:00:00Z", "2026-10-21T11:00:00.000001Z"),
        ("Asia/Shanghai", "2026-04-01T11:00:00Z", "last 7 days", "2026-03-25T11:00:00Z", "2026-03-25T11:00:00.000001Z"),
        ("Asia/Shanghai", "2026-04-01T11:00:00Z", "today", "2026-03-31T15:59:59.999999Z", "2026-03-31T16:00:00Z"),
        // 31 March less one month is 28 February, or 29 in a leap year.
        ("UTC", "2026-03-31T10:00:00Z", "last 1 month", "2026-02-28T10:00:00Z", "2026-02-28T10:00:00.000001Z"),
        ("UTC", "2028-03-31T10:00:00Z", "last 1 month", "2028-02-29T10:00:00Z", "2028-02-29T10:00:00.000001Z"),
        ("UTC", "2028-02-29T10:00:00Z", "last 1 year", "2027-02-28T10:00:00Z", "2027-02-28T10:00:00.000001Z"),
        // 1 April 2026 is a Wednesday.
        ("UTC", "2026-04-01T10:00:00Z", "this week", "2026-03-29T23:59:59Z", "2026-03-30T00:00:00Z"),
        ("UTC", "2026-04-01T10:00:00Z", "last 3 whole months", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z"),
        (
            "Europe/London", "2026-04-01T10:00:00Z", "from 2026-03-29 to 2026-03-30", "2026-03-28T23:59:59Z",
            "2026-03-29T00:00:00Z"
        ),
    ])
    func windowsBeginWhereTheCalendarSays(zone: String, now: String, window: String, out: String, in inside: String)
        throws
    {
        let evaluation = Evaluation(now: now, zoneName: zone)
        #expect(try !evaluation.matches("did \"A\" in " + window, customer([:], [("A", out, [:])])))
        #expect(try evaluation.matches("did \"A\" in " + window, customer([:], [("A", inside, [:])])))
    }

    @Test func anAbsoluteWindowHoldsBothItsDaysOfLocalLength() throws {
        // 29 March 2026 has 23 hours in London: it ends at 23:00 UTC.
        let evaluation = Evaluation(now: "2026-06-01T00:00:00Z")
        let window = "did \"A\" in from 2026-03-29 to 2026-03-29"
        #expect(try evaluation.matches(window, customer([:], [("A", "2026-03-29T22:59:59.999999Z", [:])])))
        #expect(try !evaluation.matches(window, customer([:], [("A", "2026-03-29T23:00:00Z", [:])])))
    }

    @Test func aDateStandsForALocalDay() throws {
        let first = try customer(["joined": .instant(try at("2026-07-09T23:00:00Z"))])
        let last = try customer(["joined": .instant(try at("2026-07-10T22:59:59.999999Z"))])
        for someone in [first, last] {
            for text in ["joined on 2026-07-10", "joined = 2026-07-10", "joined <= 2026-07-10", "joined >= 2026-07-10"]
            {
                #expect(try evaluation.matches(text, someone), "\(text)")
            }
            for text in [
                "joined before 2026-07-10", "joined after 2026-07-10", "joined != 2026-07-10", "joined > 2026-07-10",
            ] {
                #expect(try !evaluation.matches(text, someone), "\(text)")
            }
        }
        #expect(try evaluation.matches("joined after 2026-07-09T22:59Z and joined before 2026-07-11", first))
        #expect(try evaluation.matches("joined = 2026-07-10T00:00+01:00", first))
    }

    @Test func aDateTraitLiesInAWindowByItsMidnight() throws {
        func birthday(_ text: String) throws -> Customer {
            try customer(["birthday": .date(try #require(CalendarDate(text)))])
        }
        #expect(try evaluation.matches("birthday in today", birthday("2026-07-15")))
        #expect(try evaluation.matches("birthday in yesterday", birthday("2026-07-14")))
        #expect(try !evaluation.matches("birthday in last 7 days", birthday("2026-07-08")))
        #expect(try evaluation.matches("birthday in last 7 days", birthday("2026-07-09")))
        #expect(try !evaluation.matches("birthday in this year", birthday("2026-07-16")))
        #expect(
            try evaluation.matches(
                "birthday = 2024-02-29 and birthday between 2024-02-29 and 2024-03-01",
                birthday("2024-02-29")
            )
        )
    }

    // MARK: 4. Order

    @Test func eventsOfOneInstantAreOrderedByArrival() throws {
        let time = try at("2026-07-01T00:00:00Z")
        let events = [("late", 7), ("early", 3), ("middle", 5)].map { plan, arrival in
            Event(time: time, arrival: Int64(arrival), name: "A", properties: ["plan": .text(plan)])
        }
        let someone = Customer(id: "c", events: events)
        #expect(try evaluation.matches("plan of first \"A\" = \"early\" and plan of last \"A\" = \"late\"", someone))
    }

    // MARK: 5. Nothing to aggregate

    @Test func nothingToAggregateIsZeroOrMissing() throws {
        let nobody = try customer()
        #expect(try evaluation.value("count of \"A\"", nobody) == .integer(0))
        #expect(try evaluation.value("distinct count of x of \"A\"", nobody) == .integer(0))
        #expect(try evaluation.value("sum of x of \"A\"", nobody) == .integer(0))
        for measure in [
            "average of x of", "minimum of x of", "maximum of x of", "median of x of", "most frequent x of",
            "x of first",
            "x of last", "days since first", "days since last", "average gap of",
        ] {
            #expect(try evaluation.value(measure + " \"A\"", nobody) == nil, "\(measure)")
            #expect(try !evaluation.matches(measure + " \"A\" >= 0", nobody), "\(measure)")
        }
        #expect(
            try evaluation.matches("did \"A\" at most 2 times and did not \"A\" and did \"A\" exactly 0 times", nobody)
        )
        #expect(try evaluation.matches("sum of x of \"A\" <= 0 and did \"A\" between 0 and 1 times", nobody))
        #expect(try evaluation.matches("did \"A\" at least 0 times and did \"A\" on at least 0 days", nobody))
    }

    @Test func anEmptySumTakesTheTypeAskedFor() throws {
        let evaluator = ReferenceEvaluator(now: try at("2026-07-15T14:00:00Z"), timeZone: try zone("UTC"))
        let sum = try SegmentParser.parseTraitExpression("sum of revenue of \"A\"")
        #expect(evaluator.function(for: sum, as: .money)(try customer()) == .money(.zero))
        #expect(evaluator.function(for: sum, as: .number)(try customer()) == .number(0))
    }

    // MARK: 6. Numbers

    @Test func sumsOfMoneyAreExact() throws {
        let revenue = ["0.1", "0.2", "922337203685000", "-922337203685000", "477.5807"]
        let events = try revenue.map {
            (name: "A", time: "2026-07-01T00:00:00Z", properties: ["revenue": try money($0)])
        }
        let someone = try customer([:], events)
        #expect(try evaluation.value("sum of revenue of \"A\"", someone) == money("477.8807"))
        #expect(try evaluation.matches("sum of revenue of \"A\" = 477.8807", someone))
        #expect(try !evaluation.matches("sum of revenue of \"A\" > 477.8807", someone))
    }

    @Test func aSumThatLeavesItsTypeIsMissing() throws {
        let event = (name: "A", time: "2026-07-01T00:00:00Z", properties: ["x": Value.integer(.max)])
        #expect(try evaluation.value("sum of x of \"A\"", customer([:], [event, event])) == nil)
    }

    @Test func numbersOfAllTypesCompareOnOneScale() throws {
        let someone = try customer([
            "i": .integer(9_007_199_254_740_993), "m": try money("0.3"), "n": .number(0.3), "x": .number(.nan),
        ])
        #expect(
            try evaluation.matches("i = 9007199254740993 and i > 9007199254740992 and i < 9007199254740994", someone)
        )
        #expect(
            try evaluation.matches(
                "m = 0.3 and n = 0.3 and m in (0.1, 0.3) and n between 0.3 and 0.3 and m < 0.30001",
                someone
            )
        )
        #expect(try !evaluation.matches("x = 0 or x != 0 or x < 0 or x >= 0 or x in (0) or x not in (0)", someone))
    }

    @Test func anAmountInTheWorkspacesCurrencyIsTheNumberAndAnotherEqualsNothing() throws {
        let someone = try customer(["m": try money("100"), "i": .integer(100)])
        #expect(try evaluation.matches("m = 100 CNY and m >= 99.5 CNY and m in (1 CNY, 100) and i <= 100 CNY", someone))
        #expect(try evaluation.matches("m between 1 CNY and 200 and m not in (1 CNY)", someone))
        for text in [
            "m = 100 USD", "m != 5 USD", "m > 1 USD", "m < 1000 USD", "m in (100 USD)", "m not in (1 USD)",
            "m between 1 USD and 200", "m between 1 and 200 USD",
        ] {
            #expect(try !evaluation.matches(text, someone), "\(text)")
        }
    }

    @Test func averagesOfMoneyRoundHalfToEven() throws {
        func average(_ amounts: [String]) throws -> Value? {
            let events = try amounts.map { (name: "A", time: "2026-07-01T00:00:00Z", properties: ["r": try money($0)]) }
            return try evaluation.value("average of r of \"A\"", customer([:], events))
        }
        #expect(try average(["0.0001", "0.0002"]) == money("0.0002"))
        #expect(try average(["0.0002", "0.0003"]) == money("0.0002"))
        #expect(try average(["-0.0001", "-0.0002"]) == money("-0.0002"))
        #expect(try average(["-0.0002", "-0.0003"]) == money("-0.0002"))
        #expect(try average(["10", "0", "0"]) == money("3.3333"))
        #expect(try average(["20", "0", "0"]) == money("6.6667"))
        #expect(try average(["-20", "0", "0"]) == money("-6.6667"))
    }

    // MARK: 7. Text

    @Test func textsAreComparedInNFC() throws {
        let someone = try customer(["name": .text("Cafe\u{301} ＡＢ"), "tags": .list(["e\u{301}", "Vip"])])
        #expect(
            try evaluation.matches(
                "name = \"Caf\u{e9} ＡＢ\" and name contains \"f\u{e9}\" and name starts with \"Caf\"",
                someone
            )
        )
        #expect(
            try !evaluation.matches("name contains \"Cafe\" or name ends with \"AB\" or name contains \"cAF\"", someone)
        )
        #expect(
            try evaluation.matches(
                "name contains \"cAF\" ignoring case and name ends with \"ａｂ\" ignoring case",
                someone
            )
        )
        #expect(
            try evaluation.matches("tags has any of (\"\u{e9}\") and tags has all of (\"\u{e9}\", \"Vip\")", someone)
        )
        #expect(
            try !evaluation.matches(
                "tags has any of (\"vip\") or tags has all of (\"Vip\", \"x\") or tags has none of (\"Vip\")",
                someone
            )
        )
        #expect(
            try evaluation.matches(
                "tags has all of (\"vip\", \"É\") ignoring case and tags has none of (\"vip\")",
                someone
            )
        )
        #expect(try evaluation.matches("name in (\"x\", \"CAFÉ ＡＢ\") ignoring case", someone))
        #expect(
            try !evaluation.matches(
                "name not in (\"CAFÉ ＡＢ\") ignoring case or name != \"café ａｂ\" ignoring case",
                someone
            )
        )
    }

    @Test func aPartOfATextIsARunOfWholeScalars() throws {
        let someone = try customer(["flag": .text("👩‍👩‍👧\r\n"), "han": .text("北京市")])
        #expect(
            try evaluation.matches("flag contains \"👩\" and flag ends with \"\\n\" and han contains \"京\"", someone)
        )
        #expect(try evaluation.matches("han contains \"\" and han starts with \"\" and han ends with \"\"", someone))
        #expect(try !evaluation.matches("han contains \"北市\" or han contains \"北京市北\"", someone))
    }

    @Test func textsAreOrderedByScalar() throws {
        let someone = try customer(["s": .text("é")])
        #expect(try evaluation.matches("s > \"z\" and s >= \"e\u{301}\" and s < \"北\"", someone))
    }
}
