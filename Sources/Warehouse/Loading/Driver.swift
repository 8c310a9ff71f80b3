import CADBC
import Domain
import Foundation
import Synchronization

/// A loaded ADBC driver: the table of functions through which one engine is called.
///
/// Load it once and share it. The driver also knows which database files this process has open, because DuckDB's file
/// lock does not protect a file from a second opening by the same process. A library is never unloaded: engines keep
/// threads of their own, which would be left without code.
package final class Driver: Sendable {
    /// The file that was loaded.
    package let library: String
    let functions: Functions
    /// Canonical paths of the database files that are open through this driver.
    let openFiles = Mutex<Set<String>>([])

    /// The functions of the ABI.
    ///
    /// Unchecked: the table is filled once, before anyone sees it, and only read from then on. It is never freed,
    /// because handles of the driver's may call through it until the process ends.
    struct Functions: @unchecked Sendable {
        let table: UnsafeMutablePointer<AdbcDriver>
    }

    /// Loads any driver: `library` is a path, or a name for the loader's search path.
    ///
    /// - Throws: ``WarehouseError/library(_:)``.
    package convenience init(library: String, entryPoint: String) throws {
        switch Self.open(LibrarySearch.Candidate(path: library), entryPoint: entryPoint) {
        case .opened(let entry): try self.init(library: library, entry: entry)
        case .lacksEntryPoint: throw WarehouseError.library(.wrong(path: library, symbol: entryPoint))
        case .notOpened(let reason):
            throw WarehouseError.library(.notFound(nil, places: [LibraryPlace(path: library, reason: reason)]))
        }
    }

    /// Loads DuckDB from the first place that has it.
    ///
    /// - Throws: as ``init(library:entryPoint:)``; the error names every place that was looked at.
    package static func duckDB(_ search: LibrarySearch) throws -> Driver {
        try load(.duckDB, search)
    }

    /// Loads the driver of Spark Connect from the first place that has it.
    ///
    /// - Throws: as ``duckDB(_:)``.
    package static func spark(_ search: LibrarySearch) throws -> Driver {
        try load(.spark, search)
    }

    private static func load(_ engine: EngineLibrary, _ search: LibrarySearch) throws -> Driver {
        let entryPoint = engine.entryPoint
        var places: [LibraryPlace] = []
        for candidate in search.candidates(for: engine) {
            switch open(candidate, entryPoint: entryPoint) {
            case .opened(let entry):
                return try Driver(library: candidate.path, entry: entry)
            case .lacksEntryPoint where search.configured != nil:
                throw WarehouseError.library(.wrong(path: candidate.path, symbol: entryPoint))
            case .lacksEntryPoint:
                let reason = Bilingual(en: "is a library without \(entryPoint)", zh: "是一个库，但没有 \(entryPoint)")
                places.append(LibraryPlace(path: candidate.path, reason: reason))
            case .notOpened(let reason):
                places.append(LibraryPlace(path: candidate.path, reason: reason))
            }
        }
        throw WarehouseError.library(.notFound(engine, places: places))
    }

    /// Fills the table, by revision 1.1 of the interface where the driver knows it and 1.0 where not.
    private init(library: String, entry: AdbcDriverInitFunc) throws {
        let table = UnsafeMutablePointer<AdbcDriver>.allocate(capacity: 1)
        table.initialize(to: AdbcDriver())
        var failure = DriverFailure()
        for version in [ADBC_VERSION_1_1_0, ADBC_VERSION_1_0_0] {
            failure = DriverFailure.collect { entry(version, table, $0) }
            if failure.status != ADBC_STATUS_NOT_IMPLEMENTED { break }
        }
        guard failure.status == ADBC_STATUS_OK else {
            throw WarehouseError.library(.refused(path: library, message: failure.message))
        }
        self.library = library
        functions = Functions(table: table)
    }
}

extension Driver {
    private enum Opening {
        case opened(AdbcDriverInitFunc)
        case lacksEntryPoint
        case notOpened(Bilingual)
    }

    private static func open(_ candidate: LibrarySearch.Candidate, entryPoint: String) -> Opening {
        if candidate.path.contains("/"), !FileManager.default.fileExists(atPath: candidate.path) {
            return .notOpened(Bilingual(en: "no such file", zh: "没有这个文件"))
        }
        var reason: UnsafePointer<CChar>?
        if let prerequisite = candidate.prerequisite, covey_library_open(prerequisite, 1, &reason) == nil {
            let text = text(of: reason)
            return .notOpened(
                Bilingual(
                    en: "needs \(prerequisite), which could not be loaded (\(text))",
                    zh: "需要 \(prerequisite)，但无法加载（\(text)）"
                )
            )
        }
        guard let library = covey_library_open(candidate.path, 0, &reason) else {
            return .notOpened(Bilingual(verbatim: text(of: reason)))
        }
        guard let entry = covey_library_entry(library, entryPoint) else {
            covey_library_close(library)
            return .lacksEntryPoint
        }
        return .opened(entry)
    }

    private static func text(of reason: UnsafePointer<CChar>?) -> String {
        reason.map { String(cString: $0) } ?? "?"
    }
}
