import Compiler
import Domain
import Foundation
package import ProjectFile
import SQL
package import Warehouse

/// An open workspace: its project file, and a connection to its warehouse.
///
/// A workspace is a folder with `covey.yaml`, the warehouse beside it, and `.covey/` for what is temporary.
package struct Workspace: Sendable {
    package let directory: String
    package let project: Project
    package let database: Database
    package let connection: Connection

    package static let projectFileName = "covey.yaml"
    package static let warehouseFileName = "warehouse.duckdb"
    private static let temporaryFolderName = ".covey"

    /// Memory for the engine where the project does not say: small enough for a small server, and DuckDB goes to disk
    /// beyond it.
    package static let defaultMemory: Int64 = 1 << 30

    package enum Access: Sendable {
        case readOnly, readWrite
    }

    /// Opens the workspace in a folder.
    ///
    /// - Throws: `WorkspaceError.noProject`, `ProjectFileError`, or `WarehouseError` where the library is missing, or
    ///   another process has the warehouse open.
    package static func open(_ directory: String, access: Access = .readWrite, context: RunContext) async throws
        -> Workspace
    {
        let project = try loadProject(directory)
        if let spark = project.spark { return try await open(directory, project, on: spark, access, context) }
        let path = directory + "/" + warehouseFileName
        if access == .readOnly, !FileManager.default.fileExists(atPath: path) { throw WorkspaceError.notRunYet }
        if access == .readWrite { try prepareTemporaryFolder(directory) }
        let driver = try Driver.duckDB(
            LibrarySearch(
                configured: project.engine.library.map { project.resolve($0.value) },
                dependencyFolders: context.dependencyFolders
            )
        )
        let options = EngineOptions(
            memoryLimit: project.engine.memory?.bytes ?? defaultMemory,
            threads: project.engine.threads,
            temporaryFolder: directory + "/" + temporaryFolderName + "/spill",
            timeZone: "UTC"
        )
        let database = try await Database.open(
            .file(path: path, readOnly: access == .readOnly),
            options: options,
            driver: driver
        )
        let connection = try await database.connect()
        return Workspace(directory: directory, project: project, database: database, connection: connection)
    }

    private static func open(
        _ directory: String,
        _ project: Project,
        on spark: SparkSetting,
        _ access: Access,
        _ context: RunContext
    ) async throws -> Workspace {
        if access == .readWrite { try prepareTemporaryFolder(directory) }
        let driver = try Driver.spark(LibrarySearch(dependencyFolders: context.dependencyFolders))
        let server = SparkServer(uri: spark.server.value, token: context.sparkToken, schema: spark.schema.value)
        let database = try await Database.open(.spark(server), driver: driver)
        do {
            let connection = try await database.connect()
            return Workspace(directory: directory, project: project, database: database, connection: connection)
        } catch {
            await database.close()
            throw error
        }
    }

    /// Opens the workspace, runs `body`, and closes it whatever happens.
    package static func with<Success>(
        _ directory: String,
        access: Access = .readWrite,
        context: RunContext,
        _ body: (Workspace) async throws -> Success
    ) async throws -> Success {
        let workspace = try await open(directory, access: access, context: context)
        do {
            let success = try await body(workspace)
            await workspace.database.close()
            return success
        } catch {
            await workspace.database.close()
            throw error
        }
    }

    /// The project file of a folder.
    package static func loadProject(_ directory: String) throws -> Project {
        let path = directory + "/" + projectFileName
        guard FileManager.default.fileExists(atPath: path) else {
            throw WorkspaceError.noProject(directory: directory)
        }
        return try Project.load(file: path)
    }

    /// Makes `.covey/`, and empties it: what is there was left by a run that was killed.
    private static func prepareTemporaryFolder(_ directory: String) throws {
        let folder = directory + "/" + temporaryFolderName
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("copy-") {
                try FileManager.default.removeItem(atPath: folder + "/" + name)
            }
        } catch {
            throw WorkspaceError.readOnly(path: folder, reason: reason(of: error))
        }
        guard access(directory, W_OK) == 0 else {
            throw WorkspaceError.readOnly(path: directory, reason: String(cString: strerror(errno)))
        }
    }

    private static func reason(of error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let code = underlying?.code else { return error.localizedDescription }
        return String(cString: strerror(Int32(code)))
    }

    /// A path for a working copy of a file.
    func temporaryPath() -> String {
        directory + "/" + Self.temporaryFolderName + "/copy-" + UUID().uuidString
    }

    /// Where timelines are kept. They are no part of what a workspace must not lose.
    var timelineFolder: String { directory + "/" + Self.temporaryFolderName + "/timelines" }

    /// Whether the warehouse is a cluster's.
    var isOnSpark: Bool { project.spark != nil }

    /// The column of raw tables that tells their rows apart and says in which order they came.
    var rowPosition: Identifier { isOnSpark ? TableQuery.position : RawColumn.position }

    /// Where local days begin for this workspace.
    var zone: TimeZone { project.timeZone.value }
}
