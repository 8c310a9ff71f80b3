import Domain
import Segments
import Testing

struct CheckerTests {
    private let schema = Schema(
        traits: [
            "age": .integer, "country": .text, "net_revenue": .money, "score": .number, "subscribed": .boolean,
            "birthday": .date, "joined": .instant, "tags": .list,
        ],
        events: [
            "Order Completed": [
                "revenue": .money, "items": .integer, "country": .text, "due": .date, "weight": .number, "codes": .list,
            ],
            "Order Returned": ["revenue": .money, "reason": .text, "weight": .text],
        ],
        currency: Currency("CNY")
    )

    private func problems(_ condition: String) throws -> [Problem] {
        SegmentChecker(schema: schema).problems(in: try SegmentParser.parseCondition(condition))
    }

    @Test(arguments: [
        "age between 25 and 40.5", "country in (\"a\", \"b\") ignoring case", "net_revenue >= 0.5", "score != 1e-7",
        "subscribed = true",
        "subscribed in (true)", "birthday after 2000-01-01 and birthday in today", "joined on 2026-01-05",
        "joined < 2026-01-05T00:00Z",
        "tags has any of (\"a\") ignoring case", "tags is missing",
        "did \"Order Completed\" where time before 2026-01-01",
        "did any of (\"Order Completed\", \"Order Returned\") where (reason = \"x\" or items > 2)",
        "sum of revenue of any of (\"Order Completed\", \"Order Returned\") > 5",
        "maximum of due of \"Order Completed\" in today",
        "most frequent country of \"Order Completed\" starts with \"F\"", "country < \"m\"",
        "codes of last \"Order Completed\" has all of (\"a\")", "random 1% seed \"s\"",
        "days since last \"Order Completed\" > 3", "country matches \"^F\"", "country matches \"^f\" ignoring case",
        "birthday anniversary in next 7 days", "joined anniversary this month", "net_revenue > 100 CNY",
        "net_revenue in (1, 2.5 CNY)", "did \"Order Completed\" in at least 2 of last 3 weeks where revenue > 1 CNY",
        "stopped \"Order Completed\" in last 30 days where items > 2",
        "did sequence (\"Order Completed\" where items > 2)",
        "did sequence (\"Order Completed\" then not \"Order Returned\" within 2 days where reason matches \"x\")",
    ])
    func whatHasAMeaningIsAccepted(text: String) throws {
        #expect(try problems(text) == [])
    }

    @Test(arguments: [
        ("age contains \"x\"", "age", ValueType.integer), ("age = \"5\"", "age", .integer),
        ("age in (1, \"5\")", "age", .integer),
        ("age between 1 and 2026-01-01", "age", .integer), ("age in today", "age", .integer),
        ("age has any of (\"x\")", "age", .integer),
        ("age = 5 ignoring case", "age", .integer), ("country = 5", "country", .text),
        ("country before 2026-01-01", "country", .text),
        ("country is missing ignoring case", "country", .text), ("subscribed > false", "subscribed", .boolean),
        ("subscribed between false and true", "subscribed", .boolean),
        ("birthday before 2026-01-01T00:00:00Z", "birthday", .date),
        ("birthday = 5", "birthday", .date), ("tags = \"a\"", "tags", .list), ("tags contains \"a\"", "tags", .list),
        ("joined starts with \"2026\"", "joined", .instant), ("age matches \"1\"", "age", .integer),
        ("tags matches \"a\"", "tags", .list), ("country anniversary today", "country", .text),
        ("birthday anniversary today ignoring case", "birthday", .date), ("age > 5 CNY", "age", .integer),
        ("score in (1, 5 CNY)", "score", .number), ("country has none of (\"x\")", "country", .text),
    ])
    func aComparisonThatATypeDoesNotHaveIsRefused(text: String, name: String, type: ValueType) throws {
        #expect(try problems(text) == [Problem(kind: .wrongType(name: name, type: type), statement: text)])
    }

    @Test func aWrongTypeIsNamedInBothLanguages() throws {
        let problem = try #require(problems("age contains \"x\"").first)
        #expect(problem.explanation.english == "`age contains \"x\"` cannot be asked: “age” is a whole number.")
        #expect(problem.explanation.chinese == "`age contains \"x\"` 不成立：“age”的类型是整数。")
    }

    @Test func aDateInQuotesIsPointedOut() throws {
        let problem = try #require(problems("joined > \"2026-01-05\"").first)
        #expect(problem.kind == .quotedDate(name: "joined", type: .instant, text: "2026-01-05"))
        #expect(problem.advice?.english == "Write dates without quotes: 2026-01-05.")
    }

    @Test func unknownNamesAreReportedWithTheNearest() throws {
        let text = """
            contry = "x" and did "Order Complete" and did "Order Completed" where revenu > 1
            and sum of itmes of "Order Completed" > 1 and in segment "stuff" and zzzzzz = 1
            """
        let staff = SegmentDefinition(name: "staff", condition: .atom(.segment("staff")))
        let found = SegmentChecker(schema: schema, segments: ["staff": staff])
            .problems(in: try SegmentParser.parseCondition(text))
        #expect(
            found.map(\.kind) == [
                .unknownTrait("contry", nearest: "country"),
                .unknownEvent("Order Complete", nearest: "Order Completed"),
                .unknownProperty("revenu", events: ["Order Completed"], nearest: "revenue"),
                .unknownProperty("itmes", events: ["Order Completed"], nearest: "items"),
                .unknownSegment("stuff", nearest: "staff"),
                .unknownTrait("zzzzzz", nearest: nil),
            ]
        )
        #expect(found[0].advice?.chinese == "是否想写“country”？")
    }

    @Test func measuresHaveTypes() throws {
        let expected: [(String, ValueType)] = [
            ("count of \"Order Completed\"", .integer), ("sum of revenue of \"Order Completed\"", .money),
            ("sum of items of \"Order Completed\"", .integer), ("sum of weight of \"Order Completed\"", .number),
            ("average of revenue of \"Order Completed\"", .money), ("average of items of \"Order Completed\"", .number),
            ("median of revenue of \"Order Completed\"", .money), ("minimum of due of \"Order Completed\"", .date),
            ("maximum of time of \"Order Completed\"", .instant),
            ("distinct count of country of \"Order Completed\"", .integer),
            ("most frequent country of \"Order Completed\"", .text), ("codes of first \"Order Completed\"", .list),
            ("days since last \"Order Completed\"", .integer), ("average gap of \"Order Completed\"", .number),
        ]
        for (text, type) in expected {
            #expect(try SegmentParser.parseTraitExpression(text).resultType(in: schema) == type, "\(text)")
        }
    }

    @Test(arguments: [
        ("sum of country of \"Order Completed\"", Problem.Kind.notMeasurable(property: "country", type: .text)),
        ("maximum of country of \"Order Completed\"", .notMeasurable(property: "country", type: .text)),
        ("sum of time of \"Order Completed\"", .notMeasurable(property: "time", type: .instant)),
        ("most frequent codes of \"Order Completed\"", .notMeasurable(property: "codes", type: .list)),
        ("count of \"order completed\"", .unknownEvent("order completed", nearest: "Order Completed")),
        (
            "sum of weight of any of (\"Order Completed\", \"Order Returned\")",
            .mixedTypes(property: "weight", ["Order Completed": .number, "Order Returned": .text])
        ),
        ("count of \"Order Completed\" where revenue = \"x\"", .wrongType(name: "revenue", type: .money)),
    ])
    func whatCannotBeMeasuredIsRefused(text: String, kind: Problem.Kind) throws {
        let found = SegmentChecker(schema: schema).problems(in: try SegmentParser.parseTraitExpression(text))
        #expect(found.map(\.kind) == [kind])
    }

    @Test func cyclesAreNamedWhereverTheyAreMet() throws {
        let text =
            "segment a { in segment b } segment b { not in segment c } segment c { in segment b } segment d { in segment d }"
        let definitions = try SegmentParser.parse(file: text)
        let checker = SegmentChecker(
            schema: schema,
            segments: Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        )
        #expect(checker.problems(in: definitions[0]).map(\.kind) == [.cycle(["b", "c", "b"])])
        #expect(checker.problems(in: definitions[2]).map(\.kind) == [.cycle(["c", "b", "c"])])
        #expect(checker.problems(in: definitions[3]).map(\.kind) == [.cycle(["d", "d"])])
    }

    @Test func aSegmentUsedTwiceIsNoCycle() throws {
        let text = "segment a { in segment b or in segment c } segment b { age = 1 } segment c { in segment b }"
        let definitions = try SegmentParser.parse(file: text)
        let checker = SegmentChecker(
            schema: schema,
            segments: Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        )
        for definition in definitions { #expect(checker.problems(in: definition) == []) }
    }

    @Test func anUnknownTimeZoneIsReportedWithTheNearest() throws {
        let definition = try SegmentParser.parse(file: "segment a { timezone \"Asia/Shanhai\" age = 1 }")[0]
        let found = SegmentChecker(schema: schema).problems(in: definition)
        #expect(found.map(\.kind) == [.unknownTimeZone("Asia/Shanhai", nearest: "Asia/Shanghai")])
    }

    @Test func anotherCurrencyIsRefusedByName() throws {
        let text = "net_revenue between 1 and 5 USD"
        let dollar = try #require(Currency("USD"))
        let problem = Problem(kind: .foreignCurrency(dollar, own: Currency("CNY")), statement: text)
        #expect(try problems(text) == [problem])
        #expect(
            problem.explanation.english.hasSuffix("is in USD, the workspace in CNY, and there are no exchange rates.")
        )
        #expect(problem.explanation.chinese.hasSuffix("的货币是 USD，工作区的货币是 CNY，且没有汇率。"))
        #expect(problem.advice?.english == "Write the amount in CNY.")
        #expect(
            try problems("did \"Order Completed\" where revenue in (1 CNY, 5 USD)").map(\.kind)
                == [.foreignCurrency(dollar, own: Currency("CNY"))]
        )
        let poor = SegmentChecker(schema: Schema(traits: ["m": .money]))
        let found = poor.problems(in: try SegmentParser.parseCondition("m > 5 USD"))
        #expect(found.map(\.kind) == [.foreignCurrency(dollar, own: nil)])
    }

    @Test func everyStatementOnEventsIsChecked() throws {
        let unknown = Problem.Kind.unknownEvent("Order Complete", nearest: "Order Completed")
        for text in [
            "did \"Order Complete\" in at least 2 of last 3 weeks", "stopped \"Order Complete\" in last 30 days",
            "resumed \"Order Complete\" in this month", "did sequence (\"Order Completed\" then \"Order Complete\")",
            "did sequence (\"Order Completed\" then not \"Order Complete\")",
        ] {
            #expect(try problems(text).map(\.kind) == [unknown], "\(text)")
        }
        let property = Problem.Kind.unknownProperty("revenu", events: ["Order Completed"], nearest: "revenue")
        for text in [
            "did \"Order Completed\" in at least 2 of last 3 weeks where revenu > 1",
            "stopped \"Order Completed\" in last 30 days where revenu > 1",
            "did sequence (\"Order Returned\" then \"Order Completed\" where revenu > 1)",
        ] {
            #expect(try problems(text).map(\.kind) == [property], "\(text)")
        }
    }

    private func checker(_ text: String) throws -> ([SegmentDefinition], SegmentChecker) {
        let definitions = try SegmentParser.parse(file: text)
        let segments = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
        return (definitions, SegmentChecker(schema: schema, segments: segments))
    }

    /// If a segment read its own record, its members would depend on how often it is refreshed.
    @Test func aSegmentMayNotReadItsOwnRecord() throws {
        let (definitions, checker) = try checker(
            """
            segment a { not entered segment a in last 7 days }
            segment b { age = 1 and was in segment c at 2026-01-01 }
            segment c { left segment d or in segment b }
            segment d { age = 2 }
            segment e { entered segment d and was in segment d at 2026-01-01 }
            """
        )
        #expect(
            checker.problems(in: definitions[0])
                == [Problem(kind: .cycle(["a", "a"]), statement: "entered segment \"a\" in last 7 days")]
        )
        #expect(checker.problems(in: definitions[1]).map(\.kind) == [.cycle(["b", "c", "b"])])
        #expect(checker.problems(in: definitions[1]).map(\.statement) == ["was in segment \"c\" at 2026-01-01"])
        #expect(checker.problems(in: definitions[2]).map(\.kind) == [.cycle(["c", "b", "c"])])
        #expect(checker.problems(in: definitions[4]) == [])
        let unknown = try problems("was in segment \"nobody\" at 2026-01-01")
        #expect(unknown.map(\.kind) == [.unknownSegment("nobody", nearest: nil)])
    }

    @Test func aLongStatementIsShownInPart() throws {
        let text = "age in (" + Array(repeating: "\"x\"", count: 1_000).joined(separator: ", ") + ")"
        let problem = try #require(problems(text).first)
        #expect(problem.statement == text)
        #expect(problem.explanation.english.count < 300 && problem.explanation.english.contains("…"))
    }
}
