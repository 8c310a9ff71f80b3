import Domain
import Exchange
import Foundation
package import ProjectFile
import SQL
import Warehouse

/// Starts a workspace from a file of the user's: looks at it, guesses what its columns mean, and writes `covey.yaml`.
package struct CreateWorkspace {
    package var context: RunContext

    package struct Outcome: Sendable {
        package var projectPath: String
        package var guess: ColumnGuess
        package var encoding: String
    }

    package init(context: RunContext) {
        self.context = context
    }

    /// - Parameters:
    ///   - file: the path of a table file.
    ///   - directory: where the workspace is to be; it is made if it is not there.
    /// - Throws: `WorkspaceError.alreadyExists` where there is a project already.
    package func run(
        file: String,
        directory: String,
        timeZone: String,
        currency: String
    ) async throws -> Outcome {
        let project = directory + "/" + Workspace.projectFileName
        guard !FileManager.default.fileExists(atPath: project) else {
            throw WorkspaceError.alreadyExists(path: project)
        }
        let (header, rows, encoding) = try await look(at: file)
        let guess = ColumnGuess(header: header, rows: rows)
        let name = Self.sourceName(file)
        let template = ProjectTemplate(
            title: Bilingual(verbatim: name),
            timeZone: timeZone,
            currency: currency,
            sources: [ProjectTemplate.Source(guess: guess, name: name, files: [Self.path(file, from: directory)])],
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
        return Outcome(projectPath: project, guess: guess, encoding: encoding)
    }

    /// The header and the first rows of a file.
    private func look(at file: String) async throws -> (header: [String], rows: [[String]], encoding: String) {
        let format = try FileShape.format(path: file, stated: nil)
        let inspection = try TextInspection.inspect(path: file, stated: format == .parquet ? .utf8 : nil)
        try FileShape.refuseOtherFormats(file, shown: file)
        let folder = FileManager.default.temporaryDirectory.path
        var copy: WorkingCopy?
        if format != .parquet, !inspection.readsAsItIs {
            copy = try WorkingCopy.write(of: file, inspection: inspection, to: folder + "/covey-" + UUID().uuidString)
        }
        defer { if let copy { unlink(copy.path) } }
        let driver = try Driver.duckDB(LibrarySearch(dependencyFolders: context.dependencyFolders))
        let database = try await Database.open(.memory, driver: driver)
        let connection = try await database.connect()
        let table = try await FileShape(connection: connection).table(
            format: format,
            path: copy?.path ?? file,
            original: file,
            delimiter: nil,
            quote: nil,
            header: nil,
            wanted: []
        )
        let columns = table.columns.enumerated().map { (Identifier("c\($0)"), table.text($1)) }
        guard !columns.isEmpty else { throw ImportError.noRows(path: file) }
        let result = try await connection.query(
            Select(Columns(columns), from: table.source(rejectsInto: ("_errors", "_scans")), limit: 1_000)
        )
        let texts = try columns.map { try result.texts($0.0.name, missing: "") }
        await database.close()
        guard result.rowCount > 0 else { throw ImportError.noRows(path: file) }
        return (table.columns, (0..<result.rowCount).map { row in texts.map { $0[row] } }, inspection.encoding.name)
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

    /// The file's path as the project file, which lies in `directory`, should name it.
    private static func path(_ file: String, from directory: String) -> String {
        let file = URL(filePath: file).standardizedFileURL.path
        let folder = URL(filePath: directory).standardizedFileURL.path
        return file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.count + 1)) : file
    }
}
