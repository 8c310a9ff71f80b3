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

    /// Puts changes on record that came to light of a time that is on record already, and withdraws what they contradict:
    /// whatever was recorded of the same customer and segment for the same time or later.
    ///
    /// A change to what the record says already is left out.
    ///
    /// - Complexity: a few statements for all of them.
    func revise(_ late: [MembershipChange]) async throws {
        guard let now = late.first?.recordedAt else { return }
        let table: TableName = "_late"
        try await connection.ingest(into: TablePath(table.name.name), columns: Self.columns(late), mode: .replace)
        let recorded = { (column: Identifier) in SQLExpression.column("m", column) }
        let found = { (column: Identifier) in SQLExpression.column("l", column) }
        let isSame =
            recorded(ChangeColumn.segment).equals(found(ChangeColumn.segment))
            && recorded(ChangeColumn.customer).equals(found(ChangeColumn.customer))
            && recorded(ChangeColumn.withdrawnAt).isNull
        try await connection.execute(
            .update(
                WarehouseTables.membershipChanges,
                as: "m",
                set: [ChangeColumn.withdrawnAt: .instant(now)],
                from: .table(table, as: "l"),
                where: isSame && recorded(ChangeColumn.at) >= found(ChangeColumn.at)
            )
        )
        let earlier = try await connection.query(
            Select(
                [
                    "segment": recorded(ChangeColumn.segment), "customer": recorded(ChangeColumn.customer),
                    "entered": .last(
                        recorded(ChangeColumn.entered),
                        by: [recorded(ChangeColumn.at), recorded(ChangeColumn.recordedAt)]
                    ),
                ],
                from: .table(WarehouseTables.membershipChanges, as: "m"),
                joins: [.inner(.table(table, as: "l"), .on(isSame))],
                groupBy: .by([recorded(ChangeColumn.segment), recorded(ChangeColumn.customer)])
            )
        )
        try await connection.execute(.dropTable(table))
        var states: [[String]: Bool] = [:]
        let (segments, customers) = (try earlier.texts("segment"), try earlier.texts("customer"))
        for (row, entered) in try earlier.booleans("entered").enumerated() {
            states[[segments[row], customers[row]]] = entered
        }
        try await add(late.filter { states[[$0.segment, $0.customer], default: false] != $0.entered })
    }

    /// Puts changes on record that come after all that is on record of their segments.
    func add(_ changes: [MembershipChange]) async throws {
        guard !changes.isEmpty else { return }
        try await connection.ingest(
            into: TablePath(WarehouseTables.membershipChanges.name.name),
            columns: Self.columns(changes),
            mode: .append
        )
    }

    private static func columns(_ changes: [MembershipChange]) -> [IngestColumn] {
        [
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
        ]
    }
}
