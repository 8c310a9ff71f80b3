import Compiler
import Domain
import Exchange
import Foundation
import ProjectFile
import Warehouse

/// A file that belongs to no workspace, opened in an engine of its own that lives as long as it is looked at.
struct LooseFile {
    var table: TableFile
    var connection: Connection
    var inspection: TextInspection
    /// The lines before the table.
    var preamble: Preamble
    /// The copy in plain UTF-8 that is read in the file's place, where there is one.
    private var copy: String?

    /// What the file may hold around its values. Of a file in another encoding, its copy says it.
    func strays() throws -> StrayCharacters {
        table.strays(try copy.map { try TextInspection.inspect(path: $0) } ?? inspection)
    }

    /// Finds out how a file is written, and closes everything whatever `body` does.
    ///
    /// - Throws: `FileError`, `ImportError`, `WarehouseError`, or whatever `body` throws.
    static func with<Success>(
        _ file: String,
        context: RunContext,
        _ body: (LooseFile) async throws -> Success
    ) async throws -> Success {
        let format = try FileShape.format(path: file, stated: nil)
        let found = try TextInspection.inspect(path: file)
        let inspection = format == .parquet ? found.ofBinary : found
        try FileShape.refuseOtherFormats(file, shown: file, format, inspection)
        let stated = StatedShape()
        let preamble = try stated.preamble(of: file, format, inspection)
        let copy = try workingCopy(of: file, format, inspection, preamble)
        defer { if let copy { unlink(copy) } }
        let driver = try Driver.duckDB(LibrarySearch(dependencyFolders: context.dependencyFolders))
        let database = try await Database.open(.memory, driver: driver)
        do {
            let connection = try await database.connect()
            let table = try await FileShape(connection: connection).table(
                format: format,
                path: copy ?? file,
                original: file,
                preamble: preamble,
                stated: stated
            )
            let success = try await body(
                LooseFile(
                    table: table,
                    connection: connection,
                    inspection: inspection,
                    preamble: preamble,
                    copy: copy
                )
            )
            await database.close()
            return success
        } catch {
            await database.close()
            throw error
        }
    }

    /// The path of a copy in plain UTF-8 with nothing but the table, where the file is not that already.
    private static func workingCopy(
        of file: String,
        _ format: FileFormat,
        _ inspection: TextInspection,
        _ preamble: Preamble
    ) throws -> String? {
        guard format != .parquet, !inspection.readsAsItIs || preamble.hasQuotes else { return nil }
        let folder = FileManager.default.temporaryDirectory.path
        return try WorkingCopy.write(
            of: file,
            inspection: inspection,
            to: folder + "/covey-" + UUID().uuidString,
            blankLines: preamble.lineCount
        ).path
    }
}
