package import Foundation
package import Warehouse

/// The engine that tests run against: the real one.
package enum WarehouseFixture {
    /// DuckDB, from `COVEY_DEPS` or the `deps` folder of the package.
    ///
    /// A test that needs it fails where it is missing; the error names every place that was looked at.
    package static func driver() throws -> Driver {
        try loaded.get()
    }

    /// Loaded once: a second load of the same library would not know which files the first one has open.
    private static let loaded = Result { try Driver.duckDB(search) }

    package static var search: LibrarySearch {
        let environment = ProcessInfo.processInfo.environment
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return LibrarySearch(
            dependencyFolders: LibrarySearch.dependencyFolders(environment: environment, executable: package.path)
        )
    }

    /// A fresh database in memory.
    package static func database(options: EngineOptions = EngineOptions()) async throws -> Database {
        try await Database.open(.memory, options: options, driver: driver())
    }

    /// A connection to a fresh database in memory.
    package static func connection(options: EngineOptions = EngineOptions()) async throws -> Connection {
        try await database(options: options).connect()
    }

    /// Runs `body` with a folder of its own, which is removed afterwards.
    package static func withFolder<Success>(_ body: (URL) async throws -> Success) async throws -> Success {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("covey-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}
