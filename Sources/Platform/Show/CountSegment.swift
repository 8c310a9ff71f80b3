package import Domain
import Foundation
import Segments
import Warehouse

/// How many customers a definition matches, now, without keeping anything.
package struct CountSegment {
    package var workspace: Workspace
    package var context: RunContext

    package struct Count: Sendable {
        package var size: Int
        package var customers: Int64
        package var sentence: Bilingual
        package var asOf: Instant
        /// Why the customers, traits and events that were counted over may be out of date.
        package var stale: Staleness?
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameter text: the name of a segment, or a condition such as `orders >= 3 and country = "France"`.
    /// - Throws: `WorkspaceError` with the place in the text, and `ParseError`.
    package func run(_ text: String) async throws -> Count {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        let named = definitions.segmentsByName[text]
        let definition = try named ?? SegmentDefinition(name: "?", condition: parse(text, definitions))
        try check(definition, definitions, last)
        let needs = DefinitionNeeds([definition.condition] + definitions.segments.map(\.definition.condition))
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: last.schema)
            .open(for: needs, run: try await last.fingerprint())
        let refresh = RefreshSegments(workspace: workspace, context: context, now: last.asOf, schema: last.schema)
        let size =
            named == nil
            ? try refresh.count(of: definition.condition, definitions, in: timelines)
            : try refresh.members(of: definitions, names: [text], in: timelines)[text, default: []].count
        return try await count(size, definition, last)
    }

    /// A lone word that is no condition was most likely meant as a name.
    private func parse(_ text: String, _ definitions: Definitions) throws -> Condition {
        do throws(ParseError) {
            return try SegmentParser.parseCondition(text)
        } catch {
            guard text.contains(where: { " =<>\"(".contains($0) }) else {
                throw WorkspaceError.unknownSegment(
                    text,
                    nearest: NearestName.of(text, among: definitions.segments.map(\.definition.name))
                )
            }
            throw error
        }
    }

    private func check(_ definition: SegmentDefinition, _ definitions: Definitions, _ last: LastRun) throws {
        let checker = SegmentChecker(schema: last.schema, segments: definitions.segmentsByName)
        let problems = checker.problems(in: definition).map { WorkspaceError.definition($0, in: $0.statement) }
        guard problems.isEmpty else { throw WorkspaceError.all(problems) }
    }

    private func count(
        _ size: Int,
        _ definition: SegmentDefinition,
        _ last: LastRun
    ) async throws -> Count {
        Count(
            size: size,
            customers: last.summary.customers,
            sentence: Vocabulary(workspace.project).sentence(of: definition),
            asOf: last.asOf,
            stale: try await Freshness(workspace).overall
        )
    }
}
