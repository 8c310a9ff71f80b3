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
        if let spark = workspace.project.spark { throw Self.noFiles(spark, workspace.project.path) }
        return try await RefusedFile.keepingRejects(workspace.connection) {
            try await workspace.connection.transaction { try await runInTransaction(only: only) }
        }
    }

    private static func noFiles(_ spark: SparkSetting, _ path: String) -> WorkspaceError {
        .definition(
            path: path,
            position: spark.server.position,
            reason: Bilingual(
                en: "The sources are tables of a cluster: there are no files to import.",
                zh: "数据源是集群中的表，没有文件可以导入。"
            ),
            advice: Bilingual(en: "Run: covey run", zh: "请运行：covey run")
        )
    }

    /// The same as a part of the caller's transaction.
    func runInTransaction(only: String? = nil) async throws -> [FileOutcome] {
        let sources = try chosen(only)
        for source in sources { try checkCurrency(source) }
        try await ImportLedger(connection: workspace.connection).prepare()
        // First, for a source whose name only changed its case has the same tables.
        var outcomes = only == nil ? try await takeOutSources() : []
        for source in sources {
            let files = try files(of: source)
            outcomes += try await ImportSource(workspace: workspace, source: source, files: files, context: context)
                .run()
        }
        return outcomes
    }

    /// Takes out the sources that the project no longer has.
    private func takeOutSources() async throws -> [FileOutcome] {
        let ledger = ImportLedger(connection: workspace.connection)
        let present = Set(workspace.project.sources.map(\.name.value))
        var outcomes: [FileOutcome] = []
        for source in try await ledger.sources() where !present.contains(source) {
            let entries = try await ledger.entries(of: source)
            try await ledger.forget(source)
            var files = entries.map { FileOutcome($0, .removed, nil) }
            let rows = entries.reduce(0) { $0 + $1.rows }
            let were = rows == 1 ? "row was" : "rows were"
            files[0].remarks = [
                Bilingual(
                    en: "Source “\(source)” is no longer in covey.yaml; its \(rows) \(were) taken out.",
                    zh: "covey.yaml 中已没有数据源“\(source)”；其 \(rows) 行已移除。"
                )
            ]
            outcomes += files
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
