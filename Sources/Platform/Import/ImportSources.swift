import Domain
import Foundation
import ProjectFile
import Warehouse

/// Imports the files of all sources, or of one: what is new or changed, and nothing twice.
package struct ImportSources {
    package var workspace: Workspace
    package var context: RunContext

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameter only: the name of the one source to import.
    /// - Throws: `FileError`, `ImportError`, `WorkspaceError` or `WarehouseError`. Then nothing was imported, of any
    ///   file.
    package func run(only: String? = nil) async throws -> [FileOutcome] {
        try await workspace.connection.transaction { try await runInTransaction(only: only) }
    }

    /// The same as a part of the caller's transaction.
    func runInTransaction(only: String? = nil) async throws -> [FileOutcome] {
        let sources = try chosen(only)
        for source in sources { try checkCurrency(source) }
        try await ImportLedger(connection: workspace.connection).prepare()
        var outcomes: [FileOutcome] = []
        for source in sources {
            for file in try files(of: source) {
                try Task.checkCancellation()
                let importing = ImportFile(workspace: workspace, source: source, context: context)
                outcomes.append(try await importing.run(path: file.path, shownPath: file.shown))
            }
        }
        return outcomes
    }

    private func chosen(_ only: String?) throws -> [SourceDefinition] {
        guard let only else { return workspace.project.sources }
        guard let source = workspace.project.sources.first(where: { $0.name.value == only }) else {
            let nearest = NearestName.of(only, among: workspace.project.sources.map(\.name.value))
            throw WorkspaceError.unknownSource(only, nearest: nearest)
        }
        return [source]
    }

    private func checkCurrency(_ source: SourceDefinition) throws {
        let own = workspace.project.currency.value
        guard let currency = source.currency?.value, currency != own else { return }
        throw ImportError.otherCurrency(source: source.name.value, currency: currency.code, workspace: own.code)
    }

    private func files(of source: SourceDefinition) throws -> [(path: String, shown: String)] {
        try source.files.flatMap { pattern in
            let resolved = workspace.project.resolve(pattern.value)
            let found = FilePattern.files(matching: resolved)
            guard !found.isEmpty else {
                throw WorkspaceError.noFiles(source: source.name.value, pattern: pattern.value)
            }
            return found.map { (path: $0, shown: shownPath($0)) }
        }
    }

    /// A path as it is written in the project: relative to it where it lies inside.
    private func shownPath(_ path: String) -> String {
        let prefix = workspace.project.directory == "." ? "" : workspace.project.directory + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
