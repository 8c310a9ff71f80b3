import Compiler
import Domain
import SQL
import Segments
import Timelines
import Warehouse

/// What the warehouse knows of segments: who is in, by which rule and as of when, and which could not be refreshed.
struct SegmentState {
    var connection: Connection

    /// Makes the tables of changes and of failures where there are none.
    func prepare() async throws {
        try await MembershipRecord(connection: connection).prepare()
        try await connection.execute(
            .createTable(
                WarehouseTables.segmentFailures,
                columns: [
                    ColumnDefinition("name", .text, required: true),
                    ColumnDefinition("reason_en", .text, required: true),
                    ColumnDefinition("reason_zh", .text, required: true),
                    ColumnDefinition("failed_at", .timestampTZ, required: true),
                ],
                mode: .ifNotExists
            )
        )
    }

    // MARK: Before

    /// What the last refresh found, by name; nothing before the first one.
    func load(_ definitions: Definitions, in timelines: Timelines) async throws -> [String: SegmentBefore] {
        guard try await has(WarehouseTables.segments), try await has(WarehouseTables.memberships) else { return [:] }
        let rules = definitions.segmentsByName
        let count = timelines.customerCount
        var before = try await EvaluatedSegment.all(connection).map { name, entry in
            let isSameRule = entry.rule?.withoutWords == rules[name]?.withoutWords
            return (
                name,
                SegmentBefore(members: PlaceBits(count: count), departed: [], asOf: entry.asOf, isSameRule: isSameRule)
            )
        }.reduce(into: [String: SegmentBefore]()) { $0[$1.0] = $1.1 }
        // Rules that a rule refers to decide as well.
        for (name, entry) in before where entry.isSameRule {
            let named = rules[name].map { Freshness.references(of: $0, in: rules) } ?? []
            if named.contains(where: { before[$0].map { !$0.isSameRule } ?? false }) {
                before[name]?.isSameRule = false
            }
        }
        let result = try await connection.query(
            Select(
                .columns("segment", "customer"),
                from: .table(WarehouseTables.memberships),
                orderBy: [SQLExpression.column("customer").ascending()]
            )
        )
        let (segments, customers) = (try result.texts("segment"), try result.texts("customer"))
        var (place, id) = (0, count > 0 ? timelines.ids[0] : "")
        for (segment, customer) in zip(segments, customers) {
            // Both are in the order of their UTF-8.
            while place < count, id.utf8.lexicographicallyPrecedes(customer.utf8) {
                place += 1
                id = place < count ? timelines.ids[place] : ""
            }
            if place < count, id == customer {
                before[segment]?.members.insert(place)
            } else {
                before[segment]?.departed.append(customer)
            }
        }
        return before
    }

    /// Asking a table that is not there would end the transaction.
    private func has(_ table: TableName) async throws -> Bool {
        try await SegmentFailure.has(table, connection)
    }

    // MARK: After

    /// - Parameters:
    ///   - refreshed: segments and who is in.
    ///   - failures: segments that keep what they had, and why.
    ///   - isWhole: whether all segments were to be refreshed: then those that are defined no longer are forgotten.
    func write(
        _ refreshed: [(definition: SegmentDefinition, members: PlaceBits)],
        failures: [(name: String, reason: Bilingual)],
        asOf now: Instant,
        at clock: Instant,
        isWhole: Bool,
        in timelines: Timelines
    ) async throws {
        let names = refreshed.map(\.definition.name)
        let kept = failures.map(\.name)
        try await replace(
            WarehouseTables.memberships,
            [
                IngestColumn(
                    "segment",
                    .texts(refreshed.flatMap { Array(repeating: $0.definition.name, count: $0.members.count) })
                ),
                IngestColumn("customer", .texts(refreshed.flatMap { $0.members.places.map { timelines.ids[$0] } })),
            ],
            of: "segment",
            names,
            isWhole ? kept : nil
        )
        let count = refreshed.count
        try await replace(
            WarehouseTables.segments,
            [
                IngestColumn("name", .texts(names)),
                IngestColumn("definition", .texts(refreshed.map { SegmentPrinter.text(of: $0.definition) })),
                IngestColumn("size", .integers(refreshed.map { Int64($0.members.count) })),
                IngestColumn("as_of", .instants(Array(repeating: now.microseconds, count: count))),
                IngestColumn("evaluated_at", .instants(Array(repeating: clock.microseconds, count: count))),
            ],
            of: "name",
            names,
            isWhole ? kept : nil
        )
        try await write(failures: failures, refreshed: names, at: clock, isWhole: isWhole)
    }

    /// Puts on record which segments could not be refreshed, and why.
    func write(
        failures: [(name: String, reason: Bilingual)],
        refreshed names: [String],
        at clock: Instant,
        isWhole: Bool
    ) async throws {
        let failed = failures.map(\.name)
        try await replace(
            WarehouseTables.segmentFailures,
            [
                IngestColumn("name", .texts(failed)),
                IngestColumn("reason_en", .texts(failures.map(\.reason.english))),
                IngestColumn("reason_zh", .texts(failures.map(\.reason.chinese))),
                IngestColumn("failed_at", .instants(Array(repeating: clock.microseconds, count: failed.count))),
            ],
            of: "name",
            names + failed,
            isWhole ? [] : nil
        )
    }

    /// Deletes the rows of which a condition is not true.
    private func keepRows(of table: TableName, where condition: SQLExpression) async throws {
        // Files of a cluster's tables are written once, so a table without the rows is made in place of it.
        try await connection.execute(
            connection.dialect.hasTransactions
                ? .delete(from: table, where: !condition)
                : .createTable(table, as: Select(.all, from: .table(table), where: condition), mode: .orReplace)
        )
    }

    /// Puts rows in place of those of some segments.
    ///
    /// - Parameter kept: the segments whose rows stay while all others go; `nil` where only those of `names` go.
    private func replace(
        _ table: TableName,
        _ columns: [IngestColumn],
        of column: Identifier,
        _ names: [String],
        _ kept: [String]?
    ) async throws {
        let path = TablePath(table.name.name)
        let isThere = try await has(table)
        guard isThere, kept.map({ !$0.isEmpty }) ?? true else {
            try await connection.ingest(into: path, columns: columns, mode: .replace)
            return
        }
        let segment = SQLExpression.column(column)
        if let kept {
            try await keepRows(of: table, where: segment.in(kept.map(SQLExpression.text)))
        } else if !names.isEmpty {
            try await keepRows(of: table, where: !segment.in(names.map(SQLExpression.text)))
        }
        guard columns.first.map({ $0.values.count > 0 }) ?? false else { return }
        try await connection.ingest(into: path, columns: columns, mode: .append)
    }
}

/// Why the last refresh of a segment failed, and when.
struct SegmentFailure: Sendable, Hashable {
    var reason: Bilingual
    var at: Instant

    /// By name.
    static func all(_ connection: Connection) async throws -> [String: SegmentFailure] {
        // Workspaces of before know of none.
        guard try await has(WarehouseTables.segmentFailures, connection) else { return [:] }
        let result = try await connection.query(
            Select(
                .columns("name", "reason_en", "reason_zh", "failed_at"),
                from: .table(WarehouseTables.segmentFailures)
            )
        )
        let (names, instants) = (try result.texts("name"), try result.timestamps("failed_at"))
        let (english, chinese) = (try result.texts("reason_en"), try result.texts("reason_zh"))
        return names.indices.reduce(into: [:]) { failures, row in
            failures[names[row]] = SegmentFailure(
                reason: Bilingual(en: english[row], zh: chinese[row]),
                at: Instant(microseconds: instants[row])
            )
        }
    }

    /// Whether a table is there: without asking it, where a failed question would end a transaction.
    static func has(_ table: TableName, _ connection: Connection) async throws -> Bool {
        guard connection.dialect.hasTransactions else {
            // There is no transaction that the question could end.
            do {
                _ = try await connection.query(Select(.all, from: .table(table), limit: 0))
                return true
            } catch WarehouseError.statement(.query, let failure) where failure.saysNoSuchTable {
                return false
            }
        }
        let tables = try await connection.query(
            Select(
                ["count": .countRows()],
                from: .table(TableName("tables", in: "information_schema")),
                where: SQLExpression.column("table_name").equals(.text(table.name.name))
            )
        )
        return try tables.integers("count")[0] > 0
    }
}
