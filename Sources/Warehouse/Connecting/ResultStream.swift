/// The batches of a running query, read one at a time.
///
/// Valid inside the closure of ``Connection/stream(_:_:)``; afterwards it has no more batches.
///
/// Unchecked: `source` is touched only on the connection's thread.
package final class ResultStream: AsyncSequence, @unchecked Sendable {
    package let schema: ResultSchema
    let query: BoundQuery
    private(set) var source: ResultSource?
    private let connection: Connection

    init(connection: Connection, query: BoundQuery, source: ResultSource) {
        self.connection = connection
        self.query = query
        self.source = source
        schema = source.schema
    }

    func close() {
        source = nil
    }

    /// The next rows, or `nil` at the end.
    ///
    /// - Throws: ``WarehouseError/statement(_:_:)``, or `CancellationError` where the task is cancelled.
    package func next() async throws -> RecordBatch? {
        try await connection.next(of: self)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        let stream: ResultStream

        package mutating func next() async throws -> RecordBatch? {
            try await stream.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(stream: self)
    }
}
