import Compiler
import Domain
import Exchange
import Foundation
import SQL
import Warehouse

/// Gathers the rows of one import that could not be used, from the reader's own record and from the conversion.
struct RejectCollector {
    var connection: Connection
    /// The path to name in messages.
    var file: String
    var table: TableFile
    var plans: [ColumnPlan]
    var importNumber: Int64
    var rejectMark: RejectMark
    var raw: TableName
    /// Names of the reader's tables of errors, if it kept any.
    var readerTables: (errors: String, scans: String)?
    /// Lines that were blanked before reading.
    var overlongLines: [Int]

    /// How many rows came in as they should, and how many the conversion marked.
    func counts() async throws -> (good: Int, marked: Int) {
        let isGood = SQLExpression.column(RawColumn.importNumber).equals(.integer(importNumber))
        let query = Select(
            ["good": .countRows(where: isGood), "marked": .countRows(where: RejectMark.isMarked)],
            from: .table(raw)
        )
        let result = try await connection.query(query)
        return (Int(try result.integers("good")[0]), Int(try result.integers("marked")[0]))
    }

    /// A record that the reader itself refused.
    struct Refused {
        var offset: Int64
        var errorType: String
        var column: String?
        var text: String
    }

    /// What the reader refused, in the order of the file.
    func refused() async throws -> [Refused] {
        guard let readerTables else { return [] }
        let query = Select(
            [
                "offset": .column("line_byte_position"), "type": SQLExpression.column("error_type").cast(to: .text),
                "name": .column("column_name"), "text": .substring(.column("csv_line"), from: 1, count: 500),
                "size": .length(.column("csv_line")),
            ],
            from: .table(TableName(Identifier(readerTables.errors))),
            orderBy: [
                SQLExpression.column("line_byte_position").ascending(), SQLExpression.column("column_idx").ascending(),
            ]
        )
        let result = try await connection.query(query)
        let offsets = try result.integers("offset", missing: 0)
        let types = try result.texts("type", missing: "")
        let (names, texts) = (try result.texts("name", missing: ""), try result.texts("text", missing: ""))
        var refused: [Refused] = []
        for index in offsets.indices where refused.last?.offset != offsets[index] {
            refused.append(
                Refused(
                    offset: offsets[index],
                    errorType: types[index],
                    column: names[index].isEmpty ? nil : names[index],
                    // In files with CR LF the reader takes the LF before a record for its beginning.
                    text: String(texts[index].drop(while: \.isNewline))
                )
            )
        }
        return refused
    }

    /// All rejects with their lines, in the order of the file.
    ///
    /// - Parameter limit: how many of the converted rows' rejects to look up; all of them where it is `nil`.
    func rejects(_ refused: [Refused], limit: Int? = nil) async throws -> [Reject] {
        let first = SQLExpression.scalar(
            Select(
                ["first": .min(.column(RawColumn.position))],
                from: .table(raw),
                where: SQLExpression.column(RawColumn.importNumber).equals(.integer(importNumber))
                    || RejectMark.isMarked
            )
        )
        let query = Select(
            [
                "ordinal": SQLExpression.column(RawColumn.position) - first,
                "mark": .column(RawColumn.importNumber), "text": .column(rejectMark.textColumn),
            ],
            from: .table(raw),
            where: RejectMark.isMarked,
            orderBy: [SQLExpression.column(RawColumn.position).ascending()],
            limit: limit
        )
        let result = try await connection.query(query)
        let ordinals = try result.integers("ordinal").map(Int.init)
        let positions = try result.integers("mark").map(RejectMark.position)
        let texts = try result.batches.flatMap { try TextColumn($0.column(named: "text")).optionals() }
        let lines = try lines(ordinals, refused)
        let converted = ordinals.indices.map { index in
            reject(position: positions[index], text: texts[index], line: lines.accepted[index])
        }
        let unread = refused.enumerated().map { index, record in
            Reject(
                file: file,
                line: lines.refused[index],
                column: record.column,
                value: record.text,
                reason: RejectReason(errorType: record.errorType)
            )
        }
        let overlong = overlongLines.map { Reject(file: file, line: $0, reason: .lineTooLong) }
        return (converted + unread + overlong).sorted { $0.line < $1.line }
    }

    private func reject(position: Int, text: String?, line: Int) -> Reject {
        guard position >= 0, position < plans.count else {
            return Reject(file: file, line: line, value: text.map { String($0.prefix(500)) }, reason: .notJSON)
        }
        let plan = plans[position]
        return Reject(
            file: file,
            line: line,
            column: plan.column,
            value: text,
            reason: RejectReason(type: plan.type, text: text)
        )
    }

    private func lines(_ ordinals: [Int], _ refused: [Refused]) throws -> (accepted: [Int], refused: [Int]) {
        guard let format = table.recordLines else { return (ordinals.map { $0 + 1 }, []) }
        guard !ordinals.isEmpty || !refused.isEmpty else { return ([], []) }
        // The reader counts bytes from one.
        return try format.lines(of: table.path, ordinals: ordinals, refusedAt: refused.map { max(0, $0.offset - 1) })
    }

    /// Removes the marked rows from the raw table.
    func removeMarked() async throws {
        try await connection.execute(.delete(from: raw, where: RejectMark.isMarked))
    }
}
