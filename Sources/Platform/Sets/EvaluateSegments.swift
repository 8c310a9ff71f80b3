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
        var sizes: [String: Int]
        var priorities: [RunSummary.Priorities]
        var remarks: [Bilingual]
        /// Timelines of all that segments were evaluated on, to be adopted once the warehouse keeps it too.
        var timelines: TimelineWriting
    }

    /// - Parameters:
    ///   - computed: the columns that the table of traits has without lists and priorities.
    ///   - events: the events and the properties of each.
    func run(
        _ definitions: Definitions,
        computed: [ComputeTraits.Column],
        events: [String: [String: ValueType]]
    ) async throws -> Outcome {
        let lists = try await FillListTrait(workspace: workspace, context: context).run(keeping: computed.map(\.name))
        let columns = computed + [lists.column].compactMap(\.self)
        let schema = Schema(
            traits: Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.type) }),
            events: events,
            currency: workspace.project.currency.value
        )
        try definitions.check(against: schema, in: workspace.project)
        let needs = DefinitionNeeds(definitions.segments.map(\.definition.condition))
        let (writing, timelines) = try await WorkspaceTimelines(workspace: workspace, context: context, schema: schema)
            .write(for: needs)
        let activity = Bilingual(en: "Finding the members of segments", zh: "正在计算人群成员")
        context.progress(Progress(activity))
        let sizes = try await RefreshSegments(workspace: workspace, context: context, now: now, schema: schema)
            .run(definitions, in: timelines)
        let priorities = try await AssignPriorities(workspace: workspace)
            .run(keeping: columns.map(\.name), definitions)
        return Outcome(
            traits: columns + priorities.map { ComputeTraits.Column(name: $0.name, type: .text) },
            sizes: sizes,
            priorities: priorities,
            remarks: lists.remarks,
            timelines: writing
        )
    }
}
