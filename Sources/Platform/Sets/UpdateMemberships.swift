import Compiler
import Domain
import Foundation
import ProjectFile
import Segments
import Timelines
import Warehouse

/// Evaluates all segments again on what the last run computed, for the same instant: what a new segment or list needs so
/// that it can be used at once.
///
/// It is one transaction: where it fails, everything is as it was.
struct UpdateMemberships {
    var workspace: Workspace
    var context: RunContext

    /// - Parameter rereadsLists: whether the lists are read anew. Where they are not, the timelines stay as they are, which
    ///   saves most of the time.
    /// - Returns: the summary of the last run, brought up to date.
    /// - Throws: `WorkspaceError.notRunYet`, and what evaluating throws.
    func run(rereadsLists: Bool) async throws -> RunSummary {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        let evaluate = EvaluateSegments(workspace: workspace, context: context, now: last.asOf)
        return rereadsLists
            ? try await withLists(definitions, last, evaluate) : try await withoutLists(definitions, last, evaluate)
    }

    private var connection: Connection { workspace.connection }

    private func withLists(
        _ definitions: Definitions,
        _ last: LastRun,
        _ evaluate: EvaluateSegments
    ) async throws -> RunSummary {
        let inputs = try await inputs()
        let (summary, timelines) = try await connection.transaction {
            let (outcome, timelines) = try await evaluate.run(
                definitions,
                computed: last.columns(without: [Project.listTrait]),
                of: last.summary.traits.map(\.name),
                events: last.schema.events
            )
            var summary = last.summary.with(outcome)
            // Timelines of before are told by it.
            summary.finishedAt = context.clock().date
            try await RunRecord(connection: connection).save(summary, inputs: inputs)
            return (summary, timelines)
        }
        try timelines?.adopt(fingerprint: RunFingerprint(summary, inputs).text)
        return summary
    }

    private func withoutLists(
        _ definitions: Definitions,
        _ last: LastRun,
        _ evaluate: EvaluateSegments
    ) async throws -> RunSummary {
        let inputs = try await RunRecord(connection: connection).inputs()
        let fingerprint = try await last.fingerprint()
        return try await connection.transaction {
            let outcome = try await evaluate.run(
                definitions,
                columns: last.columns(),
                events: last.schema.events,
                run: fingerprint
            )
            let summary = last.summary.with(outcome)
            try await RunRecord(connection: connection).save(summary, inputs: inputs)
            return summary
        }
    }

    /// What the last run rests on, with the lists as they are now: what else has changed since stays to be told.
    private func inputs() async throws -> RunInputs {
        var inputs = try await RunRecord(connection: connection).inputs()
        let lists = RunInputs.lists(of: workspace.project)
        inputs.files = inputs.files.filter { !RunInputs.isList($0.key) || lists[$0.key] != nil }.merging(lists) { $1 }
        return inputs
    }
}

extension RunSummary {
    /// The summary with what evaluating segments again found.
    fileprivate func with(_ outcome: EvaluateSegments.Outcome) -> RunSummary {
        var summary = self
        summary.traits = outcome.traits.map { Trait(name: $0.name, type: $0.type.rawValue) }
        summary.segments = outcome.segments.compactMap { Segment($0, customers) }
        summary.failures = outcome.segments.compactMap(Failure.init)
        summary.priorities = outcome.priorities
        return summary
    }
}

extension LastRun {
    /// The columns of the table of traits on which segments are evaluated.
    func columns(without names: [String] = []) -> [ComputeTraits.Column] {
        let others = Set(priorityTraits + names)
        return summary.traits.compactMap { trait in
            guard !others.contains(trait.name), let type = ValueType(rawValue: trait.type) else { return nil }
            return ComputeTraits.Column(name: trait.name, type: type)
        }
    }
}
