import Domain
import Exchange
import Foundation
import ProjectFile
import SQL
import Warehouse

/// A file's header and some of its rows: what a first guess at its columns is made from.
struct FileSample {
    var header: [String]
    var rows: [[String]]
    /// Columns of dates and times by the format's own types.
    var timeColumns: Set<String>
    var encoding: String
    /// The lines before the header.
    var preamble: Preamble

    /// How many rows are looked at from the beginning, and how many more to find out an order of days and months.
    private static let size = 1_000

    /// Reads the beginning of a file, and further where that leaves the order of days and months open.
    ///
    /// - Throws: `FileError` or `ImportError`.
    static func read(_ file: String, context: RunContext) async throws -> FileSample {
        try await LooseFile.with(file, context: context) { opened in
            FileSample(
                header: opened.table.columns,
                rows: try await rows(of: opened.table, file, opened.connection),
                timeColumns: opened.table.timeColumns,
                encoding: opened.inspection.encoding.name,
                preamble: opened.preamble
            )
        }
    }

    private static func rows(
        of table: TableFile,
        _ file: String,
        _ connection: Connection
    ) async throws -> [[String]] {
        guard !table.columns.isEmpty else { throw ImportError.noRows(path: file) }
        let first = try await rows(of: table, connection, number: 0)
        guard !first.isEmpty else { throw ImportError.noRows(path: file) }
        guard let column = ColumnGuess(header: table.columns, rows: first, timeColumns: table.timeColumns).openDayOrder
        else { return first }
        let isTelling = table.cleanedText(column).matches(pattern: dayAboveTwelve)
        return first + (try await rows(of: table, connection, where: isTelling, number: 1))
    }

    /// - Parameter number: a number of its own for every reading, since the reader's tables of errors need new names.
    private static func rows(
        of table: TableFile,
        _ connection: Connection,
        where condition: SQLExpression? = nil,
        number: Int
    ) async throws -> [[String]] {
        let columns = table.columns.enumerated().map { (Identifier("c\($0)"), table.cleanedText($1)) }
        let source = table.source(rejectsInto: ("_errors_\(number)", "_scans_\(number)"), firstRows: condition == nil)
        let conditions = [table.isRow, condition].compactMap(\.self)
        let result = try await connection.query(
            Select(
                Columns(columns),
                from: source,
                where: conditions.isEmpty ? nil : .all(conditions),
                limit: size
            )
        )
        let texts = try columns.map { try result.texts($0.0.name, missing: "") }
        return (0..<result.rowCount).map { row in texts.map { $0[row] } }
    }

    /// Dates with the year at the end and a number above 12 in the first or the second place.
    private static let dayAboveTwelve: String = {
        let (mark, high, any) = ("[/.-]", "(1[3-9]|2[0-9]|3[01])", "[0-9]{1,2}")
        return "^\\s*(\(high)\(mark)\(any)|\(any)\(mark)\(high))\(mark)[0-9]{4}"
    }()
}
