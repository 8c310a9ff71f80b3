import Foundation
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct StreamTests {
        @Test func aStreamGivesEveryRowInOrder() async throws {
            let connection = try await WarehouseFixture.connection()
            var next: Int64 = 0
            var batches = 0
            try await connection.stream(BoundQuery("SELECT range AS a FROM range(?)", [.integer(100_000)])) { stream in
                #expect(stream.schema.fields.map(\.name) == ["a"])
                for try await batch in stream {
                    let values = try IntegerColumn(batch.column(named: "a")).values(missing: -1)
                    #expect(values == Array(next..<next + Int64(values.count)))
                    next += Int64(values.count)
                    batches += 1
                }
            }
            #expect(next == 100_000 && batches > 10)
        }

        @Test func aLargeResultPassesThroughLittleMemory() async throws {
            let connection = try await WarehouseFixture.connection()
            let sql = "SELECT range AS a, range * 2 AS b, range / 3 AS c FROM range(20000000)"
            // Other tests of the same process may grow meanwhile; a result that is kept would show in every round.
            var growth: [Int] = []
            for _ in 0..<3 where growth.allSatisfy({ $0 >= 150 << 20 }) {
                let before = try residentBytes()
                var largest = before
                var sum: Int64 = 0
                try await connection.stream(BoundQuery(sql)) { stream in
                    var batches = 0
                    for try await batch in stream {
                        sum += Int64(batch.rowCount)
                        batches += 1
                        if batches % 100 == 0 { largest = max(largest, try residentBytes()) }
                    }
                }
                #expect(sum == 20_000_000)
                growth.append(largest - before)
            }
            // The result is 480 MB.
            #expect(try #require(growth.min()) < 150 << 20, "\(growth)")
        }

        @Test func anAbandonedStreamLeavesTheConnectionUsable() async throws {
            let connection = try await WarehouseFixture.connection()
            let escaped = try await connection.stream(BoundQuery("SELECT range AS a FROM range(100000000)")) { stream in
                _ = try await stream.next()
                return stream
            }
            #expect(try await escaped.next() == nil)
            #expect(try await connection.query(BoundQuery("SELECT 42 AS a")).integers("a") == [42])
        }

        @Test func anotherStatementMeanwhileLosesNoRows() async throws {
            let connection = try await WarehouseFixture.connection()
            var rows = 0
            try await connection.stream(BoundQuery("SELECT range AS a FROM range(1000000)")) { stream in
                for try await batch in stream {
                    if rows == 0 { #expect(try await connection.query(BoundQuery("SELECT 1")).rowCount == 1) }
                    rows += batch.rowCount
                }
            }
            #expect(rows == 1_000_000)
        }

        @Test func aTransactionMeanwhileIsRefused() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t AS SELECT range AS a FROM range(1000000)"))
            var rows = 0
            try await connection.stream(BoundQuery("SELECT a FROM t")) { stream in
                for try await batch in stream {
                    if rows == 0 {
                        await #expect(throws: WarehouseError.connection(.streaming)) {
                            try await connection.transaction {
                                try await connection.execute(BoundQuery("CREATE TABLE u (a BIGINT)"))
                            }
                        }
                    }
                    rows += batch.rowCount
                }
            }
            #expect(rows == 1_000_000)
            try await connection.transaction { try await connection.execute(BoundQuery("CREATE TABLE u (a BIGINT)")) }
        }

        @Test func tenThousandQueriesDoNotLeak() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT, b VARCHAR)"))
            func queries(_ count: Int) async throws {
                for number in 0..<count {
                    let arguments: [Argument] = [.integer(Int64(number)), .text("text \(number)"), .texts(["a", "b"])]
                    let result = try await connection.query(BoundQuery("SELECT ? AS a, ? AS b, ? AS c", arguments))
                    #expect(try result.integers("a") == [Int64(number)])
                    if number % 100 == 0 {
                        _ = try? await connection.query(BoundQuery("SELECT * FROM nope WHERE a = ?", [.text("x")]))
                        let columns = [IngestColumn("a", .integers([1])), IngestColumn("b", .texts(["x"]))]
                        try await connection.ingest(into: TablePath("t"), columns: columns, mode: .append)
                    }
                }
            }
            try await queries(500)
            // Other tests of the same process may grow meanwhile; a leak would show in every round.
            var growth: [Int] = []
            for _ in 0..<3 {
                let before = try residentBytes()
                try await queries(10_000)
                growth.append(try residentBytes() - before)
                if growth[growth.count - 1] < 50 << 20 { break }
            }
            #expect(try #require(growth.min()) < 50 << 20, "\(growth)")
        }

        @Test func connectionsGiveTheirThreadsBack() async throws {
            let database = try await WarehouseFixture.database()
            let before = try threadCount()
            for number in 0..<200 {
                let connection = try await database.connect()
                #expect(
                    try await connection.query(BoundQuery("SELECT ? AS a", [.integer(Int64(number))])).rowCount == 1
                )
            }
            // A thread ends a moment after its connection.
            for _ in 0..<50 where try threadCount() > before + 20 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try threadCount() <= before + 20)
        }
    }
}

/// Memory of this process that is in use, in bytes.
private func residentBytes() throws -> Int {
    #if os(Linux)
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return try #require(Int(text.split(separator: " ")[1])) * Int(sysconf(Int32(_SC_PAGESIZE)))
    #else
        var usage = rusage()
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss
    #endif
}

private func threadCount() throws -> Int {
    #if os(Linux)
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    #else
        0
    #endif
}
