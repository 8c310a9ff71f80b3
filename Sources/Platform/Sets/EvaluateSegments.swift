import Compiler
import Domain
import Foundation
import ProjectFile
import Segments
import Timelines
import Warehouse

/// All that rests on computed traits: the trait of lists, the members of segments, and the traits of priority lists.
struct EvaluateSegments {
    var workspace: Workspace
    var context: RunContext
    var now: Instant

    struct Outcome {
        /// All columns of the table of traits, in its order.
        var traits: [ComputeTraits.Column]
        var segments: [RefreshedSegment]
        var priorities: [RunSummary.Priorities]
        var remarks: [Bilingual]
    }

    /// Reads the lists anew, and lays out timelines of all that segments are evaluated on.
    ///
    /// - Parameters:
    ///   - computed: the columns that the table of traits is to have without lists and priorities.
    ///   - present: those that it has.
    ///   - events: the events and the properties of each.
    /// - Returns: besides, the timelines, to be adopted once the warehouse keeps what they were made of; `nil` on a cluster,
    ///   which evaluates segments itself.
    func run(
        _ definitions: Definitions,
        computed: [ComputeTraits.Column],
        of present: [String],
        events: [String: [String: ValueType]]
    ) async throws -> (Outcome, TimelineWriting?) {
        let lists = try await FillListTrait(workspace: workspace, context: context)
            .run(keeping: computed.map(\.name), of: present)
        let columns = computed + [lists.column].compactMap(\.self)
        let schema = schema(columns, events)
        // A segment that does not fit keeps its members; a trait that does not would change what the others mean.
        try definitions.checkTraits(against: schema, in: workspace.project)
        if workspace.isOnSpark {
            var outcome = try await evaluateOnSpark(definitions, columns, schema)
            outcome.remarks = lists.remarks + outcome.remarks
            return (outcome, nil)
        }
        let (writing, timelines) = try await WorkspaceTimelines(workspace: workspace, context: context, schema: schema)
            .write(for: Self.needs(definitions))
        var outcome = try await evaluate(definitions, columns, schema, in: timelines)
        outcome.remarks = lists.remarks
        return (outcome, writing)
    }

    /// Evaluates on what is there: the lists as they were read last, and timelines of it.
    ///
    /// - Parameters:
    ///   - only: the names of the segments to evaluate; every segment where it is `nil`.
    ///   - run: of which the timelines are.
    func run(
        _ definitions: Definitions,
        only: Set<String>? = nil,
        columns: [ComputeTraits.Column],
        events: [String: [String: ValueType]],
        run: RunFingerprint
    ) async throws -> Outcome {
        let schema = schema(columns, events)
        // A segment that does not fit keeps its members; a trait that does not would change what the others mean.
        try definitions.checkTraits(against: schema, in: workspace.project)
        if workspace.isOnSpark { return try await evaluateOnSpark(definitions, only: only, columns, schema) }
        let timelines = try await WorkspaceTimelines(workspace: workspace, context: context, schema: schema)
            .open(for: Self.needs(definitions), run: run)
        return try await evaluate(definitions, only: only, columns, schema, in: timelines)
    }

    private static func needs(_ definitions: Definitions) -> DefinitionNeeds {
        DefinitionNeeds(definitions.segments.map(\.definition.condition))
    }

    private func schema(_ columns: [ComputeTraits.Column], _ events: [String: [String: ValueType]]) -> Schema {
        Schema(
            traits: Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.type) }),
            events: events,
            currency: workspace.project.currency.value
        )
    }

    private func evaluate(
        _ definitions: Definitions,
        only: Set<String>? = nil,
        _ columns: [ComputeTraits.Column],
        _ schema: Schema,
        in timelines: Timelines
    ) async throws -> Outcome {
        context.progress(Progress(Self.activity))
        let refreshed = try await RefreshSegments(workspace: workspace, context: context, now: now, schema: schema)
            .run(definitions, only: only, in: timelines)
        return try await withPriorities(definitions, columns, refreshed)
    }

    private func evaluateOnSpark(
        _ definitions: Definitions,
        only: Set<String>? = nil,
        _ columns: [ComputeTraits.Column],
        _ schema: Schema
    ) async throws -> Outcome {
        context.progress(Progress(Self.activity))
        let refreshed = try await RefreshOnSpark(workspace: workspace, context: context, now: now, schema: schema)
            .run(definitions, only: only)
        return try await withPriorities(definitions, columns, refreshed)
    }

    private static let activity = Bilingual(en: "Finding the members of segments", zh: "正在计算人群成员")

    private func withPriorities(
        _ definitions: Definitions,
        _ columns: [ComputeTraits.Column],
        _ refreshed: [RefreshedSegment]
    ) async throws -> Outcome {
        let priorities = try await AssignPriorities(workspace: workspace)
            .run(keeping: columns.map(\.name), definitions)
        return Outcome(
            traits: columns + priorities.map { ComputeTraits.Column(name: $0.name, type: .text) },
            segments: refreshed,
            priorities: priorities,
            remarks: []
        )
    }
}
