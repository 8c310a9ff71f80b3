import Domain
import Segments
import Timelines

/// Who meets definitions, by the timelines of the last run.
struct MembersNow {
    var workspace: Workspace
    var context: RunContext
    let definitions: Definitions
    let last: LastRun

    /// The members of each definition, in order, by their places in the timelines.
    ///
    /// - Parameter instant: the "now" of the definitions; that of the last run where it is `nil`.
    /// - Throws: `SegmentNotEvaluable`.
    func find(
        _ wanted: [SegmentDefinition],
        at instant: Instant? = nil
    ) async throws -> (members: [Members], timelines: Timelines) {
        let needs = DefinitionNeeds((wanted + definitions.segments.map(\.definition)).map(\.condition))
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: last.schema)
            .open(for: needs, run: try await last.fingerprint())
        let refresh = RefreshSegments(
            workspace: workspace,
            context: context,
            now: instant ?? last.asOf,
            schema: last.schema
        )
        let history = try await refresh.history(of: wanted, definitions)
        return (try refresh.members(of: wanted, definitions, history, in: timelines), timelines)
    }

    /// - Parameters:
    ///   - text: the name of a segment, or a condition.
    ///   - instant: the "now" of the definition.
    /// - Returns: in the order of the timelines.
    func ids(of text: String, at instant: Instant) async throws -> [String] {
        let definition = try DefinitionText(text, definitions, last.schema).definition
        let (members, timelines) = try await find([definition], at: instant)
        return members[0].places.map { timelines.ids[Int($0)] }
    }
}
