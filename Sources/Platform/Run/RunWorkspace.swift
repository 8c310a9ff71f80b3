import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Timelines
import Warehouse

/// Everything, in order: import, clean, events, traits, models, segments.
///
/// All of it is one transaction: a run that fails or is stopped leaves the workspace as it was before.
package struct RunWorkspace {
    package var workspace: Workspace
    package var context: RunContext

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    private var connection: Connection { workspace.connection }

    package func run() async throws -> RunSummary {
        let start = context.clock()
        let definitions = try Definitions(workspace.project)
        let models = try PlannedModels(workspace.project)
        // As they look before they are read: what changes meanwhile is noticed later.
        let filesBefore = RunInputs.files(of: workspace.project)
        var (summary, timelines, fingerprint) = try await RefusedFile.keepingRejects(connection) {
            try await connection.transaction {
                let files =
                    workspace.isOnSpark
                    ? try await ImportTables(workspace: workspace, context: context).run()
                    : try await ImportSources(workspace: workspace, context: context).runInTransaction()
                let (summary, timelines) = try await prepare(definitions, models, files)
                let inputs = try await RunInputs(workspace, files: filesBefore)
                try await RunRecord(connection: connection).save(summary, inputs: inputs)
                return (summary, timelines, RunFingerprint(summary, inputs))
            }
        }
        try timelines?.adopt(fingerprint: fingerprint.text)
        if !workspace.isOnSpark { try await connection.execute(.checkpoint) }
        summary.seconds = Double(context.clock().microseconds - start.microseconds) / 1_000_000
        return summary
    }

    private func prepare(
        _ definitions: Definitions,
        _ models: PlannedModels,
        _ files: [FileOutcome]
    ) async throws -> (RunSummary, TimelineWriting?) {
        let layouts = try await SourceLayout.all(workspace)
        report(Bilingual(en: "Cleaning", zh: "正在清洗"))
        let cleaned = try await CleanSources(workspace: workspace, now: context.clock()).run(layouts)
        report(Bilingual(en: "Building events and customers", zh: "正在生成事件和客户"))
        let built = try await BuildEvents(workspace: workspace).run(layouts)
        let now = try await AsOfNow(workspace: workspace, clock: context.clock()).instant()
        report(Bilingual(en: "Computing traits and models", zh: "正在计算特征和模型"))
        let traits = try await ComputeTraits(workspace: workspace, now: now).run(definitions, built, models: models)
        let paid = ReportBasis(workspace, now: now).paid.filter { built.events[$0]?["revenue"] != nil }
        try await CheckSums(connection: connection).checkRevenue(of: paid)
        let (evaluated, timelines) = try await EvaluateSegments(workspace: workspace, context: context, now: now)
            .run(definitions, computed: traits.columns, of: traits.columns.map(\.name), events: built.events)
        let facts = RunFacts(workspace: workspace, context: context, now: now)
        let summary = try await facts.summary(files, layouts, cleaned, built, traits.models, evaluated)
        return (summary, timelines)
    }

    private func report(_ activity: Bilingual) {
        context.progress(Progress(activity))
    }
}
