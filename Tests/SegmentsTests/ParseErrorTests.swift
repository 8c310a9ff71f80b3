import Domain
import Foundation
import Segments
import Testing

struct ParseErrorTests {
    private func failure(_ text: String) -> ParseError? {
        do throws(ParseError) {
            _ = try SegmentParser.parse(file: text)
            return nil
        } catch {
            return error
        }
    }

    private func conditionFailure(_ text: String) -> ParseError? {
        do throws(ParseError) {
            _ = try SegmentParser.parseCondition(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func anErrorNamesLineColumnWhatWasFoundAndWhatCouldStandThere() throws {
        let error = try #require(failure("segment \"a\" {\n    age = 5\n    or or\n}"))
        #expect(error.position == SourcePosition(line: 3, column: 8))
        #expect(error.explanation.english.hasPrefix("Line 3, column 8: found `or`, where `not`, `("))
        #expect(error.explanation.english.contains("a trait"))
        #expect(error.explanation.chinese.hasPrefix("第 3 行第 8 列：这里是`or`，应为`not`、"))
    }

    @Test(arguments: [
        ("age", 1, 4), ("age = ", 1, 7), ("age = 5 5", 1, 9), ("(age = 5", 1, 9), ("did", 1, 4),
        ("did \"A\" at 3 times", 1, 12),
        ("did \"A\" at least 3", 1, 19), ("did \"A\" in next 3 days", 1, 12), ("random 10 seed \"x\"", 1, 11),
        ("in \"x\"", 1, 4), ("country in ()", 1, 13), ("a = 1 and\n# note\n  b", 3, 4), ("城市 = \"北京\" 或者 b = 1", 1, 11),
        ("👩‍👩‍👧 = 1", 1, 1), ("a = 1\r\nand b", 2, 6), ("sum of of \"A\" > 1", 1, 8), ("last \"A\"", 1, 9),
        ("a = 1 }", 1, 7),
    ])
    func positionsAreExact(text: String, line: Int, column: Int) throws {
        let error = try #require(conditionFailure(text))
        #expect(error.position == SourcePosition(line: line, column: column), "\(error)")
    }

    @Test(arguments: [
        ("a = \"x", ParseError.Reason.openText, 5), ("a = \"x\ny\"", .openText, 5), ("a = \"\\q\"", .escape, 6),
        ("a = \"\\u{110000}\"", .escape, 6), ("a = 12abc", .number("12abc"), 5), ("a = 1e999", .number("1e999"), 5),
        ("a = 2026-02-30", .date("2026-02-30"), 5), ("a = 2026-1-5", .date("2026-1-5"), 5),
        ("a = 2026-01-05T25:00Z", .date("2026-01-05T25:00Z"), 5),
        ("a before \"2026-01-05\"", .quotedDate("2026-01-05"), 10),
        ("a = “x”", .character("“"), 5), ("a = b", .unquotedText("b"), 5),
        ("a in last 0 days", .wholeNumber(found: Numeral(0), from: 1, to: 100_000), 11),
        ("did \"A\" at least -1 times", .wholeNumber(found: Numeral(-1), from: 0, to: 1_000_000_000), 18),
        (
            "did \"A\" at least 1.5 times",
            .wholeNumber(found: Numeral(Amount(tenThousandths: 15_000)), from: 0, to: 1_000_000_000), 18
        ),
        ("random 101% seed \"x\"", .percent(Numeral(101)), 8), ("a in from 2026-02-01 to 2026-01-01", .reversed, 25),
        ("did \"A\" between 3 and 2 times", .reversed, 23),
        ("did \"A\" where x = 1 in last 3 days", .windowAfterWhere, 21),
    ])
    func whatCannotBeReadIsNamed(text: String, reason: ParseError.Reason, column: Int) {
        #expect(conditionFailure(text) == ParseError(at: SourcePosition(line: 1, column: column), reason))
    }

    @Test(arguments: [
        (
            "did \"A\" in at least 3 of last 2 weeks", ParseError.Reason.wholeNumber(found: Numeral(3), from: 1, to: 2),
            21
        ),
        ("did \"A\" in at least 0 of last 2 weeks", .wholeNumber(found: Numeral(0), from: 1, to: 1_000), 21),
        ("did \"A\" in at least 1 of last 1001 weeks", .wholeNumber(found: Numeral(1_001), from: 1, to: 1_000), 31),
        ("did \"A\" in at least 1 of last 2 weeks where x = 1 in today", .windowAfterWhere, 51),
        ("stopped \"A\" in all time", .noPrecedingWindow, 16),
        ("resumed \"A\" in from 2026-01-01 to 2026-02-01", .noPrecedingWindow, 16),
        ("did sequence (not \"A\" then \"B\")", .sequence(.startsNegated), 15),
        ("did sequence (\"A\" within 1 day then \"B\")", .sequence(.startsWithin), 15),
        ("did sequence (\"A\" then not \"X\" within 1 day then \"B\")", .sequence(.withinBetween), 24),
        ("did sequence (\"A\" then \"B\" where x = 1 within 1 day)", .withinAfterWhere, 40),
        ("did sequence (\"A\" then \"B\" within 0 days)", .wholeNumber(found: Numeral(0), from: 1, to: 100_000), 35),
        ("a matches \"(\"", .pattern(PatternError(offset: 0, .openParenthesis)), 11),
        ("a matches \"Ab\" ignoring case", .pattern(PatternError(offset: 0, .upperCase)), 11),
        ("a > 5 usd", .currency("usd"), 7),
        ("a anniversary in next 0 days", .wholeNumber(found: Numeral(0), from: 1, to: 100_000), 23),
        ("was in segment \"S\" at \"2026-01-01\"", .quotedDate("2026-01-01"), 23),
    ])
    func whatHasNoMeaningIsNamed(text: String, reason: ParseError.Reason, column: Int) {
        #expect(conditionFailure(text) == ParseError(at: SourcePosition(line: 1, column: column), reason))
    }

    @Test func aSequenceHasAtMostTwentySteps() throws {
        func sequence(_ steps: Int) -> String {
            "did sequence (" + Array(repeating: "\"A\"", count: steps).joined(separator: " then ") + ")"
        }
        #expect(conditionFailure(sequence(20)) == nil)
        let fault = ParseError(at: SourcePosition(line: 1, column: 15 + 20 * 9), .sequence(.tooManySteps))
        #expect(conditionFailure(sequence(21)) == fault)
    }

    @Test func anAmountHasFourPlaces() throws {
        let number = try #require(Numeral("0.00001"))
        #expect(
            conditionFailure("a > 0.00001 USD") == ParseError(at: SourcePosition(line: 1, column: 5), .amount(number))
        )
    }

    @Test(arguments: [
        ("did \"A\" in at least 2 of last 3 hours", "found `hours`, where `whole`, `day`, `days`"),
        ("did not \"A\" in at least 2 of last 3 weeks", "found `at`, where `last`, `this`"),
        ("stopped \"A\"", "found the end of the text, where `in` could stand."),
        ("did sequence \"A\"", "where `(` could stand."), ("did sequence (\"A\" \"B\")", "`then`"),
        ("did sequence (\"A\" then)", "where `not`, `any` or an event's name could stand."),
        ("was in \"S\" at 2026-01-01", "where `segment` could stand."),
        ("was in segment \"S\"", "where `at` could stand."),
        ("entered segment \"S\" as of 2026-01-01", "where `known` could stand."),
        ("a anniversary in last 7 days", "where `next`, `today` or `this` could stand."),
        ("a anniversary this hour", "found `hour`, where `day`"),
        ("a matches b", "where a pattern in quotes could stand."),
        ("a > 5 dollars", "found `dollars`"), ("did sequence (\"A\" then \"B\" whithin 1 day)", "`within`"),
    ])
    func anErrorSaysWhatCouldStandThere(text: String, part: String) throws {
        let error = try #require(conditionFailure(text))
        #expect(error.explanation.english.contains(part), "\(error.explanation.english)")
    }

    @Test func aPatternsErrorSaysWhereInThePattern() throws {
        let error = try #require(conditionFailure("email matches \"info@(?=x)\""))
        #expect(
            error.explanation.english
                == "Line 1, column 15: in this pattern, at character 6: look-ahead, (?=…) or (?!…) is not part of this language."
        )
        #expect(error.explanation.chinese == "第 1 行第 15 列：正则表达式有误，第 6 个字符：不支持先行断言 (?=…)、(?!…)。")
    }

    /// Every reason has a text and none of them is empty in either language.
    @Test(arguments: [
        "did sequence (not \"A\")", "did sequence (\"A\" within 1 day)",
        "did sequence (\"A\" then not \"X\" within 1 day then \"B\")",
        "stopped \"A\" in all time", "a > 5 usd", "did sequence (\"A\" then \"B\" where x = 1 within 1 day)",
        "a matches \"B\" ignoring case", "a matches \"(?i)b\"",
    ])
    func anErrorComesWithAdvice(text: String) throws {
        let error = try #require(conditionFailure(text))
        let advice = try #require(error.advice)
        for part in [error.explanation, advice] {
            #expect(part.english.count > 5 && part.chinese.count > 4 && part.english != part.chinese)
        }
    }

    @Test func aMistypedKeywordIsSuggested() throws {
        let error = try #require(conditionFailure("did \"A\" exatly 3 times"))
        #expect(error.advice?.english == "Did you mean `exactly`?")
        #expect(error.advice?.chinese == "是否想写 `exactly`？")
        #expect(
            conditionFailure("did sequence (\"A\" then \"B\" whithin 1 day)")?.advice?.english
                == "Did you mean `within`?"
        )
    }

    @Test(arguments: [("", "("), ("", "not "), ("", "(a = 1 and "), ("did \"A\" where ", "not (")])
    func endlessNestingIsRefused(start: String, level: String) throws {
        let error = try #require(conditionFailure(start + String(repeating: level, count: 10_000)))
        #expect(error.reason == .tooDeep)
    }

    @Test func aSegmentAndAHeaderAreGivenOnce() {
        let twice = "segment \"a\" { x = 1 }\nsegment a { x = 2 }"
        #expect(
            failure(twice) == ParseError(at: SourcePosition(line: 2, column: 1), .duplicateSegment("a", firstLine: 1))
        )
        let zones = "segment \"a\" {\n timezone \"UTC\"\n timezone \"UTC\" x = 1 }"
        #expect(failure(zones) == ParseError(at: SourcePosition(line: 3, column: 2), .duplicateHeader("timezone")))
        #expect(failure("segment \"a\" { title en \"x\" en \"y\" x = 1 }")?.reason == .duplicateHeader("en"))
    }

    @Test func positionsCanBeCountedFromALargerText() throws {
        let error = try #require(conditionFailure("a = 1 and\nb"))
        #expect(error.offset(from: SourcePosition(line: 10, column: 5)).position == SourcePosition(line: 11, column: 2))
    }

    @Test(arguments: [
        (#"{"trait": "a", "is": "missing", "ignoringcase": true}"#, "ignoringCase"),
        (#"{"did": {"events": ["A"], "windw": {"this": "day"}}}"#, "window"),
        (#"{"did": {"events": ["A"]}, "frequncy": {"atLeast": 2}}"#, "frequency"),
        (#"{"sequence": [{"events": ["A"]}, {"events": ["B"], "withn": {"count": 1, "unit": "day"}}]}"#, "within"),
    ])
    func aSlipInAMembersNameIsNoticed(text: String, nearest: String) throws {
        let error = #expect(throws: SegmentJSONError.self) {
            try SegmentJSON.value(Condition.self, from: Data(text.utf8))
        }
        #expect(error?.detail.contains("did you mean “\(nearest)”?") == true, "\(error?.detail ?? "")")
    }

    @Test(arguments: [
        #"{"inSegment": "S", "trait": "a", "is": "missing"}"#, #"{"inSegment": "S", "all": []}"#,
        #"{"all": [{"inSegment": "S"}, {"inSegment": "T"}], "any": []}"#, #"{"not": {"inSegment": "S"}, "is": "="}"#,
        #"{"didNot": {"events": ["A"]}, "frequency": {"atLeast": 2}}"#, #"{"random": 5, "seed": "s", "value": 1}"#,
        #"{"trait": "a", "is": "=", "value": 1, "values": [1]}"#,
        #"{"trait": "a", "is": "=", "value": {"date": "2026-02-30"}}"#,
        #"{"trait": "a", "is": "=", "value": {"amount": 0.00001, "currency": "USD"}}"#,
        #"{"trait": "a", "is": "=", "value": {"amount": 1, "currency": "usd"}}"#,
        #"{"trait": "a", "is": "=", "value": null}"#,
        #"{"trait": "a", "is": "within", "window": {"this": "day", "last": 3, "unit": "day"}}"#,
        #"{"trait": "a", "is": "anniversary", "window": {"next": 3, "unit": "hour"}}"#,
        #"{"trait": "a", "is": "anniversary", "window": {"last": 3, "unit": "day"}}"#,
        #"{"trait": "a", "is": "matches", "value": "("}"#,
        #"{"trait": "a", "is": "matches", "value": "A", "ignoringCase": true}"#,
        #"{"regularity": {"events": ["A"]}, "atLeast": 3, "last": 2, "unit": "week"}"#,
        #"{"regularity": {"events": ["A"]}, "atLeast": 1, "last": 2, "unit": "minute"}"#,
        #"{"regularity": {"events": ["A"], "window": {"this": "day"}}, "atLeast": 1, "last": 2, "unit": "week"}"#,
        #"{"stopped": {"events": ["A"]}}"#,
        #"{"stopped": {"events": ["A"], "window": {"from": "2026-01-01", "to": "2026-01-02"}}}"#,
        #"{"sequence": []}"#, #"{"sequence": [{"events": ["A"], "negated": true}]}"#,
        #"{"sequence": [{"events": []}]}"#, #"{"wasInSegment": "S"}"#, #"{"enteredSegment": "S", "at": "2026-01-01"}"#,
        #"{"measure": {"calculate": "count", "property": "x", "of": {"events": ["A"]}}, "is": ">", "value": 1}"#,
        #"{"did": {"events": ["A"]}, "frequency": {"atLeast": 2, "atMost": 3}}"#,
        #"{"did": {"events": ["A"]}, "frequency": {}}"#,
        #"[]"#, #""x""#, #"{}"#, #"{"#, #"{"trait": "a", "is": "=", "value": 1e999}"#,
    ])
    func jsonThatSaysNothingOrTwoThingsIsRefused(text: String) {
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.value(Condition.self, from: Data(text.utf8)) }
    }

    @Test func jsonErrorsNameTheirPlace() throws {
        let text = #"{"all": [{"trait": "a", "is": "=", "value": 1}, {"trait": "b", "is": "near", "value": 1}]}"#
        let error = #expect(throws: SegmentJSONError.self) {
            try SegmentJSON.value(Condition.self, from: Data(text.utf8))
        }
        #expect(error?.path == "all[1].is")
        let deep = String(repeating: #"{"not":"#, count: 450) + "1" + String(repeating: "}", count: 450)
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.value(Condition.self, from: Data(deep.utf8)) }
        #expect(throws: SegmentJSONError.self) {
            try SegmentJSON.value(Condition.self, from: Data(#"{"all": []}"#.utf8))
        }
        let far = #"{"trait": "a", "is": "within", "window": {"last": 1000000, "unit": "year"}}"#
        #expect(throws: SegmentJSONError.self) { try SegmentJSON.value(Condition.self, from: Data(far.utf8)) }
    }
}
