import Domain
import Fitting
import Foundation

/// A fit as a person reads it: what it is of, the parameters, the tables, and what to know of them.
struct FitScreen {
    var document: FitDocument
    var purpose: Bilingual
    var session: Session

    /// Rows of a table on the screen; JSON and the report have more.
    private static let shownRows = 30

    func show() throws {
        var lines = [session.output.style.bold(document.model) + "  " + session.text(purpose), ""]
        lines += facts
        if !document.parameters.isEmpty { lines += [""] + parameterTable }
        for table in document.tables { lines += [""] + self.lines(of: table) }
        if !document.notes.isEmpty {
            lines += [""] + document.notes.flatMap(noteLines)
        }
        try session.show(lines)
    }

    private func noteLines(_ note: Bilingual) -> [String] {
        let lines = TextWrapping.lines(PlainText.of(session.text(note)), width: session.output.textWidth - 2)
        return lines.enumerated().map { ($0 == 0 ? "· " : "  ") + $1 }
    }

    private var facts: [String] {
        var facts: [(Bilingual, String)] = [
            (Bilingual(en: "fitted to", zh: "拟合数据量"), Figures.grouped(Int64(document.n)))
        ]
        if document.rowsLeftOut > 0 {
            facts.append((Bilingual(en: "rows left out", zh: "略去的行"), Figures.grouped(Int64(document.rowsLeftOut))))
        }
        if let value = document.logLikelihood {
            facts.append((Bilingual(en: "log-likelihood", zh: "对数似然"), SignificantDigits.text(value, 10)))
        }
        if let value = document.aic { facts.append((Bilingual(verbatim: "AIC"), SignificantDigits.text(value, 8))) }
        if let value = document.bic { facts.append((Bilingual(verbatim: "BIC"), SignificantDigits.text(value, 8))) }
        let table = TextTable([.init(""), .init("", isNumeric: true)], facts.map { [session.text($0.0), $0.1] })
        return table.drawn(width: session.output.textWidth, style: session.output.style, heading: false).lines
    }

    private var parameterTable: [String] {
        let errors = Dictionary(document.standardErrors.map { ($0.name, $0.value) }) { first, _ in first }
        let rows = document.parameters.map { field in
            [field.name, Self.text(field.value)] + (errors.isEmpty ? [] : [errors[field.name].map(Self.text) ?? "–"])
        }
        var columns = [
            TextTable.Column(session.text("Parameter", "参数")),
            TextTable.Column(session.text("Estimate", "估计值"), isNumeric: true),
        ]
        if !errors.isEmpty { columns.append(.init(session.text("Std. error", "标准误"), isNumeric: true)) }
        return drawn(TextTable(columns, rows))
    }

    private static func text(_ value: FitValue) -> String {
        switch value {
        case .number(let number): number.isFinite ? SignificantDigits.text(number, 7) : "–"
        case .integer(let number): String(number)
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .null: "–"
        case .list, .object: FitValueText.pretty(value)
        }
    }

    private func lines(of table: FitTable) -> [String] {
        let columns = table.headings.enumerated().map { index, heading in
            TextTable.Column(session.text(heading), isNumeric: table.isNumeric(index))
        }
        let shown = table.rows.prefix(Self.shownRows)
        var lines = [session.output.style.bold(session.text(table.title))]
        lines += drawn(TextTable(columns, shown.map { $0.map { text($0) } }))
        if table.rows.count > shown.count {
            let more = table.rows.count - shown.count
            lines.append(session.text("… and \(more) more; --json has all of them", "……另有 \(more) 行；--json 可得全部"))
        }
        if let caption = table.caption {
            lines += TextWrapping.lines(PlainText.of(session.text(caption)), width: session.output.textWidth)
        }
        return lines
    }

    private func drawn(_ table: TextTable) -> [String] {
        table.drawn(width: session.output.textWidth, style: session.output.style).lines
    }

    private func text(_ cell: FitTable.Cell) -> String {
        switch cell {
        case .missing: "–"
        case .text(let text): session.text(text)
        case .integer(let number): Figures.grouped(Int64(number))
        case .number(let number, let digits): number.isFinite ? SignificantDigits.text(number, digits) : "–"
        case .share(let share): Shares.text(share)
        }
    }
}

extension FitTable {
    /// Whether a column holds numbers, which stand to the right.
    fileprivate func isNumeric(_ column: Int) -> Bool {
        rows.contains { row in
            guard column < row.count else { return false }
            switch row[column] {
            case .integer, .number, .share: return true
            case .missing, .text: return false
            }
        }
    }
}
