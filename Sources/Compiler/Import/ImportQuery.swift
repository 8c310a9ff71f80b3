import Domain
package import Foundation
package import SQL

/// The rows of a file as rows of a raw table, converted and checked, in one pass of the engine over the file.
///
/// A row with a value that cannot be used comes through with a `RejectMark`; whoever runs the query moves such rows to
/// the rejects.
package struct ImportQuery {
    /// What gives the file's rows, each column a text.
    package var source: Source
    package var columns: [ColumnPlan]
    /// What a row's columns that are not kept say, as one text; null where they say nothing, `nil` where there are none.
    package var otherColumns: SQLExpression?
    /// How the text of a file's column is reached; for JSON it is a path into the line.
    package var text: (String) -> SQLExpression
    package var importNumber: Int64
    package var zone: TimeZone
    /// Whether damaged text was marked with U+FFFD, so that values which hold it are refused.
    package var refusesDamage: Bool
    /// A condition for being a row at all; `nil` where the source gives nothing else. What is none is passed over.
    package var isRow: SQLExpression?
    /// A condition that a row as a whole must meet, such as being JSON; else it is rejected without naming a column.
    package var wellFormed: SQLExpression?

    package init(
        source: Source,
        columns: [ColumnPlan],
        otherColumns: SQLExpression? = nil,
        text: @escaping (String) -> SQLExpression,
        importNumber: Int64,
        zone: TimeZone,
        refusesDamage: Bool,
        isRow: SQLExpression? = nil,
        wellFormed: SQLExpression? = nil
    ) {
        self.source = source
        self.columns = columns
        self.otherColumns = otherColumns
        self.text = text
        self.importNumber = importNumber
        self.zone = zone
        self.refusesDamage = refusesDamage
        self.isRow = isRow
        self.wellFormed = wellFormed
    }

    /// The columns of the raw table, in the order of `select`.
    package var columnDefinitions: [ColumnDefinition] {
        columns.map { ColumnDefinition(Identifier($0.target), $0.type.sqlType) }
            // A column that says nothing in any row costs as much as one that does.
            + (otherColumns == nil ? [] : [ColumnDefinition(RawColumn.otherColumns, .integer)])
            + [ColumnDefinition(RawColumn.importNumber, .integer)]
    }

    /// How the rows that cannot be used are marked.
    package var rejectMark: RejectMark { RejectMark(columns) }

    package var select: Query {
        let mark = rejectMark
        let values = columns.indices.map { index in
            let target = Identifier(columns[index].target)
            let value = column("value", index)
            return (target, target == mark.textColumn ? rejectText(otherwise: value) : value)
        }
        let result = Select(
            Columns(values) + (otherColumns == nil ? Columns([]) : .columns(RawColumn.otherColumns))
                + [RawColumn.importNumber: markedImportNumber],
            from: .subquery(converted, as: "converted")
        )
        return result.query
    }

    private var converted: Select {
        ConversionSteps(source: source, columns: columns, text: text, zone: zone, isRow: isRow)
            .select(beside: fingerprint + wholeRow)
    }

    /// The column of one step for the file's column at `index`.
    private func column(_ step: String, _ index: Int) -> SQLExpression { ConversionSteps.column(step, index) }

    private static let isWellFormed: Identifier = "_well_formed"
    private static let row: Identifier = "_row"

    private var wholeRow: Columns {
        guard let wellFormed else { return Columns([]) }
        return [Self.isWellFormed: wellFormed, Self.row: text("")]
    }

    private var fingerprint: Columns {
        otherColumns.map { [RawColumn.otherColumns: .hashPrefix($0)] } ?? Columns([])
    }

    private var markedImportNumber: SQLExpression {
        firstProblem(otherwise: .integer(importNumber)) { .integer(RejectMark.number(at: $0)) }
    }

    /// The text that could not be used, of rows that cannot be.
    private func rejectText(otherwise value: SQLExpression) -> SQLExpression {
        firstProblem(otherwise: value) { position in
            position == RejectMark.wholeRow ? .column(Self.row) : problemText(Int(position))
        }
    }

    /// What `value` gives for the first position that makes a row unusable.
    private func firstProblem(
        otherwise none: SQLExpression,
        _ value: (Int64) -> SQLExpression
    ) -> SQLExpression {
        let whole: [SQLExpression.Branch] =
            wellFormed == nil
            ? [] : [.when(!SQLExpression.column(Self.isWellFormed), then: value(RejectMark.wholeRow))]
        let single = columns.indices.compactMap { index in
            problem(index).map { SQLExpression.Branch.when($0, then: value(Int64(index))) }
        }
        return whole.isEmpty && single.isEmpty ? none : .cases(whole + single, otherwise: none)
    }

    /// The cleaned text of a value that could not be used.
    private func problemText(_ index: Int) -> SQLExpression {
        let type = columns[index].type
        return column(type == .text || type == .list ? "text" : "rest", index)
    }

    /// When the row cannot be used because of a column; `nil` where that cannot be.
    private func problem(_ index: Int) -> SQLExpression? {
        let plan = columns[index]
        let text = problemText(index)
        let value = column("value", index)
        var problems: [SQLExpression] = []
        if plan.isRequired { problems.append(value.isNull) }
        if !plan.isRequired, plan.type != .text { problems.append(value.isNull && text.isNotNull) }
        if refusesDamage { problems.append(SQLExpression.coalesce([text.contains("\u{FFFD}"), false])) }
        return problems.isEmpty ? nil : .any(problems)
    }
}
