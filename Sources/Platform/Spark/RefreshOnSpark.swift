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

    private var connection: Connection { workspace.connection }
    private var state: SegmentState { SegmentState(connection: connection) }
    private static let incoming: TableName = "memberships_new"
    private static let differences: TableName = "membership_changes_new"
    private static let segment: Identifier = "segment"
    private static let customer = EventColumn.customer

    /// Evaluates the segments that the engine has words for, puts on record who entered and who left, and replaces what the
    /// cluster knew of them. Of the others the members that are known stay, and why is kept with them.
    ///
    /// - Parameter only: their names; every segment where it is `nil`.
    /// - Returns: in the order of the definitions.
    func run(_ definitions: Definitions, only: Set<String>? = nil) async throws -> [RefreshedSegment] {
        let compiler = SegmentCompiler(
            schema: schema,
            segments: definitions.segmentsByName,
            now: now,
            zone: workspace.zone
        )
        let wanted = definitions.segments.map(\.definition).filter { only?.contains($0.name) ?? true }
        let failures = try failures(definitions, wanted, compiler)
        try await prepareTables()
        let before = try await EvaluatedSegment.all(connection)
        let looksBack = before.values.contains { $0.asOf > now }
        try await connection.execute(.createTable(Self.incoming, columns: Self.columns, mode: .orReplace))
        var changes: [String: (entered: Int, left: Int)] = [:]
        let names = wanted.map(\.name).filter { failures[$0] == nil }
        for group in RefreshOrder(definitions.segmentsByName, names: names).groups {
            try await connection.execute(
                .insert(
                    into: Self.incoming,
                    columns: [Self.segment, Self.customer],
                    from: compiler.memberships(of: group.map(definitions.segment))
                )
            )
            // A look back at an earlier day is no news of the present.
            if !looksBack { changes.merge(try await record(group)) { $1 } }
        }
        let sizes = try await replaceMembers(names, keeping: only == nil ? failures.keys.sorted() : nil)
        try await writeStatus(wanted.filter { failures[$0.name] == nil }, sizes, before, only, failures)
        return wanted.map { definition in
            let known = before[definition.name]
            return RefreshedSegment(
                definition,
                size: failures[definition.name] == nil ? sizes[definition.name, default: 0] : known?.size,
                entered: changes[definition.name]?.entered ?? 0,
                left: changes[definition.name]?.left ?? 0,
                since: known?.asOf,
                failure: failures[definition.name]
            )
        }
    }

    /// Why segments cannot be evaluated: they do not fit the workspace, Spark has no words for them, or they name such a one.
    private func failures(
        _ definitions: Definitions,
        _ wanted: [SegmentDefinition],
        _ compiler: SegmentCompiler
    ) throws -> [String: Bilingual] {
        var failures = SegmentFailures(definitions, schema)
        for definition in wanted where failures.reasons[definition.name] == nil {
            if let reason = try refusal(of: definition, compiler) { failures.add(definition.name, reason) }
        }
        return failures.reasons
    }

    private static let columns = [ColumnDefinition(segment, .text), ColumnDefinition(customer, .text)]

    /// Makes the tables that a first run does not find.
    private func prepareTables() async throws {
        try await state.prepare()
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
    ///
    /// - Returns: how many entered and left, by segment.
    private func record(_ names: [String]) async throws -> [String: (entered: Int, left: Int)] {
        let changes = Query.unionAll([
            difference(Self.incoming, without: WarehouseTables.memberships, of: names, entered: true).query,
            difference(WarehouseTables.memberships, without: Self.incoming, of: names, entered: false).query,
        ])
        try await connection.execute(.createTable(Self.differences, as: changes, mode: .orReplace))
        let columns = [
            ChangeColumn.segment, ChangeColumn.customer, ChangeColumn.at, ChangeColumn.entered, ChangeColumn.recordedAt,
            ChangeColumn.withdrawnAt,
        ]
        try await connection.execute(
            .insert(
                into: WarehouseTables.membershipChanges,
                columns: columns,
                from: Select(.columns(columns), from: .table(Self.differences))
            )
        )
        let segment = SQLExpression.column(ChangeColumn.segment)
        let counted = Select(
            [
                ChangeColumn.segment: segment, "entered": .countRows(where: .column(ChangeColumn.entered)),
                "all": .countRows(),
            ],
            from: .table(Self.differences),
            groupBy: .by([segment])
        )
        let result = try await connection.query(counted)
        try await connection.execute(.dropTable(Self.differences))
        let (entered, all) = (try result.integers("entered"), try result.integers("all"))
        let rows = try result.texts(ChangeColumn.segment.name).enumerated().map { row, name in
            (name, (entered: Int(entered[row]), left: Int(all[row] - entered[row])))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// The rows of the record for who is in one table of members and not in the other.
    private func difference(
        _ here: TableName,
        without there: TableName,
        of names: [String],
        entered: Bool
    ) -> Select {
        func side(_ table: TableName) -> Select {
            Select(
                .columns(Self.segment, Self.customer),
                from: .table(table),
                where: SQLExpression.column(Self.segment).in(names.map(SQLExpression.text))
            )
        }
        let (one, other): (Identifier, Identifier) = ("one", "other")
        let isSame =
            SQLExpression.column(one, Self.segment).equals(.column(other, Self.segment))
            && SQLExpression.column(one, Self.customer).equals(.column(other, Self.customer))
        return Select(
            [
                ChangeColumn.segment: .column(one, Self.segment), ChangeColumn.customer: .column(one, Self.customer),
                ChangeColumn.at: .instant(now), ChangeColumn.entered: .boolean(entered),
                ChangeColumn.recordedAt: .instant(now),
                ChangeColumn.withdrawnAt: SQLExpression.null.cast(to: .timestampTZ),
            ],
            from: .subquery(side(here), as: one),
            joins: [.anti(.subquery(side(there), as: other), .on(isSame))]
        )
    }

    /// Puts the new members in place of those of the same segments.
    ///
    /// - Parameter kept: the only other segments whose members stay; all others where it is `nil`.
    /// - Returns: sizes by name.
    private func replaceMembers(_ names: [String], keeping kept: [String]?) async throws -> [String: Int] {
        let segment = SQLExpression.column(Self.segment)
        let stays: SQLExpression =
            kept.map { $0.isEmpty ? false : segment.in($0.map(SQLExpression.text)) }
            ?? (names.isEmpty ? true : !segment.in(names.map(SQLExpression.text)))
        let columns = Columns.columns(Self.segment, Self.customer)
        let all = Query.unionAll([
            Select(columns, from: .table(Self.incoming)).query,
            Select(columns, from: .table(WarehouseTables.memberships), where: stays).query,
        ])
        try await connection.execute(.createTable(WarehouseTables.memberships, as: all, mode: .orReplace))
        try await connection.execute(.dropTable(Self.incoming))
        return try await sizes()
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

    /// The state of the segments that were evaluated; that of the others stays as it is, and why they were not is kept.
    private func writeStatus(
        _ evaluated: [SegmentDefinition],
        _ sizes: [String: Int],
        _ before: [String: EvaluatedSegment],
        _ only: Set<String>?,
        _ failures: [String: Bilingual]
    ) async throws {
        let names = Set(evaluated.map(\.name))
        var rows = evaluated.map {
            (name: $0.name, text: SegmentPrinter.text(of: $0), size: sizes[$0.name, default: 0], asOf: now)
        }
        for (name, entry) in before.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            guard only != nil || failures[name] != nil, let rule = entry.rule else { continue }
            rows.append((name, SegmentPrinter.text(of: rule), entry.size, entry.asOf))
        }
        let evaluatedAt = context.clock()
        try await connection.ingest(
            into: TablePath(WarehouseTables.segments.name.name),
            columns: [
                IngestColumn("name", .texts(rows.map(\.name))), IngestColumn("definition", .texts(rows.map(\.text))),
                IngestColumn("size", .integers(rows.map { Int64($0.size) })),
                IngestColumn("as_of", .instants(rows.map(\.asOf.microseconds))),
                IngestColumn("evaluated_at", .instants(rows.map { _ in evaluatedAt.microseconds })),
            ],
            mode: .replace
        )
        let failed = failures.filter { only?.contains($0.key) ?? true }.sorted { $0.key < $1.key }
        try await state.write(
            failures: failed.map { ($0.key, $0.value) },
            refreshed: evaluated.map(\.name),
            at: evaluatedAt,
            isWhole: only == nil
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
