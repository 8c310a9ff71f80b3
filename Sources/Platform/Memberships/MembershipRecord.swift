import Compiler
import Domain
import SQL
import Segments
import Warehouse

/// The table of entries and exits: it grows with changes, not with refreshes, and nothing in it is deleted.
struct MembershipRecord {
    var connection: Connection

    /// Makes the table where there is none.
    func prepare() async throws {
        try await connection.execute(
            .createTable(
                WarehouseTables.membershipChanges,
                columns: [
                    ColumnDefinition(ChangeColumn.segment, .text, required: true),
                    ColumnDefinition(ChangeColumn.customer, .text, required: true),
                    ColumnDefinition(ChangeColumn.at, .timestampTZ, required: true),
                    ColumnDefinition(ChangeColumn.entered, .boolean, required: true),
                    ColumnDefinition(ChangeColumn.recordedAt, .timestampTZ, required: true),
                    ColumnDefinition(ChangeColumn.withdrawnAt, .timestampTZ),
                ],
                mode: .ifNotExists
            )
        )
    }

    /// All that is on record of some segments.
    func load(_ segments: Set<String>) async throws -> MembershipHistory {
        guard !segments.isEmpty else { return MembershipHistory() }
        let names = segments.sorted().map(SQLExpression.text)
        return MembershipHistory(
            try await changes(where: SQLExpression.column(ChangeColumn.segment).in(names))
        )
    }

    /// The changes of which a condition is true, in the order of (at, recordedAt).
    func changes(where condition: SQLExpression) async throws -> [MembershipChange] {
        let columns = [
            ChangeColumn.segment, ChangeColumn.customer, ChangeColumn.at, ChangeColumn.entered, ChangeColumn.recordedAt,
            ChangeColumn.withdrawnAt,
        ]
        let result = try await connection.query(
            Select(
                .columns(columns),
                from: .table(WarehouseTables.membershipChanges),
                where: condition,
                orderBy: [
                    SQLExpression.column(ChangeColumn.at).ascending(),
                    SQLExpression.column(ChangeColumn.recordedAt).ascending(),
                ]
            )
        )
        let (segments, customers) = (
            try result.texts(ChangeColumn.segment.name), try result.texts(ChangeColumn.customer.name)
        )
        let entered = try result.batches.flatMap { batch in
            let column = try BooleanColumn(batch.column(named: ChangeColumn.entered.name))
            return (0..<batch.rowCount).map { column[$0] ?? false }
        }
        let at = try result.timestamps(ChangeColumn.at.name)
        let recorded = try result.timestamps(ChangeColumn.recordedAt.name)
        let isWithdrawn = try result.presence(ChangeColumn.withdrawnAt.name)
        let withdrawn = try result.timestamps(ChangeColumn.withdrawnAt.name, missing: 0)
        return segments.indices.map { row in
            MembershipChange(
                segment: segments[row],
                customer: customers[row],
                at: Instant(microseconds: at[row]),
                entered: entered[row],
                recordedAt: Instant(microseconds: recorded[row]),
                withdrawnAt: isWithdrawn[row] ? Instant(microseconds: withdrawn[row]) : nil
            )
        }
    }

    /// When the newest change on record became known; `nil` where there is none.
    private func latest() async throws -> Instant? {
        let result = try await connection.query(
            Select(
                ["latest": .max(.column(ChangeColumn.recordedAt))],
                from: .table(WarehouseTables.membershipChanges)
            )
        )
        return try result.presence("latest")[0] ? Instant(microseconds: result.timestamps("latest")[0]) : nil
    }

    /// Puts changes on record, and withdraws what they contradict: whatever was recorded of the same customer and segment for
    /// the same time or later.
    ///
    /// - Complexity: a statement for the changes as a whole, and one for each late instant: what came after all that is on
    ///   record contradicts nothing.
    func add(_ changes: [MembershipChange]) async throws {
        let latest = try await latest() ?? .distantPast
        let late = changes.filter { $0.at < $0.recordedAt && $0.at <= latest }
        for (at, group) in Dictionary(grouping: late, by: \.at) {
            for (segment, members) in Dictionary(grouping: group, by: \.segment) {
                let isContradicted =
                    SQLExpression.column(ChangeColumn.segment).equals(.text(segment))
                    && SQLExpression.column(ChangeColumn.customer).in(members.map { .text($0.customer) })
                    && SQLExpression.column(ChangeColumn.at) >= .instant(at)
                    && SQLExpression.column(ChangeColumn.withdrawnAt).isNull
                try await connection.execute(
                    .update(
                        WarehouseTables.membershipChanges,
                        set: [ChangeColumn.withdrawnAt: .instant(members[0].recordedAt)],
                        where: isContradicted
                    )
                )
            }
        }
        guard !changes.isEmpty else { return }
        try await connection.ingest(
            into: TablePath(WarehouseTables.membershipChanges.name.name),
            columns: [
                IngestColumn(ChangeColumn.segment.name, .texts(changes.map(\.segment))),
                IngestColumn(ChangeColumn.customer.name, .texts(changes.map(\.customer))),
                IngestColumn(ChangeColumn.at.name, .instants(changes.map(\.at.microseconds))),
                IngestColumn(ChangeColumn.entered.name, .booleans(changes.map(\.entered))),
                IngestColumn(ChangeColumn.recordedAt.name, .instants(changes.map(\.recordedAt.microseconds))),
                IngestColumn(
                    ChangeColumn.withdrawnAt.name,
                    changes.map { $0.withdrawnAt?.microseconds },
                    placeholder: 0
                ) { .instants($0) },
            ],
            mode: .append
        )
    }
}
