import Foundation
import SQL
import Testing
import Warehouse

extension SparkTests {
    @Suite struct WritingTests {
        private func connection() async throws -> Connection {
            try await SparkCluster.database(schema: "writing").connect()
        }

        @Test(arguments: [0, 7, 1_500])
        func everyTypeComesBackAsItWasGiven(count: Int) async throws {
            let connection = try await connection()
            let presence = (0..<count).map { $0 % 5 != 2 }
            let columns: [IngestColumn] = [
                IngestColumn("row", .integers((0..<count).map(Int64.init))),
                IngestColumn("boolean", .booleans((0..<count).map { $0 % 3 == 0 }), presence: presence),
                IngestColumn("double", .doubles((0..<count).map { Double($0) / 3 }), presence: presence),
                IngestColumn("clv.12m", .texts((0..<count).map { "文's \\ $\($0)" }), presence: presence),
                IngestColumn("date", .dates((0..<count).map { Int32($0 - 9) }), presence: presence),
                IngestColumn("instant", .instants((0..<count).map { Int64($0 - 40) * 1_000_001 }), presence: presence),
                IngestColumn("local", .localTimes((0..<count).map { Int64($0) * 1_000_003 }), presence: presence),
                IngestColumn("money", .decimals((0..<count).map { Int64($0 - 3) * 12_345 }, scale: 4)),
                IngestColumn("列表", .textLists((0..<count).map { Array(repeating: "x", count: $0 % 4) })),
            ]
            let table = TablePath("types_\(count)")
            try await connection.ingest(into: table, columns: columns, mode: .create)
            let query = Select(
                .all,
                from: .table(TableName(Identifier(table.name))),
                orderBy: [SQLExpression.column("row").ascending()]
            )
            let result = try await connection.query(query)
            #expect(try result.integers("row") == (0..<count).map(Int64.init))
            #expect(try result.presence("clv.12m") == presence)
            let rows = try result.rows()
            for row in 0..<count where presence[row] {
                #expect(rows[row][1] == .boolean(row % 3 == 0))
                #expect(rows[row][2] == .double(Double(row) / 3))
                #expect(rows[row][3] == .text("文's \\ $\(row)"))
                #expect(rows[row][4] == .date(daysSinceEpoch: Int32(row - 9)))
                #expect(rows[row][5] == .instant(microseconds: Int64(row - 40) * 1_000_001))
                #expect(rows[row][7] == .decimal(unscaled: Int128(row - 3) * 12_345, scale: 4))
                #expect(rows[row][8] == .list(Array(repeating: .text("x"), count: row % 4)))
            }
        }

        @Test func replacingPutsTheNewRowsInPlaceAndAppendingKeepsTheOld() async throws {
            let connection = try await connection()
            let table = TablePath("kept")
            func write(_ values: [Int64], _ mode: IngestMode) async throws -> [Int64] {
                try await connection.ingest(into: table, columns: [IngestColumn("a", .integers(values))], mode: mode)
                return try await connection.query(BoundQuery("SELECT a FROM kept ORDER BY a")).integers("a")
            }
            #expect(try await write([1, 2], .replace) == [1, 2])
            #expect(try await write([3], .append) == [1, 2, 3])
            #expect(try await write([9], .replace) == [9])
            await #expect(throws: WarehouseError.self) { try await write([4], .create) }
            #expect(try await write([], .append) == [9])
        }

        @Test func aTableThatCannotBeMadeLeavesTheOneBefore() async throws {
            let connection = try await connection()
            let source = Select(["a": 1])
            try await connection.execute(.createTable("whole", as: source, mode: .orReplace))
            // A division by zero is an error of the running statement, after the new table has begun.
            let broken = Select(["a": SQLExpression.text("no number").cast(to: .integer)])
            await #expect(throws: WarehouseError.self) {
                try await connection.execute(.createTable("whole", as: broken, mode: .orReplace))
            }
            #expect(try await connection.query(BoundQuery("SELECT a FROM whole")).integers("a") == [1])
        }
    }
}
