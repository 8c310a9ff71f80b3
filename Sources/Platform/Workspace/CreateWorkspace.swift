import Domain
import Exchange
import Foundation
package import ProjectFile

/// Starts a workspace from a file of the user's: looks at it, guesses what its columns mean, and writes `covey.yaml`.
package struct CreateWorkspace {
    package var context: RunContext

    package struct Outcome: Sendable {
        package var projectPath: String
        package var guess: ColumnGuess
        package var encoding: String
        /// How many lines stand before the table of the file.
        package var skippedLines: Int
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
        let sample = try await FileSample.read(file, context: context)
        let guess = ColumnGuess(header: sample.header, rows: sample.rows)
        let name = Self.sourceName(file)
        var source = ProjectTemplate.Source(guess: guess, name: name, files: [Self.path(file, from: directory)])
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
        return Outcome(
            projectPath: project,
            guess: guess,
            encoding: sample.encoding,
            skippedLines: sample.preamble.lineCount
        )
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
