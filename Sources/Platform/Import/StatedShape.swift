import Exchange
import ProjectFile

/// What a project says about how a source's files are written; all of it may be left to be found out.
struct StatedShape {
    var delimiter: String?
    var quote: QuoteMark?
    var header: Bool?
    var skippedLines: Int?
    /// Names of columns that a file should have; they tell whether its first row is a header.
    var columns: [String] = []

    /// Columns are named by number, which is how files without a header are described.
    var isNumbered: Bool { !columns.isEmpty && columns.allSatisfy { Int($0) != nil } }
    var expectsHeader: Bool { header ?? !isNumbered }

    /// What the project states goes before what the file states, and that before what the file's name promises.
    func delimiter(of format: FileFormat, _ preamble: Preamble) -> String? {
        delimiter ?? preamble.delimiter ?? (format == .tsv ? "\t" : nil)
    }

    /// The lines before the table of a file.
    func preamble(of path: String, _ format: FileFormat, _ inspection: TextInspection) throws -> Preamble {
        guard format.isDelimitedText else { return .none }
        let mark: Character? =
            switch quote {
            case .off: nil
            case .character(let text): text.first
            case nil: "\""
            }
        return Preamble.find(
            in: try FileHead.read(path, inspection: inspection),
            of: Preamble.Table(
                delimiter: delimiter,
                quote: mark,
                hasHeader: expectsHeader,
                columns: columns,
                lineCount: skippedLines
            )
        )
    }
}

extension StatedShape {
    init(_ source: SourceDefinition) {
        delimiter = source.delimiter
        quote = source.quote
        header = source.header
        skippedLines = source.skippedLines
        columns = source.columns.map(\.column.value)
    }
}
