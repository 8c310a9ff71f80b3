import SQL
import Testing
import Warehouse

extension SparkTests {
    @Suite struct ConnectingTests {
        @Test func aQueryIsAnsweredByTheServer() async throws {
            let connection = try await SparkCluster.database().connect()
            let result = try await connection.query(
                Select(["version": .engineVersion, "text": .text("它's \\ ${x} \u{1F600}"), "whole": 1])
            )
            #expect(try result.texts("version")[0].hasPrefix("4."))
            #expect(try result.texts("text") == ["它's \\ ${x} \u{1F600}"])
            #expect(try result.integers("whole") == [1])
        }
    }
}
