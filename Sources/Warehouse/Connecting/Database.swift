import Foundation
import Synchronization

/// An open warehouse, to which any number of connections can be made.
///
/// A DuckDB file can be open in one process at a time, and once in it; every part of the program shares one `Database`.
package final class Database: Sendable {
    package let location: WarehouseLocation
    package let options: EngineOptions
    let handle: DatabaseHandle
    private let connections = Mutex<[WeakConnection]>([])

    private struct WeakConnection {
        weak var connection: Connection?
    }

    private init(location: WarehouseLocation, options: EngineOptions, handle: DatabaseHandle) {
        self.location = location
        self.options = options
        self.handle = handle
    }

    /// Opens a warehouse on a thread of its own, because reading a file's log after a crash may take long.
    ///
    /// - Throws: ``WarehouseError/opening(path:_:)``.
    package static func open(
        _ location: WarehouseLocation,
        options: EngineOptions = EngineOptions(),
        driver: Driver
    ) async throws -> Database {
        let handle = try await onOwnThread { try DatabaseHandle(location, options: options, driver: driver) }
        return Database(location: location, options: options, handle: handle)
    }

    /// - Throws: ``WarehouseError/opening(path:_:)``.
    package func connect() async throws -> Connection {
        let connection = try await Connection(to: self)
        connections.withLock { connections in
            connections.removeAll { $0.connection == nil }
            connections.append(WeakConnection(connection: connection))
        }
        return connection
    }

    /// Closes every connection and then the database, so that another process can open the file.
    ///
    /// Dropping the last reference does the same.
    package func close() async {
        let open = connections.withLock { connections in
            defer { connections = [] }
            return connections.compactMap(\.connection)
        }
        for connection in open { await connection.close() }
        let handle = handle
        await Self.onOwnThread { handle.release() }
    }

    private static func onOwnThread<Success: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        let result: Result<Success, Failure> = await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: Result { () throws(Failure) in try work() })
            }
            thread.stackSize = 16 << 20
            thread.start()
        }
        return try result.get()
    }
}
