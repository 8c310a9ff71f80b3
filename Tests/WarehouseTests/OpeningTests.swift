import Domain
import Foundation
import TestSupport
import Testing
import Warehouse

extension WarehouseSuite {
    @Suite struct OpeningTests {
        @Test func aFileKeepsItsTablesBetweenOpenings() async throws {
            try await TemporaryFolder.with { folder in
                let location = WarehouseLocation.file(path: folder.path + "/客户 a.duckdb", readOnly: false)
                let first = try await Database.open(location, driver: WarehouseFixture.driver())
                try await first.connect().execute(BoundQuery("CREATE TABLE t AS SELECT 42 AS a"))
                await first.close()
                let second = try await Database.open(location, driver: WarehouseFixture.driver())
                #expect(try await second.connect().query(BoundQuery("SELECT a FROM t")).integers("a") == [42])
                await second.close()
            }
        }

        @Test func severalConnectionsShareOneDatabase() async throws {
            let database = try await WarehouseFixture.database()
            let (writer, reader) = (try await database.connect(), try await database.connect())
            try await writer.execute(BoundQuery("CREATE TABLE t AS SELECT 1 AS a"))
            #expect(try await reader.query(BoundQuery("SELECT a FROM t")).integers("a") == [1])
        }

        @Test func aFileLockedByAnotherProcessIsSaidWithPathAndProcess() async throws {
            try await TemporaryFolder.with { folder in
                let path = folder.path + "/locked.duckdb"
                let location = WarehouseLocation.file(path: path, readOnly: false)
                try await Database.open(location, driver: WarehouseFixture.driver()).close()
                let holder = try LockHolderProcess(path: path)
                defer { holder.stop() }
                let error = await #expect(throws: WarehouseError.self) {
                    try await Database.open(location, driver: WarehouseFixture.driver())
                }
                guard case .opening(path, .locked(let said)) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(said?.process == holder.identifier)
                #expect(error?.explanation.english.contains("in use by another process") == true)
                #expect(error?.explanation.chinese.contains("另一个进程") == true)
                #expect(error?.advice != nil)
                holder.stop()
                try await Database.open(location, driver: WarehouseFixture.driver()).close()
            }
        }

        @Test func aFileCannotBeOpenedTwiceInOneProcess() async throws {
            try await TemporaryFolder.with { folder in
                let path = folder.path + "/twice.duckdb"
                let location = WarehouseLocation.file(path: path, readOnly: false)
                let first = try await Database.open(location, driver: WarehouseFixture.driver())
                let link = folder.path + "/link.duckdb"
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
                for path in [path, link] {
                    await #expect(throws: WarehouseError.opening(path: path, .alreadyOpen)) {
                        try await Database.open(
                            .file(path: path, readOnly: true),
                            driver: WarehouseFixture.driver()
                        )
                    }
                }
                await first.close()
                try await Database.open(location, driver: WarehouseFixture.driver()).close()
            }
        }

        @Test(arguments: [
            "", "hello", String(repeating: "x", count: 20_000),
            "SQLite format 3\0" + String(repeating: "\0", count: 4_096),
        ])
        func aFileThatIsNoDatabaseIsSaidToBeNone(contents: String) async throws {
            try await TemporaryFolder.with { folder in
                let path = folder.path + "/other.duckdb"
                try Data(contents.utf8).write(to: URL(fileURLWithPath: path))
                await #expect(throws: WarehouseError.opening(path: path, .notADatabase)) {
                    try await Database.open(.file(path: path, readOnly: false), driver: WarehouseFixture.driver())
                }
            }
        }

        @Test func aDamagedFileIsSaidToBeDamaged() async throws {
            try await TemporaryFolder.with { folder in
                let path = try await Self.smallDatabase(in: folder)
                var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
                for index in 4_100..<4_300 { bytes[index] ^= 0xA5 }
                for index in 8_200..<8_400 { bytes[index] ^= 0xA5 }
                try bytes.write(to: URL(fileURLWithPath: path))
                await #expect {
                    try await Database.open(.file(path: path, readOnly: false), driver: WarehouseFixture.driver())
                } throws: { error in
                    guard case WarehouseError.opening(path, .corrupt(let message)) = error else { return false }
                    return message.contains("checksum")
                }
            }
        }

        @Test(arguments: [(40, false), (1_999, true)])
        func aStorageVersionThatIsNotReadIsSaidWithItsNumber(version: Int, isNewer: Bool) async throws {
            try await TemporaryFolder.with { folder in
                let path = try await Self.smallDatabase(in: folder)
                try StorageHeader.setVersion(version, of: path)
                await #expect(throws: WarehouseError.opening(path: path, .storageVersion(version, isNewer: isNewer))) {
                    try await Database.open(.file(path: path, readOnly: false), driver: WarehouseFixture.driver())
                }
            }
        }

        @Test func aMissingFolderOrReadOnlyFileIsSaidToBeMissing() async throws {
            for (path, readOnly) in [("/nowhere/at/all/x.duckdb", false), ("no-such-file.duckdb", true)] {
                await #expect(throws: WarehouseError.opening(path: path, .missing)) {
                    try await Database.open(.file(path: path, readOnly: readOnly), driver: WarehouseFixture.driver())
                }
            }
        }

        /// A system folder in which nobody may create a file, not even root.
        @Test func aFolderThatMayNotBeWrittenIsSaidToBeReadOnly() async throws {
            #if os(macOS)
                let path = "/System/x.duckdb"
            #else
                let path = "/sys/kernel/x.duckdb"
            #endif
            await #expect {
                try await Database.open(.file(path: path, readOnly: false), driver: WarehouseFixture.driver())
            } throws: { error in
                guard case WarehouseError.opening(path, .readOnly) = error else { return false }
                return true
            }
        }

        @Test func aDatabaseOpenedForReadingRefusesToBeWritten() async throws {
            try await TemporaryFolder.with { folder in
                let path = try await Self.smallDatabase(in: folder)
                let database = try await Database.open(
                    .file(path: path, readOnly: true),
                    driver: WarehouseFixture.driver()
                )
                let connection = try await database.connect()
                #expect(
                    try await connection.query(BoundQuery("SELECT count(*) AS n FROM t")).integers("n") == [100_000]
                )
                await #expect {
                    try await connection.execute(BoundQuery("INSERT INTO t VALUES (?)", [.integer(1)]))
                } throws: { error in
                    guard case WarehouseError.statement(.databaseReadOnly, _) = error else { return false }
                    return true
                }
                await database.close()
            }
        }

        @Test func optionsReachTheEngine() async throws {
            try await TemporaryFolder.with { folder in
                let options = EngineOptions(
                    memoryLimit: 512 << 20,
                    threads: 1,
                    temporaryFolder: folder.path,
                    timeZone: "Asia/Shanghai"
                )
                let connection = try await WarehouseFixture.connection(options: options)
                let settings = """
                    SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads,
                        current_setting('temp_directory') AS folder, current_setting('TimeZone') AS zone,
                        (TIMESTAMPTZ '1970-01-02 00:00:00+00')::VARCHAR AS shown
                    """
                let row = try await connection.query(BoundQuery(settings)).row()
                #expect(row["memory"] == .text("512.0 MiB"))
                #expect(row["threads"] == .integer(1))
                #expect(row["folder"] == .text(folder.path))
                #expect(row["zone"] == .text("Asia/Shanghai"))
                #expect(row["shown"] == .text("1970-01-02 08:00:00+08"))
            }
        }

        @Test func anOptionThatTheEngineRefusesIsNamed() async throws {
            await #expect {
                try await WarehouseFixture.database(options: EngineOptions(threads: -3))
            } throws: { error in
                guard case WarehouseError.opening(_, let fault) = error else { return false }
                if case .optionRefused("threads", "-3", _) = fault { return true }
                return false
            }
            await #expect(throws: WarehouseError.self) {
                try await WarehouseFixture.connection(options: EngineOptions(timeZone: "Mars/Olympus"))
            }
        }

        @Test func aFileOfAnyNameIsAFile() async throws {
            try await TemporaryFolder.with { folder in
                for name in [":memory:", "md:x", "sqlite:y", "a b'c.duckdb"] {
                    let path = folder.path + "/" + name
                    try await Database.open(.file(path: path, readOnly: false), driver: WarehouseFixture.driver())
                        .close()
                    #expect(FileManager.default.fileExists(atPath: path))
                }
            }
        }

        @Test func aClosedDatabaseTakesNoConnection() async throws {
            let database = try await WarehouseFixture.database()
            await database.close()
            await #expect(throws: WarehouseError.connection(.closed)) { try await database.connect() }
        }

        @Test func aClosedConnectionSaysSo() async throws {
            let connection = try await WarehouseFixture.connection()
            await connection.close()
            await #expect(throws: WarehouseError.connection(.closed)) {
                try await connection.query(BoundQuery("SELECT 1"))
            }
        }

        private static func smallDatabase(in folder: URL) async throws -> String {
            let path = folder.path + "/small.duckdb"
            let database = try await Database.open(
                .file(path: path, readOnly: false),
                driver: WarehouseFixture.driver()
            )
            try await database.connect().execute(BoundQuery("CREATE TABLE t AS SELECT range AS a FROM range(100000)"))
            await database.close()
            return path
        }
    }
}

/// DuckDB's main header: a checksum of the other 4,088 bytes, the letters DUCK, and the storage version.
private enum StorageHeader {
    static func setVersion(_ version: Int, of path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = [UInt8](try Data(contentsOf: url))
        bytes.withUnsafeMutableBytes { raw in
            raw.storeBytes(of: UInt64(version).littleEndian, toByteOffset: 12, as: UInt64.self)
            var checksum: UInt64 = 5_381
            for offset in stride(from: 8, to: 4_096, by: 8) {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                checksum ^= word &* 0xBF58_476D_1CE4_E5B9
            }
            raw.storeBytes(of: checksum.littleEndian, toByteOffset: 0, as: UInt64.self)
        }
        try Data(bytes).write(to: url)
    }
}

/// Another process that holds the lock which DuckDB takes: a POSIX write lock on the whole file.
private final class LockHolderProcess {
    private let process = Process()

    var identifier: Int { Int(process.processIdentifier) }

    init(path: String) throws {
        let script = """
            import fcntl, sys
            file = open(sys.argv[1], "r+b")
            fcntl.lockf(file, fcntl.LOCK_EX)
            print("locked", flush=True)
            sys.stdin.read()
            """
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path]
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.availableData
        try #require(String(decoding: line, as: UTF8.self).hasPrefix("locked"), "python3 is needed to hold a lock")
    }

    func stop() {
        guard process.isRunning else { return }
        // A test process may run with SIGTERM blocked, and its children with it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
