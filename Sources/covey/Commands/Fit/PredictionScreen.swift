import Domain
import Fitting
import Foundation
import Platform

/// Predictions: to a file, as JSON, or the first of them as a table.
struct PredictionScreen {
    var outcome: PredictFile.Outcome
    /// The file that they go to.
    var output: String?
    var session: Session

    private static let shownRows = 20
    /// Of the file's own columns on the screen: enough to know a row again.
    private static let shownOwnColumns = 2

    private var rowCount: Int { outcome.columns.first?.count ?? 0 }

    func show() throws {
        if let output { try PredictionFile.write(outcome.columns, to: output) }
        if session.isJSON { return try session.show([FitValueText.pretty(document)]) }
        guard let output else { return try session.show(table) }
        try session.show([
            session.text(
                "\(Figures.grouped(Int64(rowCount))) rows written to \(PlainText.of(output))",
                "已将 \(Figures.grouped(Int64(rowCount))) 行写入 \(PlainText.of(output))"
            )
        ])
    }

    private var table: [String] {
        let columns = outcome.columns.map { column in
            if case .numbers = column.values { return TextTable.Column(column.name, isNumeric: true) }
            return TextTable.Column(column.name)
        }
        let order =
            Array(columns.indices.prefix(min(outcome.ownColumns, Self.shownOwnColumns)))
            + Array(columns.indices.dropFirst(outcome.ownColumns))
        let shown = min(rowCount, Self.shownRows)
        let rows = (0..<shown).map { row in order.map { Self.text(outcome.columns[$0], row) } }
        let drawing = TextTable(order.map { columns[$0] }, rows)
            .drawn(width: session.output.textWidth, style: session.output.style)
        let more = rowCount - shown
        let hint = session.text(
            "… and \(Figures.grouped(Int64(more))) more rows; -o FILE writes all of them",
            "……另有 \(Figures.grouped(Int64(more))) 行；-o 文件 可写出全部"
        )
        return drawing.lines + (more > 0 ? [hint] : [])
    }

    private static func text(_ column: DataColumn, _ row: Int) -> String {
        if case .numbers(let numbers) = column.values {
            return numbers[row].isFinite ? SignificantDigits.text(numbers[row], 6) : "–"
        }
        let text = PredictionFile.text(column, row)
        return text.isEmpty ? "–" : text
    }

    private var document: FitValue {
        let predicted = Array(outcome.columns.dropFirst(outcome.ownColumns))
        let rows = (0..<rowCount).map { row in
            FitValue.object(predicted.map { FitField($0.name, Self.value($0, row)) })
        }
        return .object([FitField("rows", .integer(rowCount)), FitField("predictions", .list(rows))])
    }

    private static func value(_ column: DataColumn, _ row: Int) -> FitValue {
        switch column.values {
        case .numbers(let numbers): .number(numbers[row])
        case .categories(let codes, let levels): codes[row] < 0 ? .null : .text(levels[Int(codes[row])])
        case .instants(let instants): instants[row] == nil ? .null : .text(PredictionFile.text(column, row))
        }
    }
}
