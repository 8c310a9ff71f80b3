package import Domain
import SQL
import Segments
import Timelines
import Warehouse

/// Refreshes segments over what the warehouse holds: nothing is imported, cleaned or computed anew.
package struct RefreshWorkspace {
    package var workspace: Workspace
    package var context: RunContext

    package struct Outcome: Sendable {
        package var segments: [RefreshedSegment]
        /// The instant for which members were found.
        package var asOf: Instant
        /// The instant for which traits were computed.
        package var traitsAsOf: Instant
        package var customers: Int64
        /// Why customers, traits and events may be out of date; `nil` where they are not.
        package var stale: Staleness?
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameter names: of the segments, with which those that refer to them are refreshed; every segment where it is empty.
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name, `.notRunYet`. A segment that cannot be evaluated is no
    ///   reason to throw: its outcome says why.
    package func run(_ names: [String]) async throws -> Outcome {
        let last = try await LastRun(workspace)
        let definitions = try Definitions(workspace.project)
        for name in names { _ = try definitions.segment(name) }
        let now = try await AsOfNow(workspace: workspace, clock: context.clock()).instant()
        let evaluate = EvaluateSegments(workspace: workspace, context: context, now: now)
        let run = try await last.fingerprint()
        let record = RunRecord(connection: workspace.connection)
        let segments = try await workspace.connection.transaction {
            let outcome = try await evaluate.run(
                definitions,
                only: names.isEmpty ? nil : dependents(of: Set(names), in: definitions),
                columns: last.columns(),
                events: last.schema.events,
                run: run
            )
            var summary = last.summary
            summary.priorities = outcome.priorities
            summary.refreshedAsOf = now.date
            try await record.save(summary, inputs: try await record.inputs())
            return outcome.segments
        }
        if !workspace.isOnSpark { try await workspace.connection.execute(.checkpoint) }
        return Outcome(
            segments: segments,
            asOf: now,
            traitsAsOf: last.traitsAsOf,
            customers: last.summary.customers,
            stale: try await Freshness(workspace).overall
        )
    }

    /// These segments and all that rest on them: with a new rule beside members of an old one the record would be wrong.
    private func dependents(of names: Set<String>, in definitions: Definitions) -> Set<String> {
        let segments = definitions.segmentsByName
        let resting = segments.values.filter { definition in
            !names.isDisjoint(with: Freshness.references(of: definition, in: segments))
                || !names.isDisjoint(with: RefreshOrder.recorded(by: definition.name, segments))
        }
        return names.union(resting.map(\.name))
    }
}
