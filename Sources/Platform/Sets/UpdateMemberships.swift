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

    /// - Returns: the summary of the last run, brought up to date.
    /// - Throws: `WorkspaceError.notRunYet`, and what evaluating throws.
    func run() async throws -> RunSummary {
        let definitions = try Definitions(workspace.project)
        let last = try await LastRun(workspace)
        let record = RunRecord(connection: workspace.connection)
        var inputs = try await record.inputs()
        // The rest of what the run rests on may have changed since, and stays to be told.
        for (path, state) in RunInputs.lists(of: workspace.project) { inputs.files[path] = state }
        let current = RunInputs.lists(of: workspace.project)
        for path in inputs.files.keys where RunInputs.isList(path) && current[path] == nil { inputs.files[path] = nil }
        let evaluate = EvaluateSegments(workspace: workspace, context: context, now: try await now(last))
        let updatedInputs = inputs
        let (summary, timelines) = try await workspace.connection.transaction {
            let outcome = try await evaluate.run(
                definitions,
                computed: last.computedTraits,
                events: last.schema.events
            )
            let summary = last.summary.with(outcome, definitions, finishedAt: context.clock())
            try await record.save(summary, inputs: updatedInputs)
            return (summary, outcome.timelines)
        }
        try timelines.adopt(fingerprint: RunFingerprint(summary, inputs).text)
        return summary
    }

    /// The instant of the last run to the microsecond; the summary keeps whole seconds.
    private func now(_ last: LastRun) async throws -> Instant {
        let evaluated = try await EvaluatedSegment.all(workspace.connection).values.map(\.asOf)
        return evaluated.max() ?? last.asOf
    }
}

extension RunSummary {
    /// The summary with what evaluating segments again found.
    fileprivate func with(
        _ outcome: EvaluateSegments.Outcome,
        _ definitions: Definitions,
        finishedAt: Instant
    ) -> RunSummary {
        var summary = self
        summary.finishedAt = finishedAt.date
        summary.traits = outcome.traits.map { Trait(name: $0.name, type: $0.type.rawValue) }
        summary.segments = definitions.segments.map { Segment($0.definition, outcome.sizes, customers) }
        summary.priorities = outcome.priorities
        return summary
    }
}

extension LastRun {
    /// The columns of the table of traits that were computed before segments were.
    fileprivate var computedTraits: [ComputeTraits.Column] {
        let later = Set(priorityTraits + [Project.listTrait])
        return summary.traits.compactMap { trait in
            guard !later.contains(trait.name), let type = ValueType(rawValue: trait.type) else { return nil }
            return ComputeTraits.Column(name: trait.name, type: type)
        }
    }
}
