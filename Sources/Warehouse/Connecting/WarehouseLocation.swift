import SQL

/// Where a warehouse is.
package enum WarehouseLocation: Sendable, Hashable {
    /// A DuckDB file. It is created where it does not exist, unless it is to be read only.
    case file(path: String, readOnly: Bool)
    /// A DuckDB database that lives as long as its ``Database``.
    case memory
    /// An Apache Spark cluster.
    case spark(SparkServer)

    /// How messages name the place.
    var name: String {
        switch self {
        case .file(let path, _): path
        case .memory: ":memory:"
        case .spark(let server): server.name
        }
    }

    var isRemote: Bool {
        switch self {
        case .file, .memory: false
        case .spark: true
        }
    }

    /// The words of the engine that is there.
    var dialect: Dialect {
        switch self {
        case .file, .memory: .duckDB
        case .spark: .spark
        }
    }
}

/// How an embedded engine may use the machine. What is `nil` is left to the engine.
package struct EngineOptions: Sendable, Hashable {
    /// Bytes. DuckDB takes 80 % of the machine's memory by default.
    package var memoryLimit: Int64?
    /// Threads that the engine itself runs, besides the one of each connection.
    package var threads: Int?
    /// Where to put what does not fit the memory limit.
    package var temporaryFolder: String?
    /// IANA name of the zone in which the engine reads and shows instants as text, such as `Asia/Shanghai`.
    package var timeZone: String?

    package init(
        memoryLimit: Int64? = nil,
        threads: Int? = nil,
        temporaryFolder: String? = nil,
        timeZone: String? = nil
    ) {
        self.memoryLimit = memoryLimit
        self.threads = threads
        self.temporaryFolder = temporaryFolder
        self.timeZone = timeZone
    }
}

extension WarehouseLocation {
    /// The driver's options, in the order in which they are to be set.
    func driverOptions(_ engine: EngineOptions) -> [(name: String, value: String)] {
        switch self {
        case .spark(let server):
            return server.driverOptions
        case .memory:
            return [("path", ":memory:")] + engine.driverOptions
        case .file(let path, let readOnly):
            return [("path", canonicalPath ?? path), ("access_mode", readOnly ? "READ_ONLY" : "READ_WRITE")]
                + engine.driverOptions
        }
    }
}

extension EngineOptions {
    /// A self-hosted system reaches out to nobody unasked, so the engine never downloads an extension by itself.
    fileprivate var driverOptions: [(name: String, value: String)] {
        var options = [(name: "autoinstall_known_extensions", value: "false")]
        if let memoryLimit { options.append(("memory_limit", "\(memoryLimit)B")) }
        if let threads { options.append(("threads", String(threads))) }
        if let temporaryFolder { options.append(("temp_directory", temporaryFolder)) }
        return options
    }

    /// What a new connection has to run first. The zone is not an option of the driver: DuckDB keeps it in an extension
    /// that is loaded after the options are read.
    fileprivate var sessionSetup: [BoundQuery] {
        timeZone.map { [BoundQuery("SET TimeZone = ?", [.text($0)])] } ?? []
    }
}

extension WarehouseLocation {
    /// What a new connection has to run first.
    func sessionSetup(_ engine: EngineOptions) -> [BoundQuery] {
        switch self {
        case .file, .memory: engine.sessionSetup
        case .spark(let server): server.sessionSetup
        }
    }
}
