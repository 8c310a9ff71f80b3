import Compiler
import Domain
import Exchange
import Foundation
import ProjectFile
import SQL
import Warehouse

/// A file that DuckDB can read as it stands: how it is written, and the names of its columns.
struct TableFile {
    var format: FileFormat
    /// The path that is read: the file itself, or a working copy of it.
    var path: String
    var delimiter: String
    /// `nil` where nothing quotes.
    var quote: String?
    var escape: String?
    var hasHeader: Bool
    /// How many lines stand before the header, or before the first row where there is none.
    var skippedLines = 0
    var columns: [String]
    /// Those whose values are dates or times by the format's own types.
    var timeColumns: Set<String> = []

    static let lineColumn: Identifier = "line"
    /// JSON lines hold no such character outside of strings, and inside it must be escaped.
    private static let noDelimiter = "\u{1F}"

    /// Bytes that the engine reads at a time: its own default. It would make it sixteen times the longest line that is
    /// allowed; from 32 MiB on it no longer writes while it reads, and writes the whole table again when it closes.
    private static let readerBuffer: Int64 = 32_000_000

    /// As much as has to be read for the first rows: little more than the longest line that is allowed.
    static let firstRowsBuffer = Int64(2 * TextInspection.lineLimit)

    /// The rows, each column a text.
    ///
    /// - Parameter firstRows: whether only the first rows will be asked for.
    func source(
        rejectsInto rejects: (errors: String, scans: String)? = nil,
        firstRows: Bool = false
    ) -> Source {
        var options = [
            TableFunction.Option("auto_detect", .boolean(false)), .init("all_varchar", .boolean(true)),
            .init("max_line_size", .integer(Int64(TextInspection.lineLimit + 1))),
            .init("buffer_size", .integer(firstRows ? Self.firstRowsBuffer : Self.readerBuffer)),
        ]
        if let rejects {
            options += [
                .init("store_rejects", .boolean(true)), .init("rejects_table", .text(rejects.errors)),
                .init("rejects_scan", .text(rejects.scans)),
            ]
        }
        switch format {
        case .parquet: return .function(TableFunction(.readParquet, [.text(path)]))
        case .jsonLines:
            options += [
                .init("delim", .text(Self.noDelimiter)), .init("quote", .text("")), .init("escape", .text("")),
                .init("header", .boolean(false)), .init("columns", .types([ColumnType(Self.lineColumn, .text)])),
            ]
        case .csv, .tsv:
            options += [
                .init("delim", .text(delimiter)), .init("quote", .text(quote ?? "")),
                .init("escape", .text(escape ?? "")), .init("header", .boolean(hasHeader)),
                .init("columns", .types(columns.map { ColumnType(Identifier($0), .text) })),
            ]
            if skippedLines > 0 { options.append(.init("skip", .integer(Int64(skippedLines)))) }
        }
        return .function(TableFunction(.readCSV, [.text(path)], options: options))
    }

    /// The text of a column; of the empty name, the row as a whole.
    func text(_ column: String) -> SQLExpression {
        switch format {
        case .csv, .tsv: return .column(Identifier(column))
        case .parquet: return SQLExpression.column(Identifier(column)).cast(to: .text)
        case .jsonLines:
            let line = SQLExpression.column(Self.lineColumn)
            guard !column.isEmpty else { return line }
            // The engine stops at a line that is no JSON, so only those that are get looked into.
            return .cases([.when(SQLExpression.isJSON(line), then: .jsonText(line, path: Self.path(column)))])
        }
    }

    /// The text of a column as cleaning leaves it, which is what shows how the column is written.
    ///
    /// - Parameter strays: what may stand around values; a check of the file shows that it is less, for a shorter statement.
    func cleanedText(_ column: String, cleaners: [Cleaner] = [], strays: StrayCharacters = .all) -> SQLExpression {
        var plan = ColumnPlan(column: column, target: column, type: .text, cleaners: cleaners)
        plan.strays = strays
        return plan.cleaned(text(column))
    }

    /// What a row says besides the columns of these names, as one text; null where that is nothing, so that a file which
    /// lacks such columns says the same as one that leaves them empty.
    func others(than kept: [String]) -> SQLExpression? {
        if format == .jsonLines { return restOfObject(without: kept) }
        let names = columns.filter { !kept.contains($0) }
        guard !names.isEmpty else { return nil }
        // By name, for another file may have them in another order.
        let parts = names.sorted().map { name in
            SQLExpression.coalesce([.concat([.text("\u{1E}\(name)\u{1F}"), text(name)]), ""])
        }
        return .nullIf(.concat(parts), "")
    }

    /// The object in a line without the values at some paths, which says the same for any spaces between its parts.
    private func restOfObject(without paths: [String]) -> SQLExpression? {
        guard let wellFormed, let patch = JSONRemoval(of: paths.map(Self.keys)).text else { return nil }
        let rest = SQLExpression.jsonMerged(.column(Self.lineColumn), patch: patch)
        // The engine stops at a line that is no JSON.
        return .cases([.when(wellFormed, then: .nullIf(rest, "{}"))])
    }

    /// What tells a row from a blank line; `nil` where the reader does. Of one column it gives blank lines as nulls.
    var isRow: SQLExpression? {
        switch format {
        case .parquet: nil
        case .jsonLines: SQLExpression.trim(.column(Self.lineColumn), characters: " \t\r").notEquals("")
        case .csv, .tsv: columns.count == 1 ? SQLExpression.column(Identifier(columns[0])).isNotNull : nil
        }
    }

    /// What a row must be for its columns to be looked at.
    var wellFormed: SQLExpression? {
        guard format == .jsonLines else { return nil }
        let line = SQLExpression.column(Self.lineColumn)
        return SQLExpression.isJSON(line) && line.matches(pattern: "^\\s*[{]")
    }

    /// How records are told apart, to find a record's line again. Parquet has no lines.
    var recordLines: RecordLines? {
        switch format {
        case .parquet: nil
        case .jsonLines: RecordLines(delimiter: Self.noDelimiter, quote: nil, hasHeader: false, blank: " \t")
        case .csv, .tsv:
            RecordLines(
                delimiter: delimiter,
                quote: quote?.utf8.first,
                hasHeader: hasHeader,
                skippedLines: skippedLines,
                // The reader tells no empty quotes from a blank line where these are all there can be.
                blank: columns.count == 1 ? quote ?? "" : ""
            )
        }
    }

    /// `customer.id` as a path into a JSON object.
    private static func path(_ name: String) -> String {
        "$" + keys(name).map { ".\"" + $0 + "\"" }.joined()
    }

    private static func keys(_ name: String) -> [String] {
        name.split(separator: ".").map { String($0.replacing("\"", with: "")) }
    }
}
