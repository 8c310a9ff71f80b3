import CADBC

/// A driver's statement. Used only on its connection's thread.
final class StatementHandle {
    /// A statement must not outlive its connection.
    private let connection: ConnectionHandle
    let pointer: UnsafeMutablePointer<AdbcStatement>

    private var table: UnsafeMutablePointer<AdbcDriver> { connection.driver.functions.table }

    init(_ connection: ConnectionHandle) throws(DriverFailure) {
        self.connection = connection
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: AdbcStatement())
        try succeed(
            DriverFailure.calling("StatementNew", table.pointee.StatementNew) { $0(connection.pointer, pointer, $1) }
        )
    }

    deinit {
        // Releasing cannot be retried, so its answer would help nobody.
        if pointer.pointee.private_data != nil {
            _ = DriverFailure.calling("StatementRelease", table.pointee.StatementRelease) { $0(pointer, $1) }
        }
        pointer.deallocate()
    }

    private func succeed(_ failure: DriverFailure) throws(DriverFailure) {
        guard failure.isSuccess else { throw failure }
    }

    func setText(_ sql: String) throws(DriverFailure) {
        try succeed(
            DriverFailure.calling("StatementSetSqlQuery", table.pointee.StatementSetSqlQuery) { $0(pointer, sql, $1) }
        )
    }

    func setOption(_ name: String, _ value: String) throws(DriverFailure) {
        try succeed(
            DriverFailure.calling("StatementSetOption", table.pointee.StatementSetOption) {
                $0(pointer, name, value, $1)
            }
        )
    }

    /// Binds one row of values.
    func bind(_ arguments: [Argument]) throws(DriverFailure) {
        let columns = arguments.map(\.column)
        var schema = OutgoingColumn.schema(of: columns)
        var array = OutgoingColumn.array(of: columns, rows: 0..<1)
        // The driver takes both over where it succeeds, and empties the structs.
        defer {
            schema.release?(&schema)
            array.release?(&array)
        }
        try succeed(
            DriverFailure.calling("StatementBind", table.pointee.StatementBind) { $0(pointer, &array, &schema, $1) }
        )
    }

    /// Binds many rows, which the driver fetches while the statement runs.
    func bind(_ stream: UnsafeMutablePointer<ArrowArrayStream>) throws(DriverFailure) {
        try succeed(
            DriverFailure.calling("StatementBindStream", table.pointee.StatementBindStream) { $0(pointer, stream, $1) }
        )
    }

    /// Runs the statement for its effect.
    ///
    /// - Returns: the number of rows that it changed, where the driver knows.
    func run() throws(DriverFailure) -> Int? {
        var rows: Int64 = -1
        try succeed(
            DriverFailure.calling("StatementExecuteQuery", table.pointee.StatementExecuteQuery) {
                $0(pointer, nil, &rows, $1)
            }
        )
        return rows < 0 ? nil : Int(rows)
    }

    /// Begins the statement and fills `stream` with its result.
    func start(_ stream: UnsafeMutablePointer<ArrowArrayStream>) throws(DriverFailure) {
        var rows: Int64 = -1
        try succeed(
            DriverFailure.calling("StatementExecuteQuery", table.pointee.StatementExecuteQuery) {
                $0(pointer, stream, &rows, $1)
            }
        )
    }

    /// What went wrong in a call on a result that `stream` reads.
    func failure(of stream: UnsafeMutablePointer<ArrowArrayStream>) -> DriverFailure {
        var status = AdbcStatusCode(ADBC_STATUS_UNKNOWN)
        if let detail = table.pointee.ErrorFromArrayStream?(stream, &status), let message = detail.pointee.message {
            return DriverFailure(status: status, message: String(cString: message))
        }
        let message = stream.pointee.get_last_error?(stream).map { String(cString: $0) } ?? ""
        return DriverFailure(status: status, message: message)
    }
}
