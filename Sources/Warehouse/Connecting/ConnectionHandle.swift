import CADBC

/// A driver's connection. Used only by its ``Connection``, on that actor's thread, one call at a time.
final class ConnectionHandle {
    let driver: Driver
    /// Keeps the database open for as long as the connection is.
    private let database: DatabaseHandle
    let pointer: UnsafeMutablePointer<AdbcConnection>

    private var table: UnsafeMutablePointer<AdbcDriver> { driver.functions.table }

    init(_ database: DatabaseHandle, name: String) throws {
        driver = database.driver
        self.database = database
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: AdbcConnection())
        var failure = DriverFailure.calling("ConnectionNew", table.pointee.ConnectionNew) { $0(pointer, $1) }
        if failure.isSuccess { failure = try database.connect(pointer) }
        guard failure.isSuccess else {
            throw WarehouseError.opening(path: name, OpeningFault(message: failure.message))
        }
    }

    deinit {
        // Releasing cannot be retried, so its answer would help nobody.
        if pointer.pointee.private_data != nil {
            _ = DriverFailure.calling("ConnectionRelease", table.pointee.ConnectionRelease) { $0(pointer, $1) }
        }
        pointer.deallocate()
    }

    /// Switching it off begins a transaction; switching it on ends one.
    func setAutocommit(_ isOn: Bool) throws {
        try ended(
            DriverFailure.calling("ConnectionSetOption", table.pointee.ConnectionSetOption) {
                $0(pointer, "adbc.connection.autocommit", isOn ? "true" : "false", $1)
            }
        )
    }

    func commit() throws {
        try ended(
            DriverFailure.calling("ConnectionCommit", table.pointee.ConnectionCommit) { $0(pointer, $1) }
        )
    }

    func rollback() throws {
        try ended(
            DriverFailure.calling("ConnectionRollback", table.pointee.ConnectionRollback) { $0(pointer, $1) }
        )
    }

    private func ended(_ failure: DriverFailure) throws {
        guard failure.isSuccess else {
            throw WarehouseError.connection(ConnectionFault(ending: failure.message))
        }
    }

    /// The columns of a table, or the driver's failure where there is no such table.
    func columns(ofTable table: String, schema: String?) -> Result<[Field], DriverFailure> {
        var described = ArrowSchema()
        let failure = DriverFailure.calling("ConnectionGetTableSchema", self.table.pointee.ConnectionGetTableSchema) {
            $0(pointer, nil, schema, table, &described, $1)
        }
        guard failure.isSuccess else { return .failure(failure) }
        defer { described.release?(&described) }
        return .success(Field(described).children)
    }
}
