import Domain
import Exchange
import Foundation
import Platform
import ProjectFile
import Warehouse

/// Prints the rows of a query as they come.
struct QueryPrinting {
    var sql: String
    /// How many rows a table shows; `nil` for all of them.
    var limit: Int?
    var session: Session

    /// More rows than that are no table to read.
    static let tableLimit = 1_000

    func run(_ format: QueryCommand.Format, _ workspace: Workspace) async throws {
        let query = RunQuery(workspace: workspace)
        let zone = workspace.project.timeZone.value
        do {
            switch format {
            case .table: try await table(query, zone)
            case .csv: try await csv(query, zone)
            case .json: try await json(query, zone)
            }
        } catch WarehouseError.statement(.query, let failure) {
            throw QueryMistake(message: failure.message)
        } catch WarehouseError.result(.columnType(let column, _, _)) {
            throw UnreadableColumn(name: column)
        }
    }

    private func table(_ query: RunQuery, _ zone: TimeZone) async throws {
        var fields: [Field] = []
        var rows: [[String]] = []
        let limit = limit ?? Int.max
        try await query.run(sql) { schema, batch in
            fields = schema.fields
            rows += batch.prefix(limit - rows.count + (limit < Int.max ? 1 : 0)).map { row in
                row.cells.map { CellText.onScreen($0, zone: zone) }
            }
            return rows.count <= limit
        }
        let isCut = rows.count > limit
        let columns = fields.map { TextTable.Column(PlainText.of($0.name), isNumeric: CellText.isNumeric($0.type)) }
        let table = TextTable(columns, Array(rows.prefix(limit)))
        let drawing = table.drawn(width: session.output.width, style: session.output.style)
        try session.show(drawing.lines)
        if isCut {
            try session.remark(
                Bilingual(
                    en: "Only the first \(Figures.grouped(Int64(limit))) rows are shown; --all shows every row.",
                    zh: "只显示前 \(Figures.grouped(Int64(limit))) 行；加 --all 显示全部。"
                )
            )
        }
        if drawing.leftOut > 0 {
            try session.remark(
                Bilingual(
                    en: "There is no room for \(drawing.leftOut) more columns; --format csv has them.",
                    zh: "屏幕放不下另外 \(drawing.leftOut) 列；可用 --format csv。"
                )
            )
        }
    }

    private func csv(_ query: RunQuery, _ zone: TimeZone) async throws {
        var isFirst = true
        try await query.run(sql) { schema, batch in
            let head = isFirst ? [schema.fields.map(\.name)] : []
            isFirst = false
            let rows = head + batch.map { row in row.cells.map { CellText.of($0, zone: zone) } }
            try session.output.write(rows.map { CSVLine.text($0, end: "\n") }.joined())
            return true
        }
    }

    /// An array with one object on each line, written as the rows come.
    private func json(_ query: RunQuery, _ zone: TimeZone) async throws {
        var (isBegun, isFirst) = (false, true)
        try await query.run(sql) { schema, batch in
            // Not before: a statement that fails at once must leave standard output to the error.
            if !isBegun { try session.output.write("[") }
            isBegun = true
            let names = JSONText.distinct(schema.fields.map(\.name))
            let text = batch.map { row in
                defer { isFirst = false }
                return (isFirst ? "\n" : ",\n") + JSONText.object(row, names: names, zone: zone)
            }
            try session.output.write(text.joined())
            return true
        }
        try session.output.write("\n]\n")
    }
}

/// A statement that the engine refuses.
struct QueryMistake: ExplainedError {
    var message: String

    var explanation: Bilingual {
        Bilingual(en: "The query cannot be answered: \(message)", zh: "无法执行该查询：\(message)")
    }

    var advice: Bilingual? {
        Bilingual(en: "covey query 'show all tables' lists what there is.", zh: "covey query 'show all tables' 可列出全部表。")
    }
}

/// A column of a type that only the engine itself can write, in a statement that cannot be asked to.
struct UnreadableColumn: ExplainedError {
    var name: String

    var explanation: Bilingual {
        Bilingual(
            en: "The column “\(name)” is of a type that cannot be shown as it is.",
            zh: "列“\(name)”的类型无法直接显示。"
        )
    }

    var advice: Bilingual? {
        Bilingual(en: "Write it as text: CAST(\(name) AS VARCHAR)", zh: "请转换为文本：CAST(\(name) AS VARCHAR)")
    }
}
