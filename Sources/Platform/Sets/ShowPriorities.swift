package import Domain
import ProjectFile

/// How many customers each priority list puts where.
package struct ShowPriorities {
    package var workspace: Workspace

    package struct Answer: Sendable {
        package var lists: [RunSummary.Priorities]
        package var customers: Int64
        package var asOf: Instant
        package var stale: Staleness?
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameter name: of one list; all where it is `nil`.
    /// - Throws: `SetError.noPriorities`, `.unknownPriorities`, `WorkspaceError.notRunYet`.
    package func run(_ name: String?) async throws -> Answer {
        let last = try await LastRun(workspace)
        let names = workspace.project.priorities.map(\.name.value)
        guard !names.isEmpty else { throw SetError.noPriorities }
        if let name, !names.contains(name) {
            throw SetError.unknownPriorities(name, nearest: NearestName.of(name, among: names))
        }
        let found = (last.summary.priorities ?? []).filter { name == nil || $0.name == name }
        // A list that was added since the last run has nothing to show yet.
        guard !found.isEmpty else { throw WorkspaceError.notEvaluated(name ?? names[0]) }
        let freshness = try await Freshness(workspace)
        let shown = workspace.project.priorities.filter { name == nil || $0.name.value == name }
        let stale = shown.flatMap(\.segments).lazy.compactMap { freshness.staleness(of: $0.value) }.first
        return Answer(
            lists: found,
            customers: last.summary.customers,
            asOf: last.asOf,
            stale: freshness.overall ?? stale
        )
    }
}
