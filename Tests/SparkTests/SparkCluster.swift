import Foundation
import TestSupport
import Testing
import Warehouse

/// A real Spark Connect server with two executor processes, on this machine alone.
///
/// A suite that has the trait `.sparkCluster` gets it: it is started before the first test and stopped after the last.
struct SparkCluster: Sendable {
    let server: SparkServer
    /// Where the server keeps its tables, its logs and everything else.
    let folder: URL

    /// The cluster of the running suite.
    @TaskLocal static var running: SparkCluster?

    static func database(schema: String? = nil) async throws -> Database {
        guard let cluster = running else { throw ServerFailure(reason: "no cluster is running here", log: "") }
        var server = cluster.server
        server.schema = schema
        return try await Database.open(.spark(server), driver: SparkCluster.driver.get())
    }

    private static let driver = Result {
        try Driver.spark(LibrarySearch(dependencyFolders: Repository.dependencyFolders))
    }

    struct ServerFailure: Error {
        var reason: String
        var log: String
    }
}

/// Starts the cluster for a suite.
struct SparkClusterTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let process = try SparkProcess(in: folder)
            do {
                let server = SparkServer(uri: "sc://127.0.0.1:\(try await process.port())")
                try await SparkCluster.$running.withValue(SparkCluster(server: server, folder: folder)) {
                    try await function()
                }
                await process.stop()
            } catch {
                await process.stop()
                throw error
            }
        }
    }
}

extension Trait where Self == SparkClusterTrait {
    static var sparkCluster: SparkClusterTrait { SparkClusterTrait() }
}

@Suite(.sparkCluster, .serialized) struct SparkTests {}
