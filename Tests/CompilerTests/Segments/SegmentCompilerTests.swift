import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import SQLConformance
import Segments
import TestSupport
import Testing
import Warehouse

@Suite struct SegmentCompilerTests {
    private static let now = Instant(microseconds: 1_711_846_800_000_000)

    private static func compiler(_ segments: [SegmentDefinition] = []) -> SegmentCompiler {
        World(customers: [], now: now, zone: .gmt, segments: segments).compiler
    }

    private static func definition(
        _ text: String,
        named name: String = "s",
        timeZone: String? = nil
    ) throws -> SegmentDefinition {
        SegmentDefinition(name: name, timeZone: timeZone, condition: try SegmentParser.parseCondition(text))
    }

    @Test func oneSegmentIsAListOfItsMembers() async throws {
        var generator = WorldGenerator(seed: 41)
        let world = generator.world(customers: 20, segments: 2)
        let connection = try await WarehouseFixture.connection()
        try await WorldTables.write(world, to: connection)
        for text in ["did \"Order Completed\" at most 1 time", "in segment \"segment 1\"", "random 40% seed \"x\""] {
            let definition = try Self.definition(text)
            let result = try await connection.query(world.compiler.members(of: definition))
            let expected = world.customers.filter(try world.reference.predicate(for: definition)).map(\.id)
            #expect(try result.texts("customer").sorted() == expected.sorted(), "\(text)")
        }
    }

    @Test func whatSegmentsShareIsWorkedOutOnce() throws {
        let one = try Self.definition("did \"Order Completed\" in last 7 days and city = \"北京\"", named: "1")
        let other = try Self.definition("did \"Order Completed\" at least 3 times in last 7 days", named: "2")
        let both = try Dialect.duckDB.render(.select(Self.compiler().memberships(of: [one, other]))).text
        #expect(both.split(separator: "count(*)").count == 2)
        #expect(both.split(separator: "\"events\"").count == 2)
    }

    @Test func aSegmentWithoutEventsReadsNone() throws {
        let definition = try Self.definition("visits > 3 or random 10% seed \"x\"")
        let rendered = try Dialect.duckDB.render(.select(Self.compiler().members(of: definition)))
        #expect(
            rendered.text == #"WITH "facts" AS (SELECT "t"."customer", "t"."visits" AS "fact_0" FROM "traits" AS "t") "#
                + #"SELECT "customer" FROM "facts" WHERE coalesce("fact_0" > ?, ?) OR "#
                + #"CAST('0x' || substr(md5((? || "customer")), 1, 15) AS BIGINT) // ? < ?"#
        )
        #expect(rendered.bindings.first == .integer(3))
    }

    /// The same tree in Spark's words, or its refusal by name.
    @Test(arguments: [
        ("did sequence (\"Page Viewed\" then not \"Order Returned\" then \"Order Completed\" within 2 months)", nil),
        ("did \"Order Completed\" in at least 2 of last 4 weeks and stopped \"Page Viewed\" in last 7 days", nil),
        ("entered segment \"s1\" in last 7 days or birthday anniversary today or city matches \"^a\"", nil),
        ("sum of weight of \"Page Viewed\" > 2", nil),
        ("city = \"a\" ignoring case", "normalised"),
    ])
    func sparkHasWordsForItOrRefusesByName(text: String, refusal: String?) throws {
        let compiler = Self.compiler([try Self.definition("vip = true", named: "s1")])
        let statement = Statement.select(try compiler.memberships(of: [try Self.definition(text)]))
        do throws(RenderError) {
            _ = try Dialect.spark.render(statement)
            #expect(refusal == nil)
        } catch {
            #expect(error == .unsupported(node: refusal ?? "", dialect: .spark))
        }
    }

    @Test func whatDoesNotExistIsRefusedWithTheNearest() throws {
        let cases: [(String, CompileError)] = [
            ("visit > 3", .unknownName("visit", nearest: "visits")),
            ("in segment \"s2\"", .unknownName("s2", nearest: "s1")),
            ("visits contains \"a\"", .notComparable(name: "visits", type: .integer)),
            (
                "first \"Page Viewed\" before 2024-01-01 and did \"Page Viewed\" where item > 1",
                .unknownName("item", nearest: "items")
            ),
            (
                "sum of item of \"Page Viewed\" > 1",
                .notMeasurable(
                    Problem(
                        kind: .unknownProperty("item", events: ["Page Viewed"], nearest: "items"),
                        statement: "sum of item of \"Page Viewed\""
                    )
                )
            ),
            (
                "count of \"Page Viewed\" contains \"a\"",
                .notComparable(name: "count of \"Page Viewed\"", type: .integer)
            ),
        ]
        let compiler = Self.compiler([try Self.definition("vip = true", named: "s1")])
        for (text, expected) in cases {
            let definition = try Self.definition(text, named: "new")
            #expect(throws: expected, "\(text)") { try compiler.members(of: definition) }
        }
    }

    @Test func whatNothingCouldEvaluateIsRefused() throws {
        let zone = try Self.definition("vip = true", timeZone: "Europe/Londom")
        #expect(throws: CompileError.undefined(.unknownTimeZone("Europe/Londom"))) {
            try Self.compiler().members(of: zone)
        }
        let one = try Self.definition("in segment \"2\"", named: "1")
        let other = try Self.definition("not in segment \"1\"", named: "2")
        #expect(throws: CompileError.undefined(.cycle(["2", "1", "2"]))) {
            try Self.compiler([one, other]).members(of: one)
        }
        var deep = Condition.atom(.trait(name: "vip", Comparison(.present)))
        for _ in 0...Limits.depth { deep = .not(deep) }
        #expect(throws: CompileError.undefined(.tooDeep)) {
            try Self.compiler().members(of: SegmentDefinition(name: "deep", condition: deep))
        }
    }

    @Test func aDefinitionAsDeepAsAnyMayBeIsOneQuery() async throws {
        var condition = EventCondition.atom(PropertyClause("items", Comparison(.present)))
        for _ in 0..<Limits.depth { condition = .not(condition) }
        var deep = Condition.atom(.occurrence(Occurrence(EventSelector("Page Viewed", where: condition))))
        for _ in 0..<Limits.depth { deep = .not(deep) }
        var generator = WorldGenerator(seed: 42)
        let world = generator.world(customers: 5)
        let definition = SegmentDefinition(name: "deep", condition: deep)
        let connection = try await WarehouseFixture.connection()
        try await WorldTables.write(world, to: connection)
        let found = try await connection.query(world.compiler.memberships(of: [definition])).texts("customer")
        let expected = world.customers.filter(try world.reference.predicate(for: definition)).map(\.id)
        #expect(found.sorted() == expected.sorted())
    }

    @Test func segmentsThatNameOneAnotherAreWorkedOutOnceEach() throws {
        // Each names the one before twice: written out, the last would be longer than any text.
        var segments = [try Self.definition("vip = true", named: "0")]
        for number in 1..<40 {
            let before = "in segment \"\(number - 1)\""
            segments.append(try Self.definition("\(before) or not \(before)", named: "\(number)"))
        }
        let query = try Self.compiler(segments).members(of: Self.definition("in segment \"39\""))
        #expect(try Dialect.duckDB.render(.select(query)).text.utf8.count < 10_000)
    }
}
