import Domain
package import SQL

/// How a row that cannot be used is told from the others until the import takes it out again.
///
/// `_import` holds a negative number that says which column is at fault, and the text that could not be used stands in
/// the place of another text of the row, which nobody will read. Two columns of their own, empty for nearly every row,
/// would cost a tenth of the import.
package struct RejectMark: Sendable, Hashable {
    /// The column that holds the text; null where a required value was missing.
    package var textColumn: Identifier

    /// - Parameter columns: of the file, as they are kept. Every source has a customer, who is a text.
    init(_ columns: [ColumnPlan]) {
        guard let text = columns.first(where: { $0.type == .text }) else {
            preconditionFailure("no column of \(columns.map(\.target)) is a text")
        }
        textColumn = Identifier(text.target)
    }

    /// The position that stands for the row as a whole.
    package static let wholeRow: Int64 = -1

    /// Whether a row is marked.
    package static let isMarked = SQLExpression.column(RawColumn.importNumber) < .integer(0)

    /// The position, from 0, of the first column whose value could not be used, or `wholeRow`, of a marked row.
    package static func position(ofNumber number: Int64) -> Int { Int(-2 - number) }

    /// What stands in `_import` for a position.
    static func number(at position: Int64) -> Int64 { -2 - position }
}
