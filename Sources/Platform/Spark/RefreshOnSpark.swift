import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Finds the members of all segments on the cluster, in SQL, and leaves them there as tables.
struct RefreshOnSpark {
    var workspace: Workspace
    var context: RunContext
    var now: Instant
    var schema: Schema

    struct Outcome {
        /// By name, of the segments that were evaluated.
        var sizes: [String: Int]
        /// Why segments were not, by name.
        var refusals: [(name: String, reason: Bilingual)]
    }

    private var connection: Connection { workspace.connection }
    private static let incoming: TableName = "memberships_new"
    private static let segment: Identifier = "segment"
    private static let customer = EventColumn.customer

    /// Evaluates the segments that the engine has words for, puts on record who entered and who left, and replaces the table of
    /// memberships. Of the others the members that are known stay.
    func run(_ definitions: Definitions) async throws -> Outcome {
        let compiler = SegmentCompiler(
            schema: schema,
            segments: definitions.segmentsByName,
            now: now,
            zone: workspace.zone
        )
        try await MembershipRecord(connection: connection).prepare()
        try await prepareTables()
        var refusals: [(name: String, reason: Bilingual)] = []
        let names = definitions.segments.map(\.definition.name)
        let looksBack = try await latestEvaluation().map { $0 > now } ?? false
        try await connection.execute(.createTable(Self.incoming, columns: Self.columns, mode: .orReplace))
        for group in RefreshOrder(definitions.segmentsByName, names: names).groups {
            var wanted: [SegmentDefinition] = []
            for name in group {
                let definition = try definitions.segment(name)
                if let reason = try refusal(of: definition, compiler) {
                    refusals.append((name, reason))
                } else {
                    wanted.append(definition)
                }
            }
            guard !wanted.isEmpty else { continue }
            try await connection.execute(
                .insert(
                    into: Self.incoming,
                    columns: [Self.segment, Self.customer],
                    from: compiler.memberships(of: wanted)
                )
            )
            // A look back at an earlier day is no news of the present.
            if !looksBack { try await record(wanted.map(\.name)) }
        }
        try await keep(refusals.map(\.name))
        try await connection.execute(
            .createTable(WarehouseTables.memberships, as: Select(.all, from: .table(Self.incoming)), mode: .orReplace)
        )
        try await connection.execute(.dropTable(Self.incoming))
        let sizes = try await sizes()
        try await writeStatus(definitions, sizes, except: Set(refusals.map(\.name)))
        return Outcome(sizes: sizes, refusals: refusals)
    }

    private static let columns = [ColumnDefinition(segment, .text), ColumnDefinition(customer, .text)]

    /// Makes the tables that a first run does not find.
    private func prepareTables() async throws {
        try await connection.execute(
            .createTable(WarehouseTables.memberships, columns: Self.columns, mode: .ifNotExists)
        )
        try await connection.execute(
            .createTable(
                WarehouseTables.segments,
                columns: [
                    ColumnDefinition("name", .text), ColumnDefinition("definition", .text),
                    ColumnDefinition("size", .integer), ColumnDefinition("as_of", .timestampTZ),
                    ColumnDefinition("evaluated_at", .timestampTZ),
                ],
                mode: .ifNotExists
            )
        )
    }

    private func latestEvaluation() async throws -> Instant? {
        let result = try await connection.query(
            Select(["latest": .max(.column("as_of"))], from: .table(WarehouseTables.segments))
        )
        return try result.presence("latest")[0] ? Instant(microseconds: result.timestamps("latest")[0]) : nil
    }

    /// Why the engine cannot evaluate a segment; `nil` where it can.
    private func refusal(of definition: SegmentDefinition, _ compiler: SegmentCompiler) throws -> Bilingual? {
        let query = try compiler.members(of: definition)
        do throws(RenderError) {
            _ = try connection.dialect.render(.select(query))
            return nil
        } catch {
            guard case .unsupported(let node, let dialect) = error else { throw error }
            let part = SparkRefusal.words[node] ?? Bilingual(verbatim: node)
            return Bilingual(
                en: "\(dialect.name) cannot evaluate “\(definition.name)”: it has no equivalent of \(part.english).",
                zh: "\(dialect.name) 无法计算“\(definition.name)”：它没有与\(part.chinese)等价的运算。"
            )
        }
    }

    /// Puts on record the differences between the members that are new and those that are known.
    private func record(_ names: [String]) async throws {
        func side(_ table: TableName) -> Select {
            Select(
                .columns(Self.segment, Self.customer),
                from: .table(table),
                where: SQLExpression.column(Self.segment).in(names.map(SQLExpression.text))
            )
        }
        func difference(_ here: TableName, without there: TableName, entered: Bool) -> Select {
            let (one, other): (Identifier, Identifier) = ("one", "other")
            let isSame =
                SQLExpression.column(one, Self.segment).equals(.column(other, Self.segment))
                && SQLExpression.column(one, Self.customer).equals(.column(other, Self.customer))
            return Select(
                [
                    ChangeColumn.segment: .column(one, Self.segment),
                    ChangeColumn.customer: .column(one, Self.customer),
                    ChangeColumn.at: .instant(now), ChangeColumn.entered: .boolean(entered),
                    ChangeColumn.recordedAt: .instant(now),
                    ChangeColumn.withdrawnAt: SQLExpression.null.cast(to: .timestampTZ),
                ],
                from: .subquery(side(here), as: one),
                joins: [.anti(.subquery(side(there), as: other), .on(isSame))]
            )
        }
        let changes = Query.unionAll([
            difference(Self.incoming, without: WarehouseTables.memberships, entered: true).query,
            difference(WarehouseTables.memberships, without: Self.incoming, entered: false).query,
        ])
        try await connection.execute(
            .insert(
                into: WarehouseTables.membershipChanges,
                columns: [
                    ChangeColumn.segment, ChangeColumn.customer, ChangeColumn.at, ChangeColumn.entered,
                    ChangeColumn.recordedAt, ChangeColumn.withdrawnAt,
                ],
                from: changes
            )
        )
    }

    /// What was known of segments that could not be evaluated stays.
    private func keep(_ names: [String]) async throws {
        guard !names.isEmpty else { return }
        try await connection.execute(
            .insert(
                into: Self.incoming,
                columns: [Self.segment, Self.customer],
                from: Select(
                    .columns(Self.segment, Self.customer),
                    from: .table(WarehouseTables.memberships),
                    where: SQLExpression.column(Self.segment).in(names.map(SQLExpression.text))
                )
            )
        )
    }

    private func sizes() async throws -> [String: Int] {
        let segment = SQLExpression.column(Self.segment)
        let result = try await connection.query(
            Select(
                [Self.segment: segment, "size": .countRows()],
                from: .table(WarehouseTables.memberships),
                groupBy: .by([segment])
            )
        )
        let counts = try result.integers("size").map { Int($0) }
        return Dictionary(zip(try result.texts(Self.segment.name), counts)) { first, _ in first }
    }

    /// The state of the segments that were evaluated; that of the others stays as it is.
    private func writeStatus(
        _ definitions: Definitions,
        _ sizes: [String: Int],
        except refused: Set<String>
    ) async throws {
        var rows = definitions.segments.map(\.definition).filter { !refused.contains($0.name) }
            .map { (name: $0.name, text: SegmentPrinter.text(of: $0), size: sizes[$0.name, default: 0], asOf: now) }
        for (name, entry) in try await EvaluatedSegment.all(connection) where refused.contains(name) {
            guard let rule = entry.rule else { continue }
            rows.append((name, SegmentPrinter.text(of: rule), entry.size, entry.asOf))
        }
        let evaluatedAt = context.clock().microseconds
        try await connection.ingest(
            into: TablePath("segments"),
            columns: [
                IngestColumn("name", .texts(rows.map(\.name))), IngestColumn("definition", .texts(rows.map(\.text))),
                IngestColumn("size", .integers(rows.map { Int64($0.size) })),
                IngestColumn("as_of", .instants(rows.map(\.asOf.microseconds))),
                IngestColumn("evaluated_at", .instants(rows.map { _ in evaluatedAt })),
            ],
            mode: .replace
        )
    }
}

/// What people call the parts that Spark has no words for.
enum SparkRefusal {
    static let words: [String: Bilingual] = [
        "normalised": Bilingual(en: "`ignoring case`", zh: "“ignoring case”（不区分大小写）"),
        "listLowered": Bilingual(en: "`ignoring case` of a list", zh: "列表的“ignoring case”（不区分大小写）"),
    ]
}
