import Compiler
import Domain
import Foundation
import Segments
import Timelines
import Warehouse

/// The timelines of a workspace: a copy of customers and events that is made when something asks for what it lacks.
struct WorkspaceTimelines {
    var workspace: Workspace
    var context: RunContext
    /// All that definitions may speak of.
    var schema: Schema

    private var folder: TimelineFolder { TimelineFolder(path: workspace.timelineFolder) }

    /// Makes timelines of what the warehouse holds now. Whoever made them adopts them, once it is sure that the warehouse
    /// keeps what they were made of.
    func write(for needs: DefinitionNeeds) async throws -> (TimelineWriting, Timelines) {
        let wanted = wanted(needs)
        let writing = try folder.begin(wanted)
        try await TimelineExport(connection: workspace.connection, context: context)
            .run(into: writing.builder, schema: wanted)
        return (writing, try writing.finish())
    }

    /// The timelines of the last run, with all that is needed: those on disk, or else new ones.
    ///
    /// - Parameter run: which run that was.
    func open(for needs: DefinitionNeeds, run: RunFingerprint) async throws -> Timelines {
        var needs = needs
        if folder.fingerprint == run.text, let timelines = try? folder.open() {
            if needs.areMet(by: timelines.schema, of: schema) { return timelines }
            // What was asked for before stays, so that two questions in turn do not make them anew each time.
            needs.add(timelines.schema)
        }
        do {
            let (writing, timelines) = try await write(for: needs)
            try writing.adopt(fingerprint: run.text)
            return timelines
        } catch TimelineError.notWritable, TimelineError.diskFull {
            // Whoever may only read a workspace, or has no room in it, can still count.
            return try await inMemory(needs)
        }
    }

    private func inMemory(_ needs: DefinitionNeeds) async throws -> Timelines {
        let wanted = wanted(needs)
        let builder = try TimelineBuilder(wanted)
        try await TimelineExport(connection: workspace.connection, context: context).run(into: builder, schema: wanted)
        return try builder.timelinesInMemory()
    }

    /// All traits and kinds of events; of the properties those that are needed.
    private func wanted(_ needs: DefinitionNeeds) -> Schema {
        Schema(
            traits: schema.traits,
            events: Dictionary(
                uniqueKeysWithValues: schema.events.map { event, properties in
                    (event, properties.filter { needs.events[event]?.contains($0.key) ?? false })
                }
            ),
            currency: schema.currency
        )
    }
}

/// Which run of a workspace something rests on.
struct RunFingerprint {
    var text: String

    init(_ summary: RunSummary, _ inputs: RunInputs) {
        text = [String(Instant(summary.finishedAt).microseconds), inputs.project, inputs.imports]
            .joined(separator: " ")
    }
}
