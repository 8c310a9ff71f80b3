import Domain
import Foundation
import Segments
import Testing

struct GrammarTests {
    private let order = EventSelector("Order Completed")

    @Test func andBindsCloserThanOrAndNotCloserThanAnd() throws {
        let condition = try SegmentParser.parseCondition("not a = 1 and b = 2 or c = 3")
        func clause(_ name: String, _ number: Int64) -> Condition {
            .atom(.trait(name: name, Comparison(.relation(.equal, .number(Numeral(number))))))
        }
        #expect(condition == .any([.all([.not(clause("a", 1)), clause("b", 2)]), clause("c", 3)]))
    }

    @Test func whatFollowsWhereBelongsToTheCustomer() throws {
        let condition = try SegmentParser.parseCondition("did \"Order Completed\" where revenue > 100 and age > 5")
        var events = order
        events.condition = .atom(PropertyClause("revenue", Comparison(.relation(.greater, .number(Numeral(100))))))
        let age = Clause.trait(name: "age", Comparison(.relation(.greater, .number(Numeral(5)))))
        #expect(condition == .all([.atom(.occurrence(Occurrence(events))), .atom(age)]))
    }

    @Test func aWindowBelongsToTheEventsWhereAComparisonFollows() throws {
        let week = Window.rolling(count: 7, unit: .day)
        let first = Measure.first(BuiltInProperty.time)
        #expect(
            try SegmentParser.parseCondition("first \"Order Completed\" in last 7 days")
                == .atom(.measure(TraitExpression(first, of: order), Comparison(.within(week))))
        )
        #expect(
            try SegmentParser.parseCondition("first \"Order Completed\" in last 7 days in today")
                == .atom(
                    .measure(
                        TraitExpression(first, of: EventSelector("Order Completed", in: week)),
                        Comparison(.within(.current(.day)))
                    )
                )
        )
    }

    @Test func namesAreWordsOrTexts() throws {
        for text in ["city = 1", "\"city\" = 1", "\"c\\u{69}ty\" = 1"] {
            #expect(SegmentPrinter.text(of: try SegmentParser.parseCondition(text)) == "city = 1")
        }
        #expect(SegmentPrinter.text(of: try SegmentParser.parseCondition("城市.区_1 = 1")) == "城市.区_1 = 1")
        #expect(SegmentPrinter.text(of: try SegmentParser.parseCondition("did Purchase")) == "did \"Purchase\"")
        #expect(SegmentPrinter.text(of: try SegmentParser.parseCondition("\"last\" = 1")) == "\"last\" = 1")
    }

    @Test func aFileHoldsSeveralSegmentsAndHeadersInAnyOrder() throws {
        let text = """
            # first
            segment a { timezone "UTC" title zh "甲" en "A" title = "x" }  # last
            segment "b c" { not in segment a }
            """
        let definitions = try SegmentParser.parse(file: text)
        #expect(definitions.map(\.name) == ["a", "b c"])
        #expect(definitions[0].title?[.english] == "A")
        #expect(definitions[0].title?[.chinese] == "甲")
        #expect(definitions[0].timeZone == "UTC")
        #expect(try SegmentParser.parse(file: "# nothing\n").isEmpty)
    }

    @Test func oneCaptionStandsForTheOther() {
        #expect(Caption([.chinese: "甲"])[.english] == "甲")
    }

    @Test func theCanonicalTextHasOneMemberALine() throws {
        let text = "segment a { title en \"A\" did X in last day or (did not Y in this day and b=true) }"
        let expected = """
            segment "a" {
                title en "A"

                did "X" in yesterday
                or (did not "Y" in today and b = true)
            }

            """
        #expect(SegmentPrinter.text(of: try SegmentParser.parse(file: text)) == expected)
    }

    @Test func jsonIsReadable() throws {
        let condition = try SegmentParser.parseCondition(
            "age between 25 and 40 and not did \"A\" at least 2 times in last 7 days"
        )
        let expected = #"""
            {
              "all" : [
                {
                  "high" : 40,
                  "is" : "between",
                  "low" : 25,
                  "trait" : "age"
                },
                {
                  "not" : {
                    "did" : {
                      "events" : [
                        "A"
                      ],
                      "window" : {
                        "last" : 7,
                        "unit" : "day"
                      }
                    },
                    "frequency" : {
                      "atLeast" : 2
                    }
                  }
                }
              ]
            }
            """#
        #expect(String(decoding: try SegmentJSON.data(of: condition), as: UTF8.self) == expected)
    }

    @Test func aGroupOfOneInJSONIsItsMember() throws {
        let read = try SegmentJSON.value(Condition.self, from: Data(#"{"any": [{"inSegment": "S"}]}"#.utf8))
        #expect(read == .atom(.segment("S")))
    }
}
