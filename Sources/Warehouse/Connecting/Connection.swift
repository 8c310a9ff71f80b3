import CADBC
import Domain
package import SQL

/// A connection to a warehouse: statements one after the other, on a thread of the connection's own.
///
/// An engine call blocks only that thread. Cancelling the task that waits for a statement interrupts the engine; the
/// task gets `CancellationError` and the connection stays usable. Work that is to run at the same time takes several
/// connections of one ``Database``.
package actor Connection {
    private let executor: ThreadExecutor
    private let interrupter: Interrupter
    /// Keeps the database from being closed under the connection.
    private let database: Database
    private var handle: ConnectionHandle?
    var turns = TurnQueue()
    /// How many results are being streamed.
    private(set) var openStreams = 0

    /// The words in which this connection's engine is spoken to.
    nonisolated package var dialect: Dialect { database.location.dialect }

    nonisolated package var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(to database: Database) async throws {
        self.database = database
        interrupter = Interrupter(database.handle.driver.functions)
        executor = ThreadExecutor(name: "warehouse")
        try await open()
    }

    private func open() async throws {
        let handle = try ConnectionHandle(database.handle, name: database.location.name)
        self.handle = handle
        do {
            for query in database.location.sessionSetup(database.options) { _ = try await execute(query) }
        } catch WarehouseError.statement(_, let failure) where database.location.isRemote {
            // A server is called for the first time here: that it cannot be reached is no fault of the statement.
            throw WarehouseError.opening(path: database.location.name, .unreachable(message: failure.message))
        }
        if case .spark(let server) = database.location, let schema = server.schema { try await use(Identifier(schema)) }
    }

    /// Makes a schema the current one, and makes it where there is none. Where it is there, no right to make one is needed.
    private func use(_ schema: Identifier) async throws {
        do {
            try await execute(Statement.useSchema(schema))
        } catch WarehouseError.statement {
            try await execute(Statement.createSchema(schema))
            try await execute(Statement.useSchema(schema))
        }
    }

    /// Ends the connection. Statements that come later throw ``ConnectionFault/closed``.
    package func close() {
        handle = nil
    }
}

// MARK: - Statements

extension Connection {
    /// Runs a statement for its effect.
    ///
    /// - Returns: the number of rows that it inserted, changed or deleted, where the engine counts them.
    /// - Throws: ``WarehouseError/statement(_:_:)``, or `CancellationError` where the task is cancelled.
    @discardableResult
    package func execute(_ query: BoundQuery) async throws -> Int? {
        try await running(query) { statement throws(DriverFailure) in try statement.run() }
    }

    /// Runs a query and reads its whole result.
    ///
    /// - Throws: ``WarehouseError/statement(_:_:)``, or `CancellationError` where the task is cancelled.
    package func query(_ query: BoundQuery) async throws -> QueryResult {
        try await running(query) { statement throws(DriverFailure) in
            let source = try ResultSource(statement)
            var batches: [RecordBatch] = []
            while let batch = try source.next() { batches.append(batch) }
            return QueryResult(schema: source.schema, batches: batches)
        }
    }

    /// Runs a query and lets `body` read its result batch by batch.
    ///
    /// The engine stays a few megabytes ahead of the reader and waits there, so a result of any size passes through
    /// little memory. If another statement runs on the same connection meanwhile, DuckDB first moves the rest of the
    /// result into memory; and a transaction or an ingest cannot begin, because the stream holds one open. To read and
    /// write at the same time, use two connections.
    ///
    /// - Throws: what `body` throws, and as ``query(_:)``.
    @discardableResult
    package nonisolated func stream<Success>(
        _ query: BoundQuery,
        _ body: (ResultStream) async throws -> Success
    ) async throws -> Success {
        let stream = try await begin(query)
        do {
            let success = try await body(stream)
            await end(stream)
            return success
        } catch {
            await end(stream)
            throw error
        }
    }

    private func begin(_ query: BoundQuery) async throws -> ResultStream {
        let source = try await running(query) { statement throws(DriverFailure) in
            let source = try ResultSource(statement)
            openStreams += 1
            return source
        }
        return ResultStream(connection: self, query: query, source: source)
    }

    private func end(_ stream: ResultStream) {
        stream.close()
        openStreams -= 1
    }

    func next(of stream: ResultStream) async throws -> RecordBatch? {
        guard let source = stream.source else { return nil }
        let batch = try await interruptible(stream.query, statement: { source.statement }) { _ throws(DriverFailure) in
            try source.next()
        }
        return batch ?? nil
    }

    /// Waits for this task's turn, prepares a statement, and runs `call` so that cancelling the task interrupts it.
    private func running<Success>(
        _ query: BoundQuery,
        _ call: (StatementHandle) throws(DriverFailure) -> Success
    ) async throws -> Success {
        while true {
            try await waitForTurn()
            let success = try await interruptible(
                query,
                // A transaction of another task may have begun since the wait.
                statement: { isOthersTurn ? nil : try prepared(query) },
                call
            )
            if let success { return success }
        }
    }

    private func prepared(_ query: BoundQuery) throws -> StatementHandle {
        let statement = try StatementHandle(try openHandle())
        try statement.setText(query.text)
        if !query.arguments.isEmpty { try statement.bind(query.arguments) }
        return statement
    }

    /// Runs a call into the driver so that cancelling the task interrupts the engine.
    ///
    /// Wherever this waits, the actor may take up other tasks' work. So the statement is made, run and dropped without a
    /// wait: an engine refuses a statement while the result of another one is open on its connection, and what
    /// interrupts the one would stop the other.
    ///
    /// - Parameter statement: makes it; nothing is run, and `nil` is returned, where it is `nil`.
    func interruptible<Success>(
        _ query: BoundQuery,
        statement: () throws -> StatementHandle?,
        _ call: (StatementHandle) throws(DriverFailure) -> Success
    ) async throws -> Success? {
        let interrupter = interrupter
        let running = interrupter.announce()
        return try await withTaskCancellationHandler {
            do {
                guard let statement = try statement() else { return nil }
                return try withExtendedLifetime(statement) {
                    interrupter.begin(running, statement.pointer)
                    defer { interrupter.end(running) }
                    // A task that was cancelled before the call began has interrupted nothing.
                    try Task.checkCancellation()
                    return try call(statement)
                }
            } catch let failure as DriverFailure {
                throw error(failure, query)
            }
        } onCancel: {
            interrupter.interrupt(running)
        }
    }

    /// The error of a statement. One that failed dooms its transaction, even where its error is caught.
    func error(_ failure: DriverFailure, _ query: BoundQuery) -> any Error {
        if isInsideTransaction { turns.doom(failure.message) }
        let memoryLimit = database.options.memoryLimit.map { "\($0 >> 20) MiB" }
        let fault = StatementFault(failure, memoryLimit: memoryLimit)
        if fault == .interrupted, Task.isCancelled { return CancellationError() }
        if database.location.isRemote, failure.saysConnectionLost {
            return WarehouseError.opening(path: database.location.name, .unreachable(message: failure.message))
        }
        let details = StatementFailure(message: failure.message, sql: query.text, arguments: query.arguments)
        return WarehouseError.statement(fault, details)
    }

    func openHandle() throws -> ConnectionHandle {
        guard let handle else { throw WarehouseError.connection(.closed) }
        return handle
    }
}
