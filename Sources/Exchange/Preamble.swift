/// The lines of a delimited file before its table: `sep=;` as Excel writes it, a report's name, the day of its export,
/// blank lines.
package struct Preamble: Sendable, Hashable {
    /// The number of lines before the header, or before the first row where there is none.
    package var lineCount: Int
    /// The delimiter that a line `sep=;` states.
    package var delimiter: String?
    /// Whether some of the lines are neither blank nor `sep=;`.
    package var hasTitles: Bool
    /// Whether some of them hold quotes, by which a reader of tables would not see where they end.
    package var hasQuotes: Bool

    package static let none = Preamble(lineCount: 0, delimiter: nil, hasTitles: false, hasQuotes: false)

    /// What is known of the table that the lines stand before.
    package struct Table: Sendable {
        /// `nil` where it is not stated.
        package var delimiter: String?
        /// `nil` where nothing quotes.
        package var quote: Character?
        package var hasHeader: Bool
        /// Names that the header should have; empty where none are known.
        package var columns: [String]
        /// The number of lines before it, where that is stated.
        package var lineCount: Int?

        package init(
            delimiter: String? = nil,
            quote: Character? = "\"",
            hasHeader: Bool = true,
            columns: [String] = [],
            lineCount: Int? = nil
        ) {
            self.delimiter = delimiter
            self.quote = quote
            self.hasHeader = hasHeader
            self.columns = columns
            self.lineCount = lineCount
        }
    }

    /// A header stands in one of the first lines; further down would be another table.
    private static let searched = 12

    /// Finds the lines before a table. Where nothing is stated, a header is known by the names that it should have; else
    /// by being the first line that is as wide as the table, after lines that are mostly empty beside it.
    ///
    /// - Complexity: O(head).
    package static func find(in head: FileHead, of table: Table) -> Preamble {
        let stated = separator(statedBy: head.lines.first ?? "")
        let first = stated == nil ? 0 : 1
        let delimiter = table.delimiter ?? stated
        var count = table.lineCount ?? first
        if table.lineCount == nil, table.hasHeader {
            let candidates = delimiter.map { [$0] } ?? [",", ";", "\t", "|"]
            let readings = candidates.compactMap(\.first).map {
                HeadRecords(head.lines.dropFirst(first), delimiter: $0, quote: table.quote)
            }
            count = headerLine(readings, named: table.columns) ?? first
        }
        // A reader takes a blank line in the header's place for the header.
        if let next = head.lines.indices.dropFirst(count).first(where: { !isBlank(head.lines[$0]) }) { count = next }
        let lines = head.lines.prefix(count)
        return Preamble(
            lineCount: count,
            delimiter: stated,
            hasTitles: lines.dropFirst(first).contains { !isBlank($0) },
            hasQuotes: table.quote.map { quote in lines.contains { $0.contains(quote) } } ?? false
        )
    }

    /// `;` for `sep=;`, whatever its case, also in quotes.
    private static func separator(statedBy line: String) -> String? {
        var text = Substring(line)
        if text.first == "\u{FEFF}" { text = text.dropFirst() }
        if text.first == "\"", text.last == "\"", text.count > 1 { text = text.dropFirst().dropLast() }
        guard text.count == 5, text.lowercased().hasPrefix("sep="), let last = text.last, !last.isLetter,
            !last.isNumber, last != "\""
        else { return nil }
        return String(last)
    }

    private static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

    private static func headerLine(_ readings: [HeadRecords], named columns: [String]) -> Int? {
        if !columns.isEmpty {
            let wanted = Set(columns)
            let found = readings.compactMap { reading in
                reading.records.first { $0.line < searched && wanted.isSubset(of: Set($0.fields)) }?.line
            }
            if let line = found.min() { return line }
        }
        // The delimiter by which the most lines are equally wide is the table's.
        let best = readings.enumerated().max {
            ($0.element.widthCount, $0.element.width, $1.offset) < ($1.element.widthCount, $1.element.width, $0.offset)
        }
        return best.flatMap { headerLine(in: $0.element) }
    }

    private static func headerLine(in reading: HeadRecords) -> Int? {
        let width = reading.width
        guard width >= 2 else { return nil }
        for (index, record) in reading.records.enumerated() where record.line < searched {
            let filled = record.fields.filter { !$0.isEmpty }
            if filled.count * 2 <= width { continue }
            guard index > 0, record.fields.count == width, isHeader(filled) else { return nil }
            let rest = reading.records[index...]
            let isTable = rest.count { $0.fields.count == width } * 2 > rest.count
            return isTable ? record.line : nil
        }
        return nil
    }

    /// Different names, none of which is a number or a day.
    private static func isHeader(_ names: [String]) -> Bool {
        Set(names).count == names.count
            && names.allSatisfy { $0.contains(where: \.isLetter) || !$0.contains(where: \.isNumber) }
    }
}
