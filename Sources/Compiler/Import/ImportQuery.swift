import Domain
package import Foundation
package import SQL

/// The rows of a file as rows of a raw table, converted and checked, in one pass of the engine over the file.
///
/// A row with a value that cannot be used comes through with `_reject_column` and `_reject_text` filled; whoever runs
/// the query moves such rows to the rejects.
package struct ImportQuery {
    /// What gives the file's rows, each column a text.
    package var source: Source
    package var columns: [ColumnPlan]
    /// Columns of the file that are not kept.
    package var otherColumns: [String]
    /// How the text of a file's column is reached; for JSON it is a path into the line.
    package var text: (String) -> SQLExpression
    package var importNumber: Int64
    package var zone: TimeZone
    /// Whether damaged text was marked with U+FFFD, so that values which hold it are refused.
    package var refusesDamage: Bool
    /// A condition that a row must meet before its columns are looked at, such as being JSON at all.
    package var wellFormed: SQLExpression?

    package init(
        source: Source,
        columns: [ColumnPlan],
        otherColumns: [String],
        text: @escaping (String) -> SQLExpression,
        importNumber: Int64,
        zone: TimeZone,
        refusesDamage: Bool,
        wellFormed: SQLExpression? = nil
    ) {
        self.source = source
        self.columns = columns
        self.otherColumns = otherColumns
        self.text = text
        self.importNumber = importNumber
        self.zone = zone
        self.refusesDamage = refusesDamage
        self.wellFormed = wellFormed
    }

    /// The columns of the raw table, in the order of `select`.
    package var columnDefinitions: [ColumnDefinition] {
        columns.map { ColumnDefinition(Identifier($0.target), $0.type.sqlType) }
            + (otherColumns.isEmpty ? [] : [ColumnDefinition(RawColumn.otherColumns, .integer)]) + [
                ColumnDefinition(RawColumn.importNumber, .integer),
                ColumnDefinition(RawColumn.rejectColumn, .integer),
                ColumnDefinition(RawColumn.rejectText, .text),
            ]
    }

    package var select: Query {
        let texts = Select(
            Columns(columns.indices.map { (textName($0), columns[$0].cleaned(text(columns[$0].column))) })
                + fingerprint + wholeRow,
            from: source
        )
        let local = LocalInstant(zone: zone)
        let values = Select(
            Columns.all
                + Columns(
                    columns.indices.map { (valueName($0), columns[$0].converted(.column(textName($0)), local: local)) }
                ),
            from: .subquery(texts, as: "texts")
        )
        let result = Select(
            Columns(columns.indices.map { (Identifier(columns[$0].target), .column(valueName($0))) })
                + (otherColumns.isEmpty ? Columns([]) : .columns(RawColumn.otherColumns))
                + [
                    RawColumn.importNumber: .integer(importNumber), RawColumn.rejectColumn: rejectColumn,
                    RawColumn.rejectText: rejectText,
                ],
            from: .subquery(values, as: "converted")
        )
        return result.query
    }

    private func textName(_ index: Int) -> Identifier { Identifier("_text_\(index)") }
    private func valueName(_ index: Int) -> Identifier { Identifier("_value_\(index)") }

    private static let isWellFormed: Identifier = "_well_formed"
    private static let row: Identifier = "_row"
    /// The position that stands for the row as a whole in `_reject_column`.
    package static let wholeRowPosition: Int64 = -1

    private var wholeRow: Columns {
        guard let wellFormed else { return Columns([]) }
        return [Self.isWellFormed: wellFormed, Self.row: text("")]
    }

    private var fingerprint: Columns {
        guard !otherColumns.isEmpty else { return Columns([]) }
        let parts = otherColumns.flatMap { [SQLExpression.coalesce([text($0), "\u{1}"]), "\u{1F}"] }
        return [RawColumn.otherColumns: .hashPrefix(.concat(parts))]
    }

    private var rejectColumn: SQLExpression {
        .cases(
            wholeRowBranch(.integer(Self.wholeRowPosition))
                + columns.indices.compactMap { index in
                    problem(index).map { .when($0, then: .integer(Int64(index))) }
                } + neverBranch(.integer(0))
        )
    }

    private var rejectText: SQLExpression {
        .cases(
            wholeRowBranch(.column(Self.row))
                + columns.indices.compactMap { index in
                    problem(index).map { .when($0, then: .column(textName(index))) }
                } + neverBranch("")
        )
    }

    private func wholeRowBranch(_ value: SQLExpression) -> [SQLExpression.Branch] {
        wellFormed == nil ? [] : [.when(!SQLExpression.column(Self.isWellFormed), then: value)]
    }

    /// A `CASE` needs a branch even where no column can be wrong.
    private func neverBranch(_ value: SQLExpression) -> [SQLExpression.Branch] {
        [.when(false, then: value)]
    }

    /// When the row cannot be used because of a column; `nil` where that cannot be.
    private func problem(_ index: Int) -> SQLExpression? {
        let plan = columns[index]
        let text = SQLExpression.column(textName(index))
        let value = SQLExpression.column(valueName(index))
        var problems: [SQLExpression] = []
        if plan.type != .text { problems.append(value.isNull && (plan.isRequired ? true : text.isNotNull)) }
        if plan.type == .text, plan.isRequired { problems.append(text.isNull) }
        if refusesDamage { problems.append(SQLExpression.coalesce([text.contains("\u{FFFD}"), false])) }
        return problems.isEmpty ? nil : .any(problems)
    }
}
