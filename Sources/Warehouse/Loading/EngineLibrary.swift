/// The shared library through which an engine is called.
package enum EngineLibrary: Sendable, Hashable {
    /// The engine itself, in this process.
    case duckDB
    /// The client of Spark Connect.
    case spark

    /// The function that fills the table of the interface.
    var entryPoint: String {
        switch self {
        case .duckDB: "duckdb_adbc_init"
        case .spark: "AdbcDriverInit"
        }
    }

    /// Its folder within the dependency folders.
    var folder: String {
        switch self {
        case .duckDB: "duckdb"
        case .spark: "spark-driver"
        }
    }

    /// What its file is called on this platform.
    var fileName: String {
        #if os(macOS)
            stem + ".dylib"
        #else
            stem + ".so"
        #endif
    }

    private var stem: String {
        switch self {
        case .duckDB: "libduckdb"
        case .spark: "libadbc_driver_spark"
        }
    }
}
