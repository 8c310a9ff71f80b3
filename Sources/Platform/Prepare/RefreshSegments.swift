import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Timelines
import Warehouse

/// Finds the members of every segment and writes them to the warehouse.
struct RefreshSegments {
    var workspace: Workspace
    var context: RunContext
    var now: Instant
    var schema: Schema

    /// The members of some definitions, by name.
    func members(
        of definitions: Definitions,
        names: [String],
        in timelines: Timelines
    ) throws -> [String: [String]] {
        let members = try members(of: names.map(definitions.segment), definitions, in: timelines)
        return Dictionary(zip(names, members.map { ids(of: $0, in: timelines) })) { first, _ in first }
    }

    /// The members of some definitions, in order, by their places in the timelines.
    func members(
        of wanted: [SegmentDefinition],
        _ definitions: Definitions,
        in timelines: Timelines
    ) throws -> [Members] {
        try Program(wanted, for: timelines, evaluator(definitions)).members(threads: threads)
    }

    /// How many customers a definition matches.
    func count(of definition: SegmentDefinition, _ definitions: Definitions, in timelines: Timelines) throws -> Int {
        let program = try Program([definition], for: timelines, evaluator(definitions))
        return program.members(threads: threads)[0].count
    }

    private var threads: Int { workspace.project.engine.threads ?? ProcessInfo.processInfo.activeProcessorCount }

    private func ids(of members: Members, in timelines: Timelines) -> [String] {
        members.places.map { timelines.ids[Int($0)] }
    }

    private func evaluator(_ definitions: Definitions) -> ReferenceEvaluator {
        ReferenceEvaluator(
            now: now,
            timeZone: workspace.zone,
            segments: definitions.segmentsByName,
            currency: schema.currency
        )
    }

    /// Evaluates all segments and replaces what the warehouse knew of them.
    ///
    /// - Returns: sizes by name.
    func run(_ definitions: Definitions, in timelines: Timelines) async throws -> [String: Int] {
        let names = definitions.segments.map(\.definition.name)
        let members = try members(of: definitions, names: names, in: timelines)
        try await write(members, names)
        try await writeStatus(definitions, members)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, members[$0, default: []].count) })
    }

    private func write(_ members: [String: [String]], _ names: [String]) async throws {
        let segments = names.flatMap { name in Array(repeating: name, count: members[name, default: []].count) }
        let customers = names.flatMap { members[$0, default: []] }
        try await workspace.connection.ingest(
            into: TablePath("memberships"),
            columns: [IngestColumn("segment", .texts(segments)), IngestColumn("customer", .texts(customers))],
            mode: .replace
        )
    }

    private func writeStatus(_ definitions: Definitions, _ members: [String: [String]]) async throws {
        let rows = definitions.segments.map(\.definition)
        try await workspace.connection.ingest(
            into: TablePath("segments"),
            columns: [
                IngestColumn("name", .texts(rows.map(\.name))),
                IngestColumn("definition", .texts(rows.map { SegmentPrinter.text(of: $0) })),
                IngestColumn("size", .integers(rows.map { Int64(members[$0.name, default: []].count) })),
                IngestColumn("as_of", .instants(Array(repeating: now.microseconds, count: rows.count))),
                IngestColumn(
                    "evaluated_at",
                    .instants(Array(repeating: context.clock().microseconds, count: rows.count))
                ),
            ],
            mode: .replace
        )
    }
}
