import Domain
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct TransactionTests {
        private struct Unwanted: Error {}

        private func table() async throws -> Connection {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT UNIQUE)"))
            return connection
        }

        private func insert(_ value: Int64, _ connection: Connection) async throws {
            try await connection.execute(BoundQuery("INSERT INTO t VALUES (?)", [.integer(value)]))
        }

        private func stored(_ connection: Connection) async throws -> [Int64] {
            try await connection.query(BoundQuery("SELECT a FROM t ORDER BY a")).integers("a")
        }

        @Test func whatReturnsIsCommitted() async throws {
            let connection = try await table()
            let answer = try await connection.transaction {
                try await insert(1, connection)
                try await connection.ingest(
                    into: TablePath("t"),
                    columns: [IngestColumn("a", .integers([2]))],
                    mode: .append
                )
                return "done"
            }
            #expect(answer == "done")
            #expect(try await stored(connection) == [1, 2])
        }

        @Test func whatThrowsIsUndone() async throws {
            let connection = try await table()
            await #expect(throws: Unwanted.self) {
                try await connection.transaction {
                    try await insert(1, connection)
                    try await connection.execute(BoundQuery("CREATE TABLE u (a INTEGER)"))
                    throw Unwanted()
                }
            }
            #expect(try await stored(connection) == [])
            await #expect(throws: WarehouseError.self) { try await connection.query(BoundQuery("SELECT * FROM u")) }
            try await insert(5, connection)
            #expect(try await stored(connection) == [5])
        }

        @Test func aFailedStatementUndoesItsTransaction() async throws {
            let connection = try await table()
            await #expect(throws: WarehouseError.self) {
                try await connection.transaction {
                    try await insert(1, connection)
                    try await insert(1, connection)
                }
            }
            #expect(try await stored(connection) == [])
            try await connection.transaction { try await insert(2, connection) }
            #expect(try await stored(connection) == [2])
        }

        @Test func aSwallowedFailureCannotBeCommitted() async throws {
            let connection = try await table()
            await #expect {
                try await connection.transaction {
                    try await insert(1, connection)
                    try? await insert(1, connection)
                }
            } throws: { error in
                guard case WarehouseError.connection(.transaction) = error else { return false }
                return true
            }
            #expect(try await stored(connection) == [])
            try await insert(2, connection)
            #expect(try await stored(connection) == [2])
        }

        @Test func aSwallowedFailureOfAnIngestCannotBeCommittedInPart() async throws {
            let connection = try await table()
            let values = ColumnValues.integers((0..<300_000).map { $0 == 299_999 ? 0 : $0 })
            await #expect(throws: WarehouseError.self) {
                try await connection.transaction {
                    try await insert(-1, connection)
                    let column = IngestColumn("a", values)
                    _ = try? await connection.ingest(into: TablePath("t"), columns: [column], mode: .append)
                }
            }
            #expect(try await stored(connection) == [])
        }

        @Test func aTransactionInATransactionIsRefused() async throws {
            let connection = try await table()
            await #expect(throws: WarehouseError.connection(.nestedTransaction)) {
                try await connection.transaction {
                    try await insert(1, connection)
                    try await connection.transaction { try await insert(2, connection) }
                }
            }
            #expect(try await stored(connection) == [])
        }

        @Test func cancellingATransactionUndoesIt() async throws {
            let connection = try await table()
            let task = Task {
                try await connection.transaction {
                    try await insert(1, connection)
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await stored(connection) == [])
        }

        @Test func childTasksWorkInsideTheTransaction() async throws {
            let connection = try await table()
            try await connection.transaction {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for value in 0..<4 { group.addTask { try await insert(Int64(value), connection) } }
                    try await group.waitForAll()
                }
            }
            #expect(try await stored(connection) == [0, 1, 2, 3])
        }

        @Test func otherTasksWaitUntilTheTransactionHasEnded() async throws {
            let connection = try await table()
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let other = Task {
                for await _ in started { break }
                return try await stored(connection)
            }
            try await connection.transaction {
                try await insert(1, connection)
                start.yield()
                try await Task.sleep(for: .milliseconds(50))
                try await insert(2, connection)
            }
            #expect(try await other.value == [1, 2])
        }

        @Test func aWaitingTaskCanBeCancelled() async throws {
            let connection = try await table()
            try await connection.transaction {
                let waiting = Task.detached { try await connection.query(BoundQuery("SELECT 1")) }
                try await Task.sleep(for: .milliseconds(20))
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
            }
        }

        @Test func otherConnectionsSeeOnlyWhatIsCommitted() async throws {
            let database = try await WarehouseFixture.database()
            let (writer, reader) = (try await database.connect(), try await database.connect())
            try await writer.execute(BoundQuery("CREATE TABLE t (a BIGINT)"))
            try await writer.transaction {
                try await insert(1, writer)
                #expect(try await stored(reader) == [])
            }
            #expect(try await stored(reader) == [1])
        }
    }
}
