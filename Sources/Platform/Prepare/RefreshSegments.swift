import Compiler
import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// Finds the members of every segment and writes them to the warehouse.
struct RefreshSegments {
    var workspace: Workspace
    var context: RunContext
    var now: Instant
    var schema: Schema

    /// The members of some definitions, by name.
    func members(of definitions: Definitions, names: [String]) async throws -> [String: [String]] {
        let evaluator = evaluator(definitions)
        let predicates = try names.map { name in (name, try evaluator.predicate(for: definitions.segment(name))) }
        let needs = DefinitionNeeds(definitions.segments.map(\.definition.condition))
        return try await evaluate(predicates, needs)
    }

    /// The members of one condition.
    func members(of condition: Condition, _ definitions: Definitions) async throws -> [String] {
        let evaluator = evaluator(definitions)
        let needs = DefinitionNeeds([condition] + definitions.segments.map(\.definition.condition))
        let found = try await evaluate([("", evaluator.predicate(for: condition))], needs)
        return found["", default: []]
    }

    private func evaluator(_ definitions: Definitions) -> ReferenceEvaluator {
        ReferenceEvaluator(
            now: now,
            timeZone: workspace.zone,
            segments: definitions.segmentsByName,
            currency: schema.currency
        )
    }

    private func evaluate(
        _ predicates: [(String, ReferenceEvaluator.Predicate)],
        _ needs: DefinitionNeeds
    ) async throws -> [String: [String]] {
        let types = needs.types(in: schema)
        let stream = CustomerStream(connection: workspace.connection, traits: types.traits, events: types.events)
        var members: [String: [String]] = [:]
        try await withThrowingTaskGroup(of: (Int, [[String]]).self) { group in
            var chunks: [Int: [[String]]] = [:]
            var count = 0
            var running = 0
            try await stream.forEachChunk { customers in
                // Two chunks at a time: one for each core, and no more customers in memory than that.
                if running >= 2, let (index, found) = try await group.next() {
                    chunks[index] = found
                    running -= 1
                }
                let number = count
                group.addTask {
                    (number, predicates.map { _, holds in customers.filter(holds).map(\.id) })
                }
                count += 1
                running += 1
            }
            for try await (index, found) in group { chunks[index] = found }
            for number in 0..<count {
                for (position, found) in chunks[number, default: []].enumerated() {
                    members[predicates[position].0, default: []] += found
                }
            }
        }
        return members
    }

    /// Evaluates all segments and replaces what the warehouse knew of them.
    ///
    /// - Returns: sizes by name.
    func run(_ definitions: Definitions) async throws -> [String: Int] {
        let names = definitions.segments.map(\.definition.name)
        let members = names.isEmpty ? [:] : try await self.members(of: definitions, names: names)
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
