import Compiler
package import Domain
import SQL
import Warehouse

/// Writes the members of a segment, with their traits, to a file.
package struct ExportSegment {
    package var workspace: Workspace

    package enum Format: String, Sendable, CaseIterable {
        case csv, jsonl, parquet
    }

    package struct Outcome: Sendable {
        package var members: Int64
        /// The instant for which the members were found.
        package var asOf: Instant
        /// Why they may no longer be the segment's members; `nil` where they are.
        package var stale: Staleness?
        /// Traits whose values of today decided who was in at an earlier instant.
        package var currentTraits: [String]
    }

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameters:
    ///   - path: where to write; a file there is replaced when the new one is complete.
    ///   - traits: the columns besides the customer; all traits where it is `nil`.
    ///   - isRaw: whether texts in CSV stay as they are where a spreadsheet would take them for formulas.
    ///   - asOf: finds who was in at that instant, by the rule as it is defined now; `nil` writes who is in by the last
    ///     refresh.
    /// - Throws: `WorkspaceError.unknownSegment`, `.notRunYet`, or what writing throws; then no file is left.
    package func run(
        _ name: String,
        to path: String,
        format: Format,
        traits: [String]? = nil,
        isRaw: Bool = false,
        asOf: Instant? = nil,
        context: RunContext
    ) async throws -> Outcome {
        let last = try await LastRun(workspace)
        let freshness = try await Freshness(workspace)
        let file = CustomerFile(workspace: workspace, path: path, format: format, isRaw: isRaw)
        let chosen = try file.traits(traits, of: last)
        if let asOf {
            let past = PastMembers(workspace: workspace, context: context, last: last)
            let found = try await past.find(name, at: asOf)
            let rows = found.ids.map { CustomerFile.Row(customer: $0, group: nil) }
            try await file.write(rows, traits: chosen, groupColumn: nil)
            return Outcome(
                members: Int64(found.ids.count),
                asOf: asOf,
                stale: freshness.overall,
                currentTraits: found.currentTraits
            )
        }
        guard let entry = freshness.evaluated[name] else {
            guard try Definitions(workspace.project).segmentsByName[name] == nil else {
                throw WorkspaceError.notEvaluated(name)
            }
            throw WorkspaceError.unknownSegment(
                name,
                nearest: NearestName.of(name, among: Array(freshness.evaluated.keys).sorted())
            )
        }
        try await file.write(
            from: WarehouseTables.memberships,
            where: SQLExpression.column("m", "segment").equals(.text(name)),
            traits: chosen
        )
        return Outcome(
            members: Int64(entry.size),
            asOf: entry.asOf,
            stale: freshness.staleness(of: name),
            currentTraits: []
        )
    }
}
