import Domain
import ProjectFile
import SQL
import Warehouse

/// Lines of a file that the reader could not take.
extension ReadTable {
    /// What to say of lines that were left out.
    ///
    /// - Throws: `ImportError.unclosedQuote`: whatever comes after such a quote was not read.
    func refusedLines(_ file: TableFile, _ connection: Connection) async throws -> [Bilingual] {
        guard file.format == .csv || file.format == .tsv else { return [] }
        try await checkQuotes(connection)
        let result = try await connection.query(
            Select(["lines": .countDistinct(.column("line"))], from: .table("_errors"))
        )
        guard let lines = try result.integers("lines").first, lines > 0 else { return [] }
        return [
            Bilingual(
                en: lines == 1
                    ? "1 line of \(name) does not have the columns of the header and was left out."
                    : "\(lines) lines of \(name) do not have the columns of the header and were left out.",
                zh: "\(name) 中有 \(lines) 行与表头的列不符，已略过。"
            )
        ]
    }

    /// A quote that is open to the end of the file has swallowed everything after it.
    private func checkQuotes(_ connection: Connection) async throws {
        let last = Select(
            [
                "type": SQLExpression.column("error_type").cast(to: .text), "line": .column("line"),
                "text": .column("csv_line"),
            ],
            from: .table("_errors"),
            orderBy: [SQLExpression.column("line_byte_position").descending()],
            limit: 1
        )
        let result = try await connection.query(last)
        guard let type = try result.texts("type", missing: "").first,
            let text = try result.texts("text", missing: "").first, TableFile.isOpenQuote(type, text),
            let line = try result.integers("line", missing: 1).first
        else { return }
        throw ImportError.unclosedQuote(path: path, line: Int(line))
    }
}
