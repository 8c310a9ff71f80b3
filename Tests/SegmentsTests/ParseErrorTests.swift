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

    @Test func aMistypedKeywordIsSuggested() throws {
        let error = try #require(conditionFailure("did \"A\" exatly 3 times"))
        #expect(error.advice?.english == "Did you mean `exactly`?")
        #expect(error.advice?.chinese == "是否想写 `exactly`？")
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
