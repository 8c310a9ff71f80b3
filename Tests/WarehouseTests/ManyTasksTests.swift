import TestSupport
import Testing
import Warehouse

/// Tasks that share a connection: whatever the order in which they come to run, none meets another's work half done.
extension WarehouseSuite {
    @Suite struct ManyTasksTests {
        private struct Unwanted: Error {}

        private func table() async throws -> Connection {
            let connection = try await WarehouseFixture.connection()
            try await connection.execute(BoundQuery("CREATE TABLE t (a BIGINT)"))
            return connection
        }

        private func insert(_ value: Int, _ connection: Connection) async throws {
            try await connection.execute(BoundQuery("INSERT INTO t VALUES (?)", [.integer(Int64(value))]))
        }

        private func stored(_ connection: Connection) async throws -> [Int] {
            try await connection.query(BoundQuery("SELECT a FROM t ORDER BY a")).integers("a").map(Int.init)
        }

        @Test func statementsOfManyTasksRunOneAfterTheOther() async throws {
            let connection = try await table()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for value in 0..<400 { group.addTask { try await insert(value, connection) } }
                try await group.waitForAll()
            }
            #expect(try await stored(connection) == Array(0..<400))
        }

        @Test func statementsOfManyTasksDoNotSlipIntoATransaction() async throws {
            let connection = try await table()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in 0..<40 {
                    group.addTask {
                        try? await connection.transaction {
                            try await insert(-1, connection)
                            throw Unwanted()
                        }
                    }
                    for value in 0..<5 { group.addTask { try await insert(round * 5 + value, connection) } }
                }
                try await group.waitForAll()
            }
            #expect(try await stored(connection) == Array(0..<200))
        }

        @Test func transactionsOfManyTasksRunOneAfterTheOther() async throws {
            let connection = try await table()
            try await insert(0, connection)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await connection.transaction {
                            let last = try await stored(connection).last ?? 0
                            try await insert(last + 1, connection)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await stored(connection) == Array(0...40))
        }

        @Test func cancellingOneTaskLeavesTheOthersAlone() async throws {
            let connection = try await table()
            let kept = (0..<100).map { value in Task { try await insert(value, connection) } }
            let dropped = (0..<100).map { _ in Task { try await insert(-1, connection) } }
            for task in dropped { task.cancel() }
            for task in kept { try await task.value }
            for task in dropped { _ = await task.result }
            #expect(try await stored(connection).filter { $0 >= 0 } == Array(0..<100))
        }
    }
}
