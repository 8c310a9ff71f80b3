package import SQL

/// The tables of a workspace's warehouse and the columns that Covey itself adds to them.
package enum WarehouseTables {
    /// Rows as they were imported, one table for each source.
    package static let rawSchema: Identifier = "raw"
    /// Rows that the cleaning policy kept, with what was derived from them.
    package static let cleanSchema: Identifier = "clean"
    /// Rows that the cleaning policy removed, with the rule that did.
    package static let removedSchema: Identifier = "removed"

    package static func raw(_ source: String) -> TableName { TableName(Identifier(source), in: rawSchema) }
    package static func clean(_ source: String) -> TableName { TableName(Identifier(source), in: cleanSchema) }
    package static func removed(_ source: String) -> TableName { TableName(Identifier(source), in: removedSchema) }

    /// One row for each file that was imported.
    package static let imports: TableName = "imports"
    /// One row for each value that made a row unusable.
    package static let rejects: TableName = "rejects"
    /// One row for each customer.
    package static let customers: TableName = "customers"
    /// One row for each event.
    package static let events: TableName = "events"
    /// One row for each customer, one column for each trait.
    package static let traits: TableName = "traits"
    /// One row for each customer in each segment.
    package static let memberships: TableName = "memberships"
    /// One row for each recorded entry into a segment or exit from it, those that were withdrawn among them.
    package static let membershipChanges: TableName = "membership_changes"
    /// One row for each segment: its size and when it was evaluated.
    package static let segments: TableName = "segments"
    /// One row for each segment whose last refresh failed, and why.
    package static let segmentFailures: TableName = "segment_failures"
    /// What the last run found, for those who show it later.
    package static let runs: TableName = "runs"
}

/// Columns that every event has. A property of such a name cannot be kept.
package enum EventColumn {
    package static let customer: Identifier = "customer"
    package static let time: Identifier = "time"
    package static let arrival: Identifier = "arrival"
    package static let event: Identifier = "event"

    package static let all = [customer, time, arrival, event]
}

/// The columns of `membership_changes`. What they mean is said at `MembershipChange`.
package enum ChangeColumn {
    package static let segment: Identifier = "segment"
    package static let customer: Identifier = "customer"
    package static let at: Identifier = "at"
    package static let entered: Identifier = "entered"
    package static let recordedAt: Identifier = "recorded_at"
    package static let withdrawnAt: Identifier = "withdrawn_at"
}

/// Columns that Covey adds to imported rows; their names begin with an underscore, which no property's may.
package enum RawColumn {
    /// The number, from 1, of the import that brought the row; during an import, a `RejectMark`.
    package static let importNumber: Identifier = "_import"
    /// A fingerprint of the columns that are not kept, so that rows which differ only there are not repeats.
    package static let otherColumns: Identifier = "_other_columns"
    /// DuckDB's position of a row in its table: the order in which rows were imported.
    package static let position: Identifier = "rowid"
}
