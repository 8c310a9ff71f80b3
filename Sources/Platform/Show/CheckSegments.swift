package import Domain
import ProjectFile
import Segments

/// Looks at every segment of a workspace: whether it can be read, and whether what it speaks of is there.
package struct CheckSegments {
    package var workspace: Workspace

    package struct Checked: Sendable {
        package var name: String
        package var title: Bilingual
        package var sentence: Bilingual
        package var path: String
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameter text: the name of a segment, or a condition; every segment where it is `nil`.
    /// - Throws: `WorkspaceError`, all mistakes of all files at once, and `.notRunYet`: what there is to speak of is known
    ///   from the first run on.
    package func run(_ text: String?) async throws -> [Checked] {
        let definitions = try Definitions(workspace.project)
        var schema = try await LastRun(workspace).schema
        // Lists that were put there since are read by the next run.
        if !definitions.lists.isEmpty { schema.traits[Project.listTrait] = .list }
        let vocabulary = Vocabulary(workspace.project)
        if let text {
            let wanted = try DefinitionText(text, definitions, schema)
            if let reason = SegmentFailures(definitions, schema).reason(of: wanted.definition) {
                throw SegmentNotEvaluable(name: wanted.definition.name, reason: reason)
            }
            let path = definitions.segments.first { $0.definition == wanted.definition }?.path ?? ""
            return [checked(wanted.written, path, vocabulary)]
        }
        try definitions.check(against: schema, in: workspace.project)
        return definitions.segments.map { checked($0.written, $0.path, vocabulary) }
    }

    /// Why what there is to speak of may be another thing after the next run; `nil` where it is not.
    package func stale() async throws -> Staleness? { try await Freshness(workspace).overall }

    private func checked(_ definition: SegmentDefinition, _ path: String, _ vocabulary: Vocabulary) -> Checked {
        Checked(
            name: definition.name,
            title: definition.shownTitle,
            sentence: vocabulary.sentence(of: definition),
            path: path
        )
    }
}
