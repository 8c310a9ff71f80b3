import Compiler
import Domain
import Exchange
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Finds out how a file is written: its format, delimiter, quote, header and columns.
struct FileShape {
    var connection: Connection

    /// The format that a name promises, or the first bytes show.
    static func format(path: String, stated: FileFormat?) throws -> FileFormat {
        if let stated { return stated }
        var name = path.lowercased()
        for ending in [".gz", ".zst", ".zstd"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        if name.hasSuffix(".parquet") || name.hasSuffix(".pq") { return .parquet }
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") || name.hasSuffix(".json") { return .jsonLines }
        if name.hasSuffix(".tsv") || name.hasSuffix(".tab") { return .tsv }
        return Self.beginning(of: path).starts(with: Array("PAR1".utf8)) ? .parquet : .csv
    }

    private static func beginning(of path: String) -> Data {
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        return (try? handle?.read(upToCount: 64)) ?? Data()
    }

    /// Refuses what is a table to its owner and not to a reader of text: workbooks, pages, JSON that is one array.
    ///
    /// - Throws: `ImportError.notATable`, or `.blank` and `.nulBytes` where there is no text at all.
    static func refuseOtherFormats(
        _ path: String,
        shown: String,
        _ format: FileFormat,
        _ inspection: TextInspection
    ) throws {
        let start = beginning(of: path)
        let text = String(decoding: start, as: UTF8.self).lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
        if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw ImportError.notATable(path: shown, kind: .workbook)
        }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
            throw ImportError.notATable(path: shown, kind: .webPage)
        }
        if text.hasPrefix("[") { throw ImportError.notATable(path: shown, kind: .jsonArray) }
        guard format != .parquet, try FileHead.read(path, inspection: inspection).isBlank else { return }
        if inspection.nulBytes > 0 { throw ImportError.nulBytes(path: shown, count: inspection.nulBytes) }
        if try BlankScan.isBlank(path) { throw ImportError.blank(path: shown) }
    }

    /// - Parameters:
    ///   - path: a Parquet file, or plain UTF-8 text.
    ///   - original: the path to name in messages.
    ///   - preamble: the lines before the table.
    ///   - stated: what the project says of the file.
    func table(
        format: FileFormat,
        path: String,
        original: String,
        preamble: Preamble,
        stated: StatedShape
    ) async throws -> TableFile {
        switch format {
        case .parquet: return try await parquet(path, original)
        case .jsonLines: return try await jsonLines(path)
        case .csv, .tsv:
            return try await delimited(format, path, original, preamble, stated)
        }
    }

    private func parquet(_ path: String, _ original: String) async throws -> TableFile {
        let source = Source.function(TableFunction(.readParquet, [.text(path)]))
        do {
            let result = try await connection.query(Select(.all, from: source, limit: 0))
            return TableFile(
                format: .parquet,
                path: path,
                delimiter: "",
                quote: nil,
                escape: nil,
                hasHeader: true,
                columns: result.schema.fields.map(\.name),
                timeColumns: Set(result.schema.fields.filter { $0.type.isTime }.map(\.name))
            )
        } catch let error as WarehouseError {
            throw ImportError.unreadable(path: original, reason: error.engineMessage)
        }
    }

    /// The columns are the keys of the first objects.
    private func jsonLines(_ path: String) async throws -> TableFile {
        var file = TableFile(
            format: .jsonLines,
            path: path,
            delimiter: "",
            quote: nil,
            escape: nil,
            hasHeader: false,
            columns: []
        )
        let lines = try await connection.query(
            Select(
                [TableFile.lineColumn: .column(TableFile.lineColumn)],
                from: file.source(firstRows: true),
                limit: 1_000
            )
        )
        for line in try lines.texts(TableFile.lineColumn.name, missing: "") {
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            for key in (object ?? [:]).keys.sorted() where !file.columns.contains(key) { file.columns.append(key) }
        }
        return file
    }

    private func delimited(
        _ format: FileFormat,
        _ path: String,
        _ original: String,
        _ preamble: Preamble,
        _ stated: StatedShape
    ) async throws -> TableFile {
        let (wanted, quote) = (stated.columns, stated.quote)
        let sniffed = try await sniff(path, original, preamble, format, stated)
        let named = Set(wanted).isSubset(of: Set(sniffed.names))
        let looksNamed = wanted.isEmpty ? Self.looksLikeHeader(sniffed.names) : named || !stated.isNumbered
        let hasHeader = stated.header ?? looksNamed
        let columns = hasHeader ? sniffed.names : sniffed.names.indices.map { String($0 + 1) }
        return TableFile(
            format: format,
            path: path,
            delimiter: sniffed.delimiter,
            quote: quote == .off ? nil : sniffed.quote,
            escape: quote == .off ? nil : sniffed.escape,
            hasHeader: hasHeader,
            skippedLines: preamble.lineCount,
            columns: columns
        )
    }

    /// A first row without numbers and gaps is a header: customers' files seldom have rows of texts alone.
    private static func looksLikeHeader(_ names: [String]) -> Bool {
        !names.isEmpty && names.allSatisfy { !$0.isEmpty && Double($0) == nil }
    }

    /// What DuckDB found out about a file.
    fileprivate struct Sniffed {
        var delimiter: String
        var quote: String
        var escape: String
        var names: [String]
    }

    private func sniff(
        _ path: String,
        _ original: String,
        _ preamble: Preamble,
        _ format: FileFormat,
        _ stated: StatedShape
    ) async throws -> Sniffed {
        var options = [
            TableFunction.Option("all_varchar", .boolean(true)), .init("header", .boolean(stated.expectsHeader)),
            .init("max_line_size", .integer(Int64(TextInspection.lineLimit + 1))),
            .init("buffer_size", .integer(TableFile.firstRowsBuffer)),
            .init("ignore_errors", .boolean(true)),
        ]
        if preamble.lineCount > 0 { options.append(.init("skip", .integer(Int64(preamble.lineCount)))) }
        if let delimiter = stated.delimiter(of: format, preamble) { options.append(.init("delim", .text(delimiter))) }
        switch stated.quote {
        case .character(let character): options.append(.init("quote", .text(character)))
        case .off: options.append(.init("quote", .text("")))
        case nil: break
        }
        let source = Source.function(TableFunction(.sniffCSV, [.text(path)], options: options))
        do {
            return try Sniffed(await connection.query(Select(.all, from: source)).row())
        } catch let error as WarehouseError {
            throw ImportError.unreadable(path: original, reason: error.engineMessage)
        }
    }
}

extension FileShape.Sniffed {
    fileprivate init(_ row: Row) {
        func text(_ name: String) -> String {
            if case .text(let value)? = row[name] { return value }
            return ""
        }
        func mark(_ name: String) -> String? {
            let value = text(name)
            return value.isEmpty || value == "(empty)" ? nil : value
        }
        delimiter = text("Delimiter").isEmpty ? "," : text("Delimiter")
        quote = mark("Quote") ?? "\""
        escape = mark("Escape") ?? quote
        var names: [String] = []
        if case .list(let columns)? = row["Columns"] {
            for case .structure(let entries) in columns {
                if case .text(let name)? = entries.first(where: { $0.name == "name" })?.value { names.append(name) }
            }
        }
        self.names = names
    }
}

extension WarehouseError {
    /// The engine's own words, without the statement around them.
    var engineMessage: String {
        if case .statement(_, let failure) = self { return failure.message }
        return explanation.english
    }
}

extension Warehouse.ColumnType {
    fileprivate var isTime: Bool {
        switch self {
        case .date, .timestamp: true
        default: false
        }
    }
}
