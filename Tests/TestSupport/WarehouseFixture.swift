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
        LibrarySearch(dependencyFolders: Repository.dependencyFolders)
    }

    /// A fresh database in memory.
    package static func database(options: EngineOptions = EngineOptions()) async throws -> Database {
        try await Database.open(.memory, options: options, driver: driver())
    }

    /// A connection to a fresh database in memory.
    package static func connection(options: EngineOptions = EngineOptions()) async throws -> Connection {
        try await database(options: options).connect()
    }
}
