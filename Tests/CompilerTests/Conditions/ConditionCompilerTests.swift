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

/// Comparisons have two truth values in the segment language and three in SQL; the reference decides.
@Suite struct ConditionCompilerTests {
    private static let now = Instant(microseconds: 1_711_846_800_000_000)

    private static func zone() throws -> TimeZone { try #require(TimeZone(identifier: "Europe/London")) }

    /// Values of a type at the edges of what comparisons ask, and a missing one first.
    private static func values(of type: ValueType) throws -> [Value?] {
        let zone = try zone()
        var generator = ValueGenerator(random: SeededRandom(seed: 7), now: now, zone: zone)
        var values: [Value?] = [nil]
        for _ in 0..<60 { values.append(generator.value(type)) }
        guard type == .instant else { return values }
        for date in ValueGenerator.dates {
            for end in [zone.instant(of: date), zone.instant(of: date.adding(days: 1))] {
                for step in -1...1 { values.append(.instant(Instant(microseconds: end.microseconds + Int64(step)))) }
            }
        }
        return values
    }

    private static func comparisons(of type: ValueType) throws -> [Comparison] {
        let values = ValueGenerator(random: SeededRandom(seed: 11), now: now, zone: try zone())
        var generator = DefinitionGenerator(values: values, world: World(customers: [], now: now, zone: try zone()))
        let occurring = try Self.values(of: type).compactMap(\.self)
        var comparisons = [Comparison(.missing), Comparison(.present)]
        while comparisons.count < 300 { comparisons.append(generator.comparison(type, like: occurring)) }
        return comparisons
    }

    @Test(arguments: ValueType.allCases)
    func everyComparisonIsTrueOrFalseAsTheReferenceSays(type: ValueType) async throws {
        let values = try Self.values(of: type)
        let comparisons = try Self.comparisons(of: type)
        let connection = try await WarehouseFixture.connection()
        let place = IngestColumn("place", .integers(values.indices.map(Int64.init)))
        let column = EventTable.column("value", type, values)
        try await connection.ingest(into: TablePath("t"), columns: [place, column], mode: .create)
        let conditions = comparisons.map { EventCondition.atom(PropertyClause("value", $0)) }
        let scope = ColumnScope(["value": ColumnScope.Column(.column("value"), type)])
        let compiler = ConditionCompiler(
            scope: scope,
            now: Self.now,
            zone: try Self.zone(),
            currency: World.schema.currency
        )
        var columns: [(Identifier, SQLExpression)] = []
        for (index, condition) in conditions.enumerated() {
            columns.append((Identifier("is \(index)"), try compiler.compile(condition)))
            columns.append((Identifier("is not \(index)"), try compiler.compile(.not(condition))))
        }
        let select = Select(Columns(columns), from: .table("t"), orderBy: [SQLExpression.column("place").ascending()])
        let result = try await connection.query(select)
        let evaluator = ReferenceEvaluator(
            now: Self.now,
            timeZone: try Self.zone(),
            currency: World.schema.currency
        )
        var answers: Set<Bool> = []
        for (index, comparison) in comparisons.enumerated() {
            let reference = try evaluator.predicate(for: Condition.atom(.trait(name: "value", comparison)))
            let expected = values.map { value in
                reference(Customer(id: "", traits: value.map { ["value": $0] } ?? [:]))
            }
            answers.formUnion(expected)
            // Reading fails where an answer is null.
            let found = try result.booleans("is \(index)")
            let text = SegmentPrinter.text(of: conditions[index])
            for (place, value) in values.enumerated() where found[place] != expected[place] {
                Issue.record("\(text) is \(expected[place]) of \(value.map { "\($0)" } ?? "a missing value")")
            }
            #expect(try result.booleans("is not \(index)") == expected.map { !$0 }, "not \(text)")
        }
        #expect(answers == [true, false])
    }

    @Test func aGroupOfConditionsIsFalseOrTrueThoughItsMembersAreOfMissingValues() async throws {
        let connection = try await WarehouseFixture.connection()
        let scope = ColumnScope(["x": ColumnScope.Column(SQLExpression.null.cast(to: .integer), .integer)])
        let compiler = ConditionCompiler(scope: scope, now: Self.now, zone: .gmt)
        let cases = [
            ("x > 1 or x is missing", true), ("not (x > 1)", true), ("not (x > 1 or x <= 1)", true),
            ("not (x > 1) and not (x <= 1)", true), ("x != 1", false), ("not (x not in (1, 2))", true),
            ("x > 1 and x <= 1", false), ("x is present", false), ("not (x between 1 and 2)", true),
        ]
        for (text, expected) in cases {
            let condition = try compiler.compile(SegmentParser.parseEventCondition(text))
            let result = try await connection.query(Select(["is": condition]))
            #expect(try result.booleans("is") == [expected], "\(text)")
        }
    }

    @Test func aComparisonThatTheTypeDoesNotHaveIsRefusedByName() throws {
        let cases: [(String, ValueType)] = [
            ("x > 1", .text), ("x contains \"a\"", .integer), ("x = \"a\"", .date), ("x on 2024-01-01", .text),
            ("x has any of (\"a\")", .text), ("x = true", .integer), ("x after 2024-01-01T00:00:00Z", .date),
            ("x matches \"a\"", .integer), ("x anniversary today", .text), ("x > 5 USD", .money),
            ("x > 5 CNY", .integer),
            ("x in (1, 5 USD)", .money),
        ]
        for (text, type) in cases {
            let scope = ColumnScope(["x": ColumnScope.Column(.column("x"), type)])
            let compiler = ConditionCompiler(scope: scope, now: Self.now, zone: .gmt)
            #expect(throws: CompileError.notComparable(name: "x", type: type), "\(text)") {
                try compiler.compile(SegmentParser.parseEventCondition(text))
            }
        }
    }

    /// Case comes from Unicode's tables; letters newer than Unicode 15 are left out, because the engine's are older.
    @Test func caseIsFoldedAsTheReferenceFoldsIt() async throws {
        let letters = (1...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            scalar.properties.changesWhenLowercased && (scalar.properties.age ?? (99, 0)).major <= 15
        }
        // H with a line below has no letter of its own; its lower case has one.
        let marked = "ABCDEFGHIJKLMNOPQRSTUVWXYZİ".flatMap { letter in
            ["\u{331}", "\u{308}", "\u{30A}\u{327}"].map { "\(letter)\($0)" }
        }
        let texts = (letters.map { String($0) } + marked).map(\.precomposedStringWithCanonicalMapping)
        #expect(letters.count > 1_300)
        let connection = try await WarehouseFixture.connection()
        let width = 200
        for start in stride(from: 0, to: texts.count, by: width) {
            let part = texts[start..<min(texts.count, start + width)]
            let columns = part.enumerated().map { IngestColumn("\($0.offset)", .texts([$0.element])) }
            try await connection.ingest(into: TablePath("t"), columns: columns, mode: .replace)
            let scope = ColumnScope(
                columns.reduce(into: [:]) { $0[$1.name] = ColumnScope.Column(.column(Identifier($1.name)), .text) }
            )
            let compiler = ConditionCompiler(scope: scope, now: Self.now, zone: .gmt)
            let answers = try part.enumerated().map { place, text in
                let same = Comparison(.relation(.equal, .text(text.lowercased())), ignoringCase: true)
                return (Identifier("\(place)"), try compiler.compile(.atom(PropertyClause("\(place)", same))))
            }
            let row = try await connection.query(Select(Columns(answers), from: .table("t"))).row()
            for (place, text) in part.enumerated() where row[place] != .boolean(true) {
                Issue.record("\(text.unicodeScalars.map { String($0.value, radix: 16) }) is folded otherwise")
            }
        }
    }
}
