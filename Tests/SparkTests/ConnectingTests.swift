import Domain
import Foundation
import SQL
import TestSupport
import Testing
import Warehouse

extension SparkTests {
    @Suite struct ConnectingTests {
        @Test func valuesInTheTextOfAQueryArriveAsTheyAre() async throws {
            let connection = try await SparkCluster.database().connect()
            let text = "it's \\ ${x} \u{1F600} 客户\n\"`"
            let result = try await connection.query(
                Select(["version": .engineVersion, "text": .text(text), "whole": 1])
            )
            #expect(try result.texts("version")[0].hasPrefix("4."))
            #expect(try result.texts("text") == [text])
            #expect(try result.integers("whole") == [1])
        }

        @Test func aServerThatDoesNotAnswerIsNamed() async throws {
            let driver = try Driver.spark(LibrarySearch(dependencyFolders: Repository.dependencyFolders))
            // Port 9 of this machine answers nobody.
            let server = SparkServer(uri: "sc://127.0.0.1:9/;use_ssl=false;token=secret")
            let database = try await Database.open(.spark(server), driver: driver)
            let error = await #expect(throws: WarehouseError.self) { try await database.connect() }
            guard case .opening("sc://127.0.0.1:9", .unreachable)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.explanation.chinese.contains("无法使用服务器 sc://127.0.0.1:9") == true)
        }

        @Test func aStatementThatFailsCarriesItsText() async throws {
            let connection = try await SparkCluster.database().connect()
            let error = await #expect(throws: WarehouseError.self) {
                try await connection.query(BoundQuery("SELECT * FROM nobody_made_this"))
            }
            guard case .statement(.query, let failure)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.message.contains("TABLE_OR_VIEW_NOT_FOUND"))
            #expect(failure.sql == "SELECT * FROM nobody_made_this")
            #expect(try await connection.query(BoundQuery("SELECT 1 AS a")).rowCount == 1)
        }

        @Test func theSchemaIsMadeWhereThereIsNone() async throws {
            for _ in 0..<2 {
                let connection = try await SparkCluster.database(schema: "made_1").connect()
                let result = try await connection.query(BoundQuery("SELECT current_schema() AS a"))
                #expect(try result.texts("a") == ["made_1"])
            }
        }

        @Test func aQueryThatIsGivenUpEndsAndTheConnectionGoesOn() async throws {
            let connection = try await SparkCluster.database().connect()
            let start = ContinuousClock.now
            let endless = Task {
                try await connection.query(
                    BoundQuery("SELECT sum(a.id * b.id) AS s FROM range(1000000) a, range(1000000) b")
                )
            }
            try await Task.sleep(for: .seconds(2))
            endless.cancel()
            await #expect(throws: CancellationError.self) { try await endless.value }
            #expect(ContinuousClock.now - start < .seconds(60))
            #expect(try await connection.query(BoundQuery("SELECT 1 AS a")).rowCount == 1)
        }
    }
}
