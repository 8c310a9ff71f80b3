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
        _ history: MembershipHistory,
        in timelines: Timelines
    ) throws -> [String: [String]] {
        let members = try members(of: names.map(definitions.segment), definitions, history, in: timelines)
        return Dictionary(zip(names, members.map { ids(of: $0, in: timelines) })) { first, _ in first }
    }

    /// The members of some definitions, in order, by their places in the timelines.
    func members(
        of wanted: [SegmentDefinition],
        _ definitions: Definitions,
        _ history: MembershipHistory,
        in timelines: Timelines
    ) throws -> [Members] {
        try Program(wanted, for: timelines, evaluator(definitions, history)).members(threads: threads)
    }

    /// What the record says that some definitions ask of it.
    func history(of wanted: [SegmentDefinition], _ definitions: Definitions) async throws -> MembershipHistory {
        var segments = definitions.segmentsByName
        for definition in wanted { segments[definition.name] = definition }
        let asked = Set(wanted.flatMap { RefreshOrder.recorded(by: $0.name, segments) })
        return try await MembershipRecord(connection: workspace.connection).load(asked)
    }

    private var threads: Int { workspace.project.engine.threads ?? ProcessInfo.processInfo.activeProcessorCount }

    private func ids(of members: Members, in timelines: Timelines) -> [String] {
        members.places.map { timelines.ids[Int($0)] }
    }

    private func evaluator(_ definitions: Definitions, _ history: MembershipHistory) -> ReferenceEvaluator {
        ReferenceEvaluator(
            now: now,
            timeZone: workspace.zone,
            segments: definitions.segmentsByName,
            history: history,
            currency: schema.currency
        )
    }

    /// Evaluates all segments, puts on record who entered and who left, and replaces what the warehouse knew of them.
    ///
    /// - Returns: sizes by name.
    func run(_ definitions: Definitions, in timelines: Timelines) async throws -> [String: Int] {
        let names = definitions.segments.map(\.definition.name)
        let record = MembershipRecord(connection: workspace.connection)
        try await record.prepare()
        let before = try await before(definitions)
        var members: [String: [String]] = [:]
        for group in RefreshOrder(definitions.segmentsByName, names: names).groups {
            let asked = Set(group.flatMap { RefreshOrder.recorded(by: $0, definitions.segmentsByName) })
            let history = try await record.load(asked)
            let found = try self.members(of: definitions, names: group, history, in: timelines)
            var changes: [MembershipChange] = []
            for name in group {
                let difference = MembershipDifference(
                    definition: try definitions.segment(name),
                    evaluator: evaluator(definitions, history),
                    timelines: timelines,
                    before: before[name]
                )
                changes += try difference.changes(Set(found[name, default: []]))
            }
            try await record.add(changes)
            members.merge(found) { first, _ in first }
        }
        try await write(members, names)
        try await writeStatus(definitions, members)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, members[$0, default: []].count) })
    }

    /// What the last refresh found, by name; nothing before the first one.
    private func before(_ definitions: Definitions) async throws -> [String: MembershipDifference.Before] {
        // Asking a table that is not there would end the transaction.
        let tables = try await workspace.connection.query(
            Select(
                ["count": .countRows()],
                from: .table(TableName("tables", in: "information_schema")),
                where: SQLExpression.column("table_name").equals(.text(WarehouseTables.segments.name.name))
            )
        )
        guard try tables.integers("count")[0] > 0 else { return [:] }
        let evaluated = try await EvaluatedSegment.all(workspace.connection)
        let result = try await workspace.connection.query(
            Select(.columns("segment", "customer"), from: .table(WarehouseTables.memberships))
        )
        var members: [String: Set<String>] = [:]
        for (segment, customer) in zip(try result.texts("segment"), try result.texts("customer")) {
            members[segment, default: []].insert(customer)
        }
        return Dictionary(
            evaluated.map { name, entry in
                let isSameRule = entry.rule?.withoutWords == definitions.segmentsByName[name]?.withoutWords
                let before = MembershipDifference.Before(
                    members: members[name, default: []],
                    asOf: entry.asOf,
                    isSameRule: isSameRule
                )
                return (name, before)
            }
        ) { first, _ in first }
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
