import CADBC
import Foundation
import Synchronization

/// Hands columns to a driver in batches, as an Arrow stream that the driver pulls.
///
/// Only one batch exists as Arrow memory at a time, beside the columns themselves.
final class IngestStream: Sendable {
    /// The size of a DuckDB row group: each batch fills whole ones.
    static let batchRows = 122_880

    private let columns: [OutgoingColumn]
    private let rowCount: Int
    /// Engines pull one batch after the other, from whichever of their threads is free.
    private let nextRow = Mutex(0)

    init(columns: [OutgoingColumn]) {
        self.columns = columns
        rowCount = columns.first?.values.count ?? 0
    }

    /// A stream that keeps this object alive until the receiver releases it.
    func exported() -> ArrowArrayStream {
        var stream = ArrowArrayStream()
        stream.private_data = Unmanaged.passRetained(self).toOpaque()
        stream.get_schema = { stream, schema in
            guard let columns = IngestStream.of(stream)?.columns else { return EINVAL }
            schema?.initialize(to: OutgoingColumn.schema(of: columns))
            return 0
        }
        stream.get_next = { stream, array in
            guard let source = IngestStream.of(stream) else { return EINVAL }
            array?.initialize(to: source.next())
            return 0
        }
        // Neither call can fail, so there is never an error to tell.
        stream.get_last_error = { _ in nil }
        stream.release = { stream in
            guard let stream, let source = stream.pointee.private_data else { return }
            Unmanaged<IngestStream>.fromOpaque(source).release()
            stream.pointee.private_data = nil
            stream.pointee.release = nil
        }
        return stream
    }

    private static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> IngestStream? {
        stream?.pointee.private_data.map { Unmanaged<IngestStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The next rows; a struct without `release` at the end, as Arrow wants it.
    private func next() -> ArrowArray {
        let rows = nextRow.withLock { next in
            let rows = next..<min(next + Self.batchRows, rowCount)
            next = rows.upperBound
            return rows
        }
        return rows.isEmpty ? ArrowArray() : OutgoingColumn.array(of: columns, rows: rows)
    }
}
