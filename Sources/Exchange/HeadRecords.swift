/// The first lines of a file as records of a table.
struct HeadRecords {
    struct Record {
        /// Trimmed.
        var fields: [String]
        /// The number, from 0, of the line it begins in.
        var line: Int
    }

    /// Without blank ones.
    let records: [Record]
    /// The commonest number of fields above one, the larger of equally common ones; 0 where there is none.
    let width: Int
    /// How many records are so wide.
    let widthCount: Int

    /// - Parameter lines: lines whose indices are their numbers in the file, from 0.
    init(_ lines: ArraySlice<String>, delimiter: Character, quote: Character?) {
        var records: [Record] = []
        var index = lines.startIndex
        while index < lines.endIndex {
            let (fields, next) = Self.record(lines, at: index, delimiter, quote)
            let isBlank = fields.count == 1 && fields[0].isEmpty
            if !isBlank { records.append(Record(fields: fields, line: index)) }
            index = next
        }
        self.records = records
        let counts = Dictionary(grouping: records.map(\.fields.count).filter { $0 > 1 }) { $0 }.mapValues(\.count)
        let commonest = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        width = commonest?.key ?? 0
        widthCount = commonest?.value ?? 0
    }

    /// A quoted value of a real table spans a few lines; a quote that stays open for more is a character.
    private static let longestValue = 10

    private static func record(
        _ lines: ArraySlice<String>,
        at start: Int,
        _ delimiter: Character,
        _ quote: Character?
    ) -> (fields: [String], next: Int) {
        var splitting = Splitting(delimiter: delimiter, quote: quote)
        for index in start..<min(lines.endIndex, start + longestValue) {
            splitting.add(lines[index])
            if !splitting.isQuoted { return (splitting.finish(), index + 1) }
        }
        var plain = Splitting(delimiter: delimiter, quote: nil)
        plain.add(lines[start])
        return (plain.finish(), start + 1)
    }
}

/// Cuts lines into fields.
private struct Splitting {
    let delimiter: Character
    let quote: Character?
    private(set) var isQuoted = false
    private var fields: [String] = []
    private var field = ""
    private var quoteJustClosed = false

    init(delimiter: Character, quote: Character?) {
        self.delimiter = delimiter
        self.quote = quote
    }

    mutating func add(_ line: String) {
        if isQuoted { field.append("\n") }
        for character in line { add(character) }
    }

    private mutating func add(_ character: Character) {
        if isQuoted {
            guard character == quote else { return field.append(character) }
            isQuoted = false
            quoteJustClosed = true
        } else if character == quote, quoteJustClosed {
            // A second quote straight after one that closed stands for itself.
            field.append(character)
            isQuoted = true
            quoteJustClosed = false
        } else if character == quote, field.isEmpty {
            isQuoted = true
        } else if character == delimiter {
            endField()
        } else {
            field.append(character)
            quoteJustClosed = false
        }
    }

    private mutating func endField() {
        var text = Substring(field)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        fields.append(String(text))
        field = ""
        quoteJustClosed = false
    }

    mutating func finish() -> [String] {
        endField()
        return fields
    }
}
