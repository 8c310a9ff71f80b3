import CADBC

/// A running statement and the stream of its result. Used only on its connection's thread.
final class ResultSource {
    let statement: StatementHandle
    private let stream: UnsafeMutablePointer<ArrowArrayStream>
    private(set) var schema = ResultSchema(fields: [])
    private var isFinished = false

    /// Begins the statement; its result is ready to be read once this returns.
    init(_ statement: StatementHandle) throws(DriverFailure) {
        self.statement = statement
        stream = .allocate(capacity: 1)
        stream.initialize(to: ArrowArrayStream())
        try statement.start(stream)
        schema = try readSchema()
    }

    deinit {
        stream.pointee.release?(stream)
        stream.deallocate()
    }

    private func readSchema() throws(DriverFailure) -> ResultSchema {
        var described = ArrowSchema()
        guard let getSchema = stream.pointee.get_schema else {
            return ResultSchema(fields: [])
        }
        guard getSchema(stream, &described) == 0 else { throw statement.failure(of: stream) }
        defer { described.release?(&described) }
        return ResultSchema(fields: Field(described).children)
    }

    /// The next rows, or `nil` at the end.
    func next() throws(DriverFailure) -> RecordBatch? {
        guard !isFinished, let getNext = stream.pointee.get_next else { return nil }
        let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
        array.initialize(to: ArrowArray())
        guard getNext(stream, array) == 0 else {
            isFinished = true
            array.deallocate()
            throw statement.failure(of: stream)
        }
        guard array.pointee.release != nil else {
            isFinished = true
            array.deallocate()
            return nil
        }
        return RecordBatch(adopting: array, schema: schema)
    }
}
