import Domain
import Foundation
package import ProjectFile
import Segments

/// Keeps who is in a segment, now or at another instant, as a segment that no longer changes.
package struct SnapshotSegment {
    package var workspace: Workspace
    package var context: RunContext

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameters:
    ///   - text: the name of a segment, or a condition.
    ///   - name: that of the new segment.
    ///   - asOf: when to look; the instant of the last run where it is `nil`. Events after it do not exist then; traits are
    ///     those of the last run.
    /// - Throws: `WorkspaceError`, `SetError`, `ParseError`.
    package func run(_ text: String, as name: String, asOf: AsOf? = nil) async throws -> MadeSegment {
        let making = try MakeSegment(workspace: workspace, context: context)
        try making.checkName(name)
        let last = try await LastRun(workspace)
        let now = asOf?.instant(now: context.clock(), latest: last.asOf, in: workspace.zone) ?? last.asOf
        let members = MembersNow(
            workspace: workspace,
            context: context,
            definitions: making.definitions,
            last: last
        )
        let ids = try await members.ids(of: text, at: now)
        var made = try await making.run(name, of: ids, description: description(text, now))
        made.asOf = now
        return made
    }

    private func description(_ text: String, _ now: Instant) -> Bilingual {
        let (date, microsecond) = workspace.zone.local(now)
        let seconds = Int(microsecond / 1_000_000)
        let time = "\(date) " + String(format: "%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60)
        return Bilingual(
            en: "Snapshot of “\(text)” at \(time) (\(workspace.zone.name)).",
            zh: "人群“\(text)”在 \(time)（\(workspace.zone.name)）的快照。"
        )
    }
}
