/// A table as the template shows it.
struct TableView {
    struct Cell {
        let shown: String
        /// `n` for numbers, flush right; `w` for texts too short to break.
        let cellClass: String?
    }

    struct Row {
        let cells: [Cell]
    }

    /// More rows than a person reads; the CSV file has them all.
    static let rowLimit = 200

    /// The CSV file's name without extension: letters and hyphens of our own, safe in an attribute.
    let file: String
    let caption: String
    let headings: [Cell]
    let rows: [Row]
    /// Said below where rows were left out.
    let cut: String?

    /// Fifteen bytes are five Chinese characters or two English words.
    private static func cell(_ shown: String, isNumeric: Bool) -> Cell {
        Cell(shown: shown, cellClass: isNumeric ? "n" : shown.utf8.count <= 15 ? "w" : nil)
    }

    init(_ table: ReportTable, _ notation: Notation) {
        // A p value below all that can be written is a text among numbers, so one number is enough.
        let numeric = table.columns.indices.map { column in
            table.rows.contains { $0.indices.contains(column) && $0[column].isNumeric }
        }
        file = table.name
        caption = table.title
        headings = zip(table.columns, numeric).map { Cell(shown: $0, cellClass: $1 ? "n" : nil) }
        rows = table.rows.prefix(Self.rowLimit).map { row in
            Row(cells: zip(row, numeric).map { Self.cell($0.shown(in: notation), isNumeric: $1) })
        }
        let all = notation.integer(table.rows.count)
        cut =
            table.rows.count > Self.rowLimit
            ? notation.text(
                "The first \(Self.rowLimit) of \(all) rows; the CSV file has them all.",
                "仅列前 \(Self.rowLimit) 行，共 \(all) 行；CSV 文件中有全部。"
            ) : nil
    }
}
