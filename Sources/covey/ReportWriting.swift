import Domain
import Platform
import ProjectFile

/// Writes the report of the last run: the one place that calls that use case.
///
/// What a command line does not say, the project file does: where the page goes, its language, and whether the tables
/// are written beside it.
struct ReportWriting {
    var workspace: Workspace
    var session: Session
    var output: String?
    var tables: String?

    private static let defaultFile = "report.html"

    func write() async throws -> ReportOutcome {
        let settings = workspace.project.report
        let path = output ?? workspace.project.resolve(settings.file?.value ?? Self.defaultFile)
        try OutputPath.check(path)
        try workspace.checkOutput(path)
        let choice = settings.language ?? workspace.project.language
        return try await BuildReport(workspace: workspace, context: session.context).run(
            to: path,
            language: session.statedLanguage ?? choice.language(locale: session.language),
            tables: tables ?? settings.tables.map { workspace.project.resolve($0.value) }
        )
    }
}
