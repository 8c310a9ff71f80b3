package import Domain
import Segments

/// A segment, its size, and whether that is still true.
package struct SegmentStatus: Sendable {
    package var name: String
    package var title: Bilingual
    /// The rule that the size is of; the one to come where the segment was never evaluated.
    package var sentence: Bilingual
    /// `nil` where the segment was never evaluated.
    package var size: Int?
    /// Of all customers, 0…1.
    package var share: Double?
    package var asOf: Instant?
    /// Why the size may be out of date; `nil` where it is not.
    package var stale: Staleness?
}

/// All segments of a workspace with their sizes.
package struct ListSegments {
    package var workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Throws: `WorkspaceError.notRunYet`.
    package func run() async throws -> [SegmentStatus] {
        let last = try await LastRun(workspace)
        return statuses(last, try await Freshness(workspace))
    }

    func statuses(_ last: LastRun, _ freshness: Freshness) -> [SegmentStatus] {
        let customers = last.summary.customers
        let vocabulary = Vocabulary(workspace.project)
        return freshness.segments.map { definition in
            let entry = freshness.evaluated[definition.name]
            let rule = entry?.rule ?? definition
            return SegmentStatus(
                name: definition.name,
                title: definition.shownTitle,
                sentence: vocabulary.sentence(of: rule),
                size: entry?.size,
                share: entry.map { customers > 0 ? Double($0.size) / Double(customers) : 0 },
                asOf: entry?.asOf,
                stale: freshness.staleness(of: definition.name)
            )
        }
    }
}
