import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct CancellationTests {
        /// What would run for days: 10¹² pairs.
        private static let pairs = "FROM range(1000000) AS x(a), range(1000000) AS y(b)"

        /// Cancels `work` after a moment, and checks that it ends and that the connection is still of use.
        private func cancelled(
            _ connection: Connection,
            _ work: @escaping @Sendable () async throws -> Void
        ) async throws {
            let task = Task.detached { try await work() }
            try await Task.sleep(for: .milliseconds(200))
            task.cancel()
            // No time is measured: the queries would not end today, and how soon they stop depends on what else runs.
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await connection.query(BoundQuery("SELECT 42 AS a")).integers("a") == [42])
        }

        @Test func aLongQueryStops() async throws {
            let connection = try await WarehouseFixture.connection()
            let query = BoundQuery("SELECT count(*) \(Self.pairs) WHERE a * b % 7 = ?", [.integer(3)])
            try await cancelled(connection) { _ = try await connection.query(query) }
        }

        @Test func aLongStatementStopsAndLeavesNothing() async throws {
            let connection = try await WarehouseFixture.connection()
            try await cancelled(connection) {
                try await connection.execute(BoundQuery("CREATE TABLE t AS SELECT a, b \(Self.pairs)"))
            }
            await #expect(throws: WarehouseError.self) { try await connection.query(BoundQuery("SELECT * FROM t")) }
        }

        @Test func aLongStreamStops() async throws {
            let connection = try await WarehouseFixture.connection()
            try await cancelled(connection) {
                try await connection.stream(BoundQuery("SELECT a, b \(Self.pairs)")) { stream in
                    for try await _ in stream {}
                }
            }
        }

        @Test func aLongStatementInATransactionStopsAndIsUndone() async throws {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT)"))
            try await cancelled(connection) {
                try await connection.transaction {
                    try await connection.execute(BoundQuery("INSERT INTO t VALUES (1)"))
                    try await connection.execute(BoundQuery("INSERT INTO t SELECT a \(Self.pairs)"))
                }
            }
            #expect(try await connection.query(BoundQuery("SELECT * FROM t")).rowCount == 0)
        }

        @Test func aLongIngestStopsAndLeavesNothing() async throws {
            let connection = try await WarehouseFixture.connection()
            let texts = (0..<2_000_000).map { "a text long enough to need memory of its own \($0)" }
            try await cancelled(connection) {
                let columns = [IngestColumn("a", .texts(texts)), IngestColumn("b", .texts(texts))]
                try await connection.ingest(into: TablePath("t"), columns: columns, mode: .create)
            }
            await #expect(throws: WarehouseError.self) { try await connection.query(BoundQuery("SELECT * FROM t")) }
        }

        @Test func aTaskThatIsAlreadyCancelledRunsNothing() async throws {
            let connection = try await WarehouseFixture.connection()
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await connection.execute(BoundQuery("CREATE TABLE t (a INTEGER)"))
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            await #expect(throws: WarehouseError.self) { try await connection.query(BoundQuery("SELECT * FROM t")) }
        }

        /// The engine forgets an interruption that comes before its statement has begun, so every moment is tried.
        @Test func cancellingAtAnyMomentNeverHangs() async throws {
            let connection = try await WarehouseFixture.connection()
            let query = BoundQuery("SELECT count(*) \(Self.pairs) WHERE a * b % 7 = 3")
            for delay in 0..<60 {
                let task = Task.detached { try await connection.query(query) }
                try await Task.sleep(for: .microseconds(delay * 25))
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(try await connection.query(BoundQuery("SELECT 42 AS a")).integers("a") == [42])
        }

        @Test func cancellingOneConnectionLeavesAnotherAlone() async throws {
            let database = try await WarehouseFixture.database()
            let (first, second) = (try await database.connect(), try await database.connect())
            let sql = "SELECT count(*) AS n FROM range(200) AS x(a), range(100000) AS y(b) WHERE a * b % 7 = 3"
            async let undisturbed = second.query(BoundQuery(sql))
            try await cancelled(first) {
                _ = try await first.query(BoundQuery("SELECT count(*) \(Self.pairs) WHERE a * b % 7 = 3"))
            }
            #expect(try await undisturbed.rowCount == 1)
        }
    }
}
