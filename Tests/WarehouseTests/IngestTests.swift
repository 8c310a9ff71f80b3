import Domain
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct IngestTests {
        @Test func aMillionRowsArriveWithTheSameSums() async throws {
            let count = 1_000_000
            let connection = try await WarehouseFixture.connection()
            let columns = [
                IngestColumn("id", .integers((0..<count).map(Int64.init))),
                IngestColumn("half", .doubles((0..<count).map { Double($0) / 2 })),
                IngestColumn("name", .texts((0..<count).map { "客户 \($0)" })),
                IngestColumn("odd", .booleans((0..<count).map { $0 % 2 == 1 })),
                IngestColumn("spent", .decimals((0..<count).map { Int64($0) * 5_000 }, scale: 4)),
            ]
            #expect(try await connection.ingest(into: TablePath("t"), columns: columns, mode: .create) == count)
            let query = """
                SELECT count(*), sum(id), sum(half), sum(length(name)), count(*) FILTER (odd), sum(spent)::VARCHAR,
                    max(typeof(spent)), count(*) FILTER (name <> '客户 ' || id)
                FROM t
                """
            let row = try await connection.query(BoundQuery(query)).row()
            let sum = Int128(count) * Int128(count - 1) / 2
            #expect(row[0] == .integer(Int64(count)))
            #expect(row[1] == .decimal(unscaled: sum, scale: 0))
            #expect(row[2] == .double(Double(sum) / 2))
            #expect(row[3] == .decimal(unscaled: 8_888_890, scale: 0))
            #expect(row[4] == .integer(500_000))
            #expect(row[5] == .text("249999750000.0000"))
            #expect(row[6] == .text("DECIMAL(18,4)"))
            #expect(row[7] == .integer(0))
            let order = try await connection.query(BoundQuery("SELECT count(*) AS n FROM t WHERE id <> rowid"))
            #expect(try order.integers("n") == [0])
        }

        @Test(arguments: [0, 1, 2_048, 2_049, 130_000])
        func everyTypeComesBackAsItWasGiven(count: Int) async throws {
            let connection = try await WarehouseFixture.connection()
            let presence = (0..<count).map { $0 % 5 != 2 }
            func integers(_ factor: Int64) -> [Int64] { (0..<count).map { (Int64($0) - 40) * factor } }
            let texts = (0..<count).map { $0 % 3 == 0 ? "" : "文 \($0)" }
            let lists = (0..<count).map { Array(repeating: "x\($0)", count: $0 % 4) }
            let columns: [IngestColumn] = [
                IngestColumn("boolean", .booleans((0..<count).map { $0 % 3 == 0 }), presence: presence),
                IngestColumn("integer", .integers(integers(1 << 40)), presence: presence),
                IngestColumn("double", .doubles((0..<count).map { Double($0) / 3 }), presence: presence),
                IngestColumn("text", .texts(texts), presence: presence),
                IngestColumn("date", .dates((0..<count).map { Int32($0 % 30_000 - 9) }), presence: presence),
                IngestColumn("instant", .instants(integers(1_000_001)), presence: presence),
                IngestColumn("local", .localTimes(integers(1_000_003)), presence: presence),
                IngestColumn("money", .decimals(integers(12_345), scale: 4), presence: presence),
                IngestColumn("list", .textLists(lists), presence: presence),
                IngestColumn("wide", .wideDecimals(integers(7).map { Int128($0) << 60 }, precision: 38, scale: 6)),
                IngestColumn("nothing", .missing(count: count)),
            ]
            try await connection.ingest(into: TablePath("t"), columns: columns, mode: .create)
            let result = try await connection.query(BoundQuery("SELECT * FROM t"))
            #expect(try result.presence("text") == presence)
            func masked<Value>(_ values: [Value], _ gap: Value) -> [Value] {
                zip(values, presence).map { $1 ? $0 : gap }
            }
            #expect(try result.booleans("boolean", missing: true) == masked((0..<count).map { $0 % 3 == 0 }, true))
            #expect(try result.integers("integer", missing: 7) == masked(integers(1 << 40), 7))
            #expect(try result.doubles("double", missing: -1) == masked((0..<count).map { Double($0) / 3 }, -1))
            #expect(try result.texts("text", missing: "-") == masked(texts, "-"))
            #expect(try result.dates("date", missing: 7) == masked((0..<count).map { Int32($0 % 30_000 - 9) }, 7))
            #expect(try result.timestamps("instant", missing: 7) == masked(integers(1_000_001), 7))
            #expect(try result.timestamps("local", missing: 7) == masked(integers(1_000_003), 7))
            #expect(try result.units("money", scale: 4, missing: 7) == masked(integers(12_345), 7))
            #expect(try result.textLists("list", missing: ["-"]) == masked(lists, ["-"]))
            #expect(
                try result.rows().map { $0["wide"] }
                    == integers(7).map { .decimal(unscaled: Int128($0) << 60, scale: 6) }
            )
            #expect(try result.presence("nothing") == [Bool](repeating: false, count: count))
            let types = result.schema.fields.map(\.type.description)
            #expect(types[5] == "instant" && types[6] == "local time" && types[7] == "decimal(18, 4)")
        }

        @Test func modesCreateAppendAndReplace() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE SCHEMA s"))
            let table = TablePath(schema: "s", "a \"quoted\" name")
            func ingest(_ values: [Int64], _ mode: IngestMode) async throws {
                try await connection.ingest(into: table, columns: [IngestColumn("a", .integers(values))], mode: mode)
            }
            func stored() async throws -> [Int64] {
                try await connection.query(BoundQuery("SELECT a FROM s.\"a \"\"quoted\"\" name\" ORDER BY a")).integers(
                    "a"
                )
            }
            try await ingest([1, 2], .create)
            await #expect(throws: WarehouseError.self) { try await ingest([3], .create) }
            try await ingest([3], .append)
            #expect(try await stored() == [1, 2, 3])
            try await ingest([9], .replace)
            #expect(try await stored() == [9])
        }

        @Test func appendingGoesByNameAndNotByPosition() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a VARCHAR, b VARCHAR)"))
            let columns = [IngestColumn("b", .texts(["b"])), IngestColumn("a", .texts(["a"]))]
            try await connection.ingest(into: TablePath("t"), columns: columns, mode: .append)
            let row = try await connection.query(BoundQuery("SELECT a, b FROM t")).row()
            #expect(row.cells == [.text("a"), .text("b")])
        }

        @Test func columnsThatDoNotFitAreRefusedBeforeAnythingIsWritten() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT, b BIGINT)"))
            let one = ColumnValues.integers([1])
            let cases: [([IngestColumn], IngestFault)] = [
                ([], .noColumns),
                ([IngestColumn("a", one), IngestColumn("a", one)], .duplicateColumn("a")),
                (
                    [IngestColumn("a", one), IngestColumn("b", .integers([]))],
                    .lengthsDiffer(column: "b", length: 0, expected: 1)
                ),
                ([IngestColumn("a", one, presence: [])], .lengthsDiffer(column: "a", length: 0, expected: 1)),
                ([IngestColumn("a", one)], .missingColumn("b")),
                ([IngestColumn("a", one), IngestColumn("c", one)], .unknownColumn("c", available: ["a", "b"])),
            ]
            for (columns, fault) in cases {
                await #expect(throws: WarehouseError.ingest(table: "t", fault)) {
                    try await connection.ingest(into: TablePath("t"), columns: columns, mode: .append)
                }
            }
            #expect(try await connection.query(BoundQuery("SELECT * FROM t")).rowCount == 0)
            await #expect(throws: WarehouseError.self) {
                try await connection.ingest(into: TablePath("no"), columns: [IngestColumn("a", one)], mode: .append)
            }
        }

        @Test func anIngestThatBreaksAConstraintLeavesNothing() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT PRIMARY KEY)"))
            let values = ColumnValues.integers((0..<300_000).map { $0 == 299_999 ? 0 : $0 })
            await #expect {
                try await connection.ingest(into: TablePath("t"), columns: [IngestColumn("a", values)], mode: .append)
            } throws: { error in
                guard case WarehouseError.statement(.constraint, let failure) = error else { return false }
                return failure.sql.contains("t")
            }
            #expect(try await connection.query(BoundQuery("SELECT count(*) AS n FROM t")).integers("n") == [0])
        }

        @Test func optionalValuesBecomeGaps() async throws {
            let connection = try await WarehouseFixture.connection()
            let values: [Int64?] = [1, nil, 3]
            let column = IngestColumn("a", values, placeholder: 0) { .integers($0) }
            try await connection.ingest(into: TablePath("t"), columns: [column], mode: .create)
            let result = try await connection.query(BoundQuery("SELECT a FROM t"))
            #expect(try result.integers("a", missing: -1) == [1, -1, 3])
        }
    }
}
