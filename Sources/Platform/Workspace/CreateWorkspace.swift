import Domain
import Exchange
import Foundation
package import ProjectFile
import Warehouse

/// Starts a workspace from a file of the user's: looks at it, guesses what its columns mean, and writes `covey.yaml`.
package struct CreateWorkspace {
    package var context: RunContext

    package struct Outcome: Sendable {
        package var projectPath: String
        package var guess: ColumnGuess
        package var encoding: String
        /// The code that was written.
        package var currency: String
        /// How many lines stand before the table of the file.
        package var skippedLines: Int
    }

    package init(context: RunContext) {
        self.context = context
    }

    /// - Parameters:
    ///   - file: the path of a table file.
    ///   - directory: where the workspace is to be; it is made if it is not there.
    ///   - currency: its code; where it is merely assumed, one that the amounts are written with goes before it.
    /// - Throws: `WorkspaceError.alreadyExists` where there is a project already, `.noTableFile` where the path is no
    ///   file's; `FileError`, `ImportError` or `WarehouseError` where the file cannot be read as a table.
    package func run(
        file: String,
        directory: String,
        timeZone: String,
        currency: String,
        currencyIsAssumed: Bool = false
    ) async throws -> Outcome {
        let project = directory + "/" + Workspace.projectFileName
        guard !FileManager.default.fileExists(atPath: project) else {
            throw WorkspaceError.alreadyExists(path: project)
        }
        let sample = try await sample(of: file)
        let guess = ColumnGuess(header: sample.header, rows: sample.rows, timeColumns: sample.timeColumns)
        let currency = currencyIsAssumed ? guess.currency ?? currency : currency
        let name = Self.sourceName(file)
        let path = ProjectRelativePath.of(file, from: directory)
        var source = ProjectTemplate.Source(guess: guess, name: name, files: [path])
        if sample.preamble.hasTitles { source.linesBeforeTable = sample.preamble.lineCount }
        let template = ProjectTemplate(
            title: Bilingual(verbatim: name),
            timeZone: timeZone,
            currency: currency,
            sources: [source],
            language: context.language
        )
        do {
            try FileManager.default.createDirectory(
                atPath: directory + "/segments",
                withIntermediateDirectories: true
            )
            try Data(template.text.utf8).write(to: URL(filePath: project), options: .withoutOverwriting)
        } catch {
            throw WorkspaceError.readOnly(path: directory, reason: error.localizedDescription)
        }
        do {
            try await createTables(directory)
        } catch {
            // A workspace is made whole or not at all.
            unlink(project)
            throw error
        }
        return Outcome(
            projectPath: project,
            guess: guess,
            encoding: sample.encoding,
            currency: currency,
            skippedLines: sample.preamble.lineCount
        )
    }

    /// The tables of a workspace that can be asked for before anything is imported.
    private func createTables(_ directory: String) async throws {
        // Not through the project: where a column was not found, its owner has still to complete it.
        let driver = try Driver.duckDB(LibrarySearch(dependencyFolders: context.dependencyFolders))
        let path = directory + "/" + Workspace.warehouseFileName
        let database = try await Database.open(.file(path: path, readOnly: false), driver: driver)
        do {
            let connection = try await database.connect()
            try await connection.transaction { try await ImportLedger(connection: connection).prepare() }
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    private func sample(of file: String) async throws -> FileSample {
        do {
            return try await FileSample.read(file, context: context)
        } catch let error as FileError where error.isWrongPath {
            throw WorkspaceError.noTableFile(error)
        }
    }

    /// A name for tables from a file's name: `2026订单.csv` becomes `data`, `web-orders.csv` becomes `web_orders`.
    private static func sourceName(_ file: String) -> String {
        let base = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
        let letters = base.map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
        }
        let name = String(letters).trimmingCharacters(in: CharacterSet(charactersIn: "_"))
        return name.first?.isLetter == true ? name : "data"
    }
}
