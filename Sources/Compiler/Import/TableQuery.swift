package import Domain
package import Foundation
package import SQL

/// The rows of a table that others keep, as the raw rows of a source: its columns under Covey's names and of Covey's types.
///
/// The table has types already, so nothing is read out of texts and no row can be rejected; what a column's type cannot
/// become, `value(_:of:as:zone:)` refuses before anything runs.
package struct TableQuery {
    package var table: TableName
    /// What the source's columns become, by their names in the source.
    package var columns: [(name: String, value: SQLExpression)]
    /// The table's other columns: rows that differ only in them are no repeats.
    package var others: [Identifier]

    package init(table: TableName, columns: [(name: String, value: SQLExpression)], others: [Identifier]) {
        self.table = table
        self.columns = columns
        self.others = others
    }

    /// The column that tells rows apart and orders them.
    ///
    /// A table of a cluster keeps no order of its rows. A fingerprint of what they hold gives one that is the same in every
    /// run; equal rows are numbered.
    package static let position: Identifier = "_row"

    /// The columns, `_other_columns`, and `position`.
    package var rows: Select {
        let names = columns.map { Identifier($0.name) }
        let typed = Select(
            Columns(columns.map { (Identifier($0.name), $0.value) }) + [
                RawColumn.otherColumns: Self.fingerprint(others)
            ],
            from: .table(table)
        )
        let all = names + [RawColumn.otherColumns]
        let marked = Select(
            .columns(all) + [Self.fingerprintColumn: Self.fingerprint(all)],
            from: .subquery(typed, as: "typed")
        )
        let alike = WindowSpecification(
            partitionBy: [.column(Self.fingerprintColumn)],
            orderBy: [SQLExpression.column(Self.fingerprintColumn).ascending()]
        )
        let number = SQLExpression.rowNumber(over: alike).cast(to: .text)
        return Select(
            .columns(all)
                + [
                    Self.position: .concat([
                        .column(Self.fingerprintColumn), "-", .length(number).cast(to: .text), "-", number,
                    ])
                ],
            from: .subquery(marked, as: "marked")
        )
    }

    private static let fingerprintColumn: Identifier = "_fingerprint"

    /// Null where there are no columns. A missing value and an empty text are different, and so are `a`, `bc` and `ab`, `c`.
    private static func fingerprint(_ columns: [Identifier]) -> SQLExpression {
        guard !columns.isEmpty else { return .null.cast(to: .text) }
        let parts = columns.flatMap { column -> [SQLExpression] in
            [.coalesce([SQLExpression.column(column).cast(to: .text), "\u{1}"]), "\u{1F}"]
        }
        return .md5(.concat(parts))
    }

    /// A column as a value of a type.
    ///
    /// - Parameter zone: where local times and dates are.
    /// - Returns: `nil` where the column's type cannot become this one.
    package static func value(
        _ column: Identifier,
        of type: SQLType,
        as wanted: ValueType,
        zone: TimeZone
    ) -> SQLExpression? {
        let value = SQLExpression.column(column)
        return switch (wanted, type) {
        case (.text, .text): .nullIf(.trim(value), "")
        case (.text, .integer), (.text, .integer32), (.text, .decimal(_, scale: 0)): value.cast(to: .text)
        case (.integer, .integer), (.integer, .integer32), (.integer, .decimal(_, scale: 0)): value.cast(to: .integer)
        case (.number, .double), (.number, .integer), (.number, .integer32), (.number, .decimal):
            value.cast(to: .double)
        case (.money, .decimal), (.money, .integer), (.money, .integer32), (.money, .double):
            value.cast(to: wanted.sqlType)
        case (.boolean, .boolean), (.date, .date), (.instant, .timestampTZ), (.list, .list(of: .text)): value
        case (.date, .timestamp): value.cast(to: .date)
        case (.instant, .timestamp), (.instant, .date): instant(of: value, zone: zone)
        default: nil
        }
    }
    private static func instant(of wall: SQLExpression, zone: TimeZone) -> SQLExpression {
        let microseconds = SQLExpression.epochMicroseconds(wall.cast(to: .timestamp).cast(to: .timestampTZ))
        return .instant(ofEpochMicroseconds: LocalInstant(zone: zone).microseconds(ofWall: microseconds))
    }
}
