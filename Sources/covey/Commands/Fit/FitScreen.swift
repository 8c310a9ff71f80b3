import Domain
import Fitting
import Foundation

/// A fit as a person reads it: what it is of, the parameters, the tables, and what to know of them.
struct FitScreen {
    var document: FitDocument
    var purpose: Bilingual
    var session: Session

    /// Rows of a table on the screen; JSON and the report have more.
    var shownRows = 30

    func show() throws {
        var lines = [session.output.style.bold(document.model) + "  " + session.text(purpose), ""]
        lines += facts
        if !document.parameters.isEmpty, !document.hasTableOfParameters { lines += [""] + parameterTable }
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
        let shown = table.rows.prefix(shownRows)
        var lines = [session.output.style.bold(session.text(table.title))]
        lines += drawn(columns, Array(shown))
        if table.rows.count > shown.count {
            let more = table.rows.count - shown.count
            lines.append(session.text("… and \(more) more; --json has all of them", "……另有 \(more) 行；--json 可得全部"))
        }
        if let caption = table.caption {
            lines += TextWrapping.lines(PlainText.of(session.text(caption)), width: session.output.textWidth)
        }
        return lines
    }

    /// The table with as many digits as its cells ask for, and with fewer where it would be too wide; then in parts that
    /// repeat the columns that name a row. Names that are cut tell less than digits or another line.
    private func drawn(_ columns: [TextTable.Column], _ rows: [[FitTable.Cell]]) -> [String] {
        for most in [Int.max, 5, 4] {
            let texts = rows.map { $0.map { text($0, digits: most) } }
            if let lines = fitting(columns, texts) { return lines }
        }
        let texts = rows.map { $0.map { text($0, digits: 4) } }
        if let lines = wrapped(columns, texts) { return lines }
        return parts(columns, texts).flatMap { part in
            let table = TextTable(part.map { columns[$0] }, texts.map { row in part.map { row[safely: $0] } })
            return drawn(table) + [""]
        }.dropLast()
    }

    /// The lines of a table whose widest column of texts is broken into lines, such as rules are; `nil` where that leaves it
    /// too little room.
    private func wrapped(_ columns: [TextTable.Column], _ texts: [[String]]) -> [String]? {
        let widths = columns.indices.map { index in texts.map { DisplayWidth.of($0[safely: index]) }.max() ?? 0 }
        let candidates = columns.indices.filter { !columns[$0].isNumeric && widths[$0] > Self.longText }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
        let others = columns.indices.filter { $0 != widest }
            .reduce(0) { $0 + max(widths[$1], DisplayWidth.of(columns[$1].title)) + 2 }
        let room = session.output.textWidth - others
        guard room >= Self.longText else { return nil }
        let broken = texts.flatMap { row -> [[String]] in
            TextWrapping.lines(row[safely: widest], width: room).enumerated().map { number, line in
                columns.indices.map { $0 == widest ? line : number == 0 ? row[safely: $0] : "" }
            }
        }
        return fitting(columns, broken)
    }

    /// Columns from which on a text is a sentence rather than a name.
    private static let longText = 30

    /// The lines of a table where no cell has to be cut; `nil` where one has.
    private func fitting(_ columns: [TextTable.Column], _ texts: [[String]]) -> [String]? {
        let lines = TextTable(columns, texts).drawn(width: nil, style: session.output.style).lines
        return lines.allSatisfy { DisplayWidth.of(PlainText.of($0)) <= session.output.textWidth } ? lines : nil
    }

    /// Columns that fit beside those that name the row, in their order.
    private func parts(_ columns: [TextTable.Column], _ texts: [[String]]) -> [[Int]] {
        let names = Self.naming(columns, texts)
        var parts = [names]
        for column in columns.indices.dropFirst(names.count) {
            let wider = parts[parts.count - 1] + [column]
            let fits = fitting(wider.map { columns[$0] }, texts.map { row in wider.map { row[safely: $0] } }) != nil
            if fits || parts[parts.count - 1].count == names.count {
                parts[parts.count - 1] = wider
            } else {
                parts.append(names + [column])
            }
        }
        return parts
    }

    /// The first columns, as many as tell the rows apart while they are texts; the first one alone if these do not.
    private static func naming(_ columns: [TextTable.Column], _ texts: [[String]]) -> [Int] {
        for count in 1..<max(2, columns.count) where columns.prefix(count).dropFirst().allSatisfy({ !$0.isNumeric }) {
            let names = texts.map { row in (0..<count).map { row[safely: $0] } }
            if Set(names).count == names.count { return Array(0..<count) }
        }
        return [0]
    }

    private func drawn(_ table: TextTable) -> [String] {
        table.drawn(width: session.output.textWidth, style: session.output.style).lines
    }

    private func text(_ cell: FitTable.Cell, digits most: Int) -> String {
        switch cell {
        case .missing: "–"
        case .text(let text): session.text(text)
        case .integer(let number): Figures.grouped(Int64(number))
        case .number(let number, let digits): number.isFinite ? SignificantDigits.text(number, min(digits, most)) : "–"
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

extension [String] {
    /// A cell, empty where a row is short.
    fileprivate subscript(safely index: Int) -> String { index < count ? self[index] : "" }
}
