package import Domain
import Foundation
import Segments
import Timelines
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
        /// Traits whose values of today decided who was in at an earlier instant.
        package var currentTraits: [String] = []
        /// Where the record begins of segments whose record was asked; what was before is not known.
        package var begun: [String: Instant] = [:]
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameters:
    ///   - text: the name of a segment, or a condition such as `orders >= 3 and country = "France"`.
    ///   - asOf: counts who was in at that instant; at that of the last run where it is `nil`.
    /// - Throws: `WorkspaceError` with the place in the text, `ParseError`, and `LaterThanKnown`.
    package func run(_ text: String, asOf: Instant? = nil) async throws -> Count {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        if let asOf {
            let found = try await PastMembers(workspace: workspace, context: context, last: last).find(text, at: asOf)
            var count = try await count(found.ids.count, found.definition, last)
            (count.asOf, count.currentTraits) = (asOf, found.currentTraits)
            return count
        }
        let wanted = try DefinitionText(text, definitions, last.schema)
        let definition = wanted.definition
        let size = try await MembersNow(workspace: workspace, context: context, definitions: definitions, last: last)
            .find([definition]).members[0].count
        var count = try await count(size, wanted.written, last)
        let segments = definitions.segmentsByName.merging([definition.name: definition]) { $1 }
        let asked = RefreshOrder.recorded(by: definition.name, segments)
        count.begun = try await RecordedMemberships(connection: workspace.connection)
            .changes(of: asked.sorted()).compactMapValues(\.begin)
        return count
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
