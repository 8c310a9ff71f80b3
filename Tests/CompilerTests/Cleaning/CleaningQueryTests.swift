import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import TestSupport
import Testing
import Warehouse

/// A policy over nine rows, counted by hand.
@Suite struct CleaningQueryTests {
    /// Customer, order, quantity, price, and a note that the import does not keep.
    private static let rows: [[String?]] = [
        ["A", "o1", "2", "1.50", "x"],
        // Repeats the row before it.
        ["A", "o1", "2", "1.50", "x"],
        // Differs in what is not kept, so it is a row of its own.
        ["A", "o1", "2", "1.50", "y"],
        [nil, "o2", "1", "9.00", nil],
        // Both a repeat and without a customer: the first check has it.
        [nil, "o2", "1", "9.00", nil],
        // Cancelled.
        ["B", "C3", "-1", "4.25", nil],
        // Of nothing.
        ["B", "o4", "0", "5.00", nil],
        // Cancelled, and of nothing.
        ["B", "C5", "0", "1.00", nil],
        ["C", "o6", "3", "0.10", ""],
    ]
    private static let kept = ["customer", "order", "price", "quantity"]

    private static func query() throws -> CleaningQuery {
        let types: [String: ValueType] = ["customer": .text, "order": .text, "price": .money, "quantity": .integer]
        let scope = ColumnScope(
            types.reduce(into: [:]) { $0[$1.key] = ColumnScope.Column(.column(Identifier($1.key)), $1.value) }
        )
        let compiler = ConditionCompiler(scope: scope, now: Instant(microseconds: 0), zone: .gmt)
        func check(_ key: String, _ condition: SQLExpression, _ action: CleaningQuery.Action) -> CleaningQuery.Check {
            CleaningQuery.Check(key: key, name: Bilingual(verbatim: key), condition: condition, action: action)
        }
        func condition(_ text: String) throws -> SQLExpression {
            try compiler.compile(SegmentParser.parseEventCondition(text))
        }
        return CleaningQuery(
            source: "orders",
            columns: kept,
            checks: [
                check("repeated_row", CleaningQuery.isRepeat(of: kept, hasOtherColumns: true), .remove),
                check("missing_customer", SQLExpression.column("customer").isNull, .remove),
                check("cancelled", try condition("order starts with \"C\""), .asReturn),
                check("rule_1", try condition("quantity = 0"), .remove),
                check("rule_2", try condition("price > 4"), .keep),
            ],
            amount: .column("quantity") * .column("price")
        )
    }

    /// A connection on which the rows are imported and the policy is applied.
    private static func cleaned() async throws -> Connection {
        let connection = try await WarehouseFixture.connection()
        let names = ["customer", "order", "quantity", "price", "note"]
        let columns = names.enumerated().map { index, name in
            IngestColumn(name, rows.map { $0[index] }, placeholder: "") { .texts($0) }
        }
        try await connection.ingest(into: TablePath("file"), columns: columns, mode: .create)
        let types: [(String, ValueType)] = [
            ("customer", .text), ("order", .text), ("quantity", .integer), ("price", .money),
        ]
        let imported = ImportQuery(
            source: .table("file"),
            columns: types.map { ColumnPlan(column: $0.0, target: $0.0, type: $0.1) },
            otherColumns: .column("note"),
            text: { .column(Identifier($0)) },
            importNumber: 1,
            zone: .gmt,
            refusesDamage: false
        )
        for schema in [WarehouseTables.rawSchema, WarehouseTables.cleanSchema, WarehouseTables.removedSchema] {
            try await connection.execute(.createSchema(schema))
        }
        try await connection.execute(.createTable(WarehouseTables.raw("orders"), as: imported.select))
        try await connection.execute(try query().createFlags)
        return connection
    }

    @Test func everyCheckCountsWhatItFindsAndWhatItDoes() async throws {
        let connection = try await Self.cleaned()
        let counts = try await connection.query(try Self.query().counts)
        #expect(try counts.integers("rows") == [9])
        func integers(_ name: String) throws -> [Int64] { try (0..<5).map { try counts.integers("\(name)_\($0)")[0] } }
        #expect(try integers("found") == [2, 2, 2, 2, 4])
        // The removing checks add up to the rows that went; a removed row is no return; what is kept is left alone.
        #expect(try integers("acted") == [2, 1, 1, 2, 0])
        let amounts = try (0..<5).map { try counts.units("amount_\($0)", scale: 4, missing: 0)[0] }
        #expect(amounts == [120_000, 90_000, -42_500, 0, 0])
    }

    @Test func everyRowGoesToOnePlace() async throws {
        let connection = try await Self.cleaned()
        let query = try Self.query()
        try await connection.execute(query.createClean)
        try await connection.execute(query.createRemoved)
        try await connection.execute(query.dropFlags)
        let position = SQLExpression.column(CleaningQuery.position)
        let clean = try await connection.query(
            Select(.all, from: .table(WarehouseTables.clean("orders")), orderBy: [position.ascending()])
        )
        #expect(try clean.integers("_position") == [0, 2, 5, 8])
        #expect(try clean.texts("customer") == ["A", "A", "B", "C"])
        #expect(try clean.booleans("_is_return") == [false, false, true, false])
        #expect(try clean.units("_amount", scale: 4) == [30_000, 30_000, -42_500, 3_000])
        #expect(clean.schema.fields.map(\.name) == Self.kept + ["_position", "_is_return", "_amount"])
        let removed = try await connection.query(
            Select(
                .columns("order", "removed_by"),
                from: .table(WarehouseTables.removed("orders")),
                orderBy: [SQLExpression.column("removed_by").ascending(), SQLExpression.column("order").ascending()]
            )
        )
        #expect(try removed.texts("order") == ["o2", "o1", "o2", "C5", "o4"])
        #expect(
            try removed.texts("removed_by") == ["missing_customer", "repeated_row", "repeated_row", "rule_1", "rule_1"]
        )
    }

    @Test func rowsThatDifferOnlyInWhatIsNotKeptAreRepeatsWhereNothingIsHidden() async throws {
        let connection = try await Self.cleaned()
        let isRepeat = CleaningQuery.isRepeat(of: Self.kept, hasOtherColumns: false)
        let found = Select(
            ["place": .column(RawColumn.position), "is": isRepeat],
            from: .table(WarehouseTables.raw("orders"))
        )
        let result = try await connection.query(
            Select(.all, from: .subquery(found, as: "found"), orderBy: [SQLExpression.column("place").ascending()])
        )
        #expect(try result.booleans("is") == [false, true, true, false, true, false, false, false, false])
    }

    @Test func scopesAddUpWhatTheyHold() async throws {
        let connection = try await Self.cleaned()
        let query = try Self.query()
        let order = SQLExpression.column("r", "order")
        let kept = try await connection.query(query.scope(query.wasKept, orderColumn: order))
        #expect(try kept.integers("rows") == [4])
        #expect(try kept.integers("customers") == [3])
        #expect(try kept.integers("orders") == [3])
        #expect(try kept.units("revenue", scale: 4) == [20_500])
        let cancelled = try #require(query.wasFound("cancelled"))
        let plain = try await connection.query(query.scope(!cancelled, orderColumn: nil))
        #expect(try plain.integers("rows") == [7])
        #expect(try plain.integers("orders") == [7])
        #expect(query.wasFound("rule_9") == nil)
    }
}
