import CADBC
import Foundation
import Synchronization

/// A driver's database. Released by ``release()``, or with its last owner.
///
/// Unchecked: the pointer is written once, and read by calls that the ABI allows from any thread; releasing happens once,
/// under the lock.
final class DatabaseHandle: @unchecked Sendable {
    let driver: Driver
    private let pointer: UnsafeMutablePointer<AdbcDatabase>
    private let isReleased = Mutex(false)
    private let claimedFile: String?

    private var table: UnsafeMutablePointer<AdbcDriver> { driver.functions.table }

    /// Opens a database; blocks while the engine reads its file.
    ///
    /// - Throws: ``WarehouseError/opening(path:_:)``.
    init(_ location: WarehouseLocation, options: EngineOptions, driver: Driver) throws {
        self.driver = driver
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: AdbcDatabase())
        claimedFile = location.canonicalPath
        guard claimedFile.map({ path in driver.openFiles.withLock { $0.insert(path).inserted } }) ?? true else {
            isReleased.withLock { $0 = true }
            pointer.deallocate()
            throw WarehouseError.opening(path: location.name, .alreadyOpen)
        }
        do {
            try open(location, options: options)
        } catch {
            release()
            throw error
        }
    }

    deinit {
        release()
    }

    private func open(_ location: WarehouseLocation, options: EngineOptions) throws {
        let created = DriverFailure.calling("DatabaseNew", table.pointee.DatabaseNew) { $0(pointer, $1) }
        guard created.isSuccess else {
            throw WarehouseError.opening(path: location.name, OpeningFault(message: created.message))
        }
        for (name, value) in location.driverOptions(options) {
            let set = DriverFailure.calling("DatabaseSetOption", table.pointee.DatabaseSetOption) {
                $0(pointer, name, value, $1)
            }
            guard set.isSuccess else {
                let fault = OpeningFault.optionRefused(name: name, value: value, message: set.message)
                throw WarehouseError.opening(path: location.name, fault)
            }
        }
        let opened = DriverFailure.calling("DatabaseInit", table.pointee.DatabaseInit) { $0(pointer, $1) }
        guard opened.isSuccess else {
            throw WarehouseError.opening(path: location.name, OpeningFault(message: opened.message))
        }
    }

    /// Connects an allocated connection.
    ///
    /// - Throws: ``ConnectionFault/closed`` once the database has been released.
    func connect(_ connection: UnsafeMutablePointer<AdbcConnection>) throws -> DriverFailure {
        try isReleased.withLock { isReleased in
            guard !isReleased else { throw WarehouseError.connection(.closed) }
            return DriverFailure.calling("ConnectionInit", table.pointee.ConnectionInit) { $0(connection, pointer, $1) }
        }
    }

    /// Closes the database. What its connections still hold open stays open until they are released.
    func release() {
        isReleased.withLock { isReleased in
            guard !isReleased else { return }
            isReleased = true
            if pointer.pointee.private_data != nil {
                // Releasing cannot be retried, so its answer would help nobody.
                _ = DriverFailure.calling("DatabaseRelease", table.pointee.DatabaseRelease) { $0(pointer, $1) }
            }
            pointer.deallocate()
            if let claimedFile { driver.openFiles.withLock { _ = $0.remove(claimedFile) } }
        }
    }
}

extension WarehouseLocation {
    /// One spelling for each file: absolute, with symbolic links followed. The engine gets this one as well, because it
    /// gives names such as `:memory:` or `md:` a meaning of their own.
    var canonicalPath: String? {
        guard case .file(let path, _) = self else { return nil }
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
    }
}
