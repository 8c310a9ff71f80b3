import Domain
import Fitting

/// A model's parameters and tables, as tables of the report.
struct ModelTables {
    /// The beginning of their names.
    let id: String
    let document: FitDocument
    let notation: Notation

    /// Estimates, with their standard errors where there are any; nothing where the model has no parameters, or
    /// a table of its own for them.
    var parameters: [ReportFigure] {
        let estimates = Self.leaves(document.parameters)
        guard !estimates.isEmpty, !document.hasTableOfParameters else { return [] }
        let errors = Dictionary(Self.leaves(document.standardErrors)) { first, _ in first }
        let hasErrors = estimates.contains { errors[$0.name] != nil }
        let table = ReportTable(
            name: id + "-parameters",
            title: notation.text("Parameters", "参数"),
            columns: [notation.text("Parameter", "参数"), notation.text("Estimate", "估计值")]
                + (hasErrors ? [notation.text("Standard error", "标准误")] : []),
            rows: estimates.map { name, value in
                [.text(name), cell(value)] + (hasErrors ? [errors[name].map(cell) ?? .missing] : [])
            }
        )
        let count = notation.integer(estimates.count)
        let reading =
            hasErrors
            ? notation.text(
                "Estimates of \(count) parameters. A standard error says how far an estimate may be off.",
                "共 \(count) 个参数的估计值。标准误表示估计值的不确定程度。"
            )
            : notation.text(
                estimates.count == 1 ? "The estimate of the parameter." : "Estimates of \(count) parameters.",
                "共 \(count) 个参数的估计值。"
            )
        return [figure(table, reading: reading, width: .half)]
    }

    /// Each table as a figure of its own; those without a row are left out.
    func figures(of tables: [FitTable]) -> [ReportFigure] {
        tables.enumerated().compactMap { number, table in
            guard !table.rows.isEmpty, !table.headings.isEmpty else { return nil }
            let written = ReportTable(
                name: "\(id)-table-\(number + 1)",
                title: table.title[notation.language],
                columns: table.headings.map { $0[notation.language] },
                rows: table.rows.map { row in
                    let cells = row.prefix(table.headings.count).map(cell)
                    return cells + Array(repeating: .missing, count: table.headings.count - cells.count)
                }
            )
            let reading = table.caption?[notation.language] ?? ""
            return figure(written, reading: reading, width: table.headings.count <= 3 ? .half : .full)
        }
    }

    private func figure(_ table: ReportTable, reading: String, width: ReportFigure.Width) -> ReportFigure {
        ReportFigure(
            id: table.name,
            title: table.title,
            reading: reading,
            width: width,
            tables: [table],
            tableIsOpen: true
        )
    }

    private func cell(_ cell: FitTable.Cell) -> ReportTable.Cell {
        switch cell {
        case .missing: .missing
        case .text(let text): .text(text[notation.language])
        case .integer(let number): .integer(number)
        case .number(let number, let digits): number.isFinite ? .significant(number, digits: digits) : .missing
        case .share(let fraction): fraction.isFinite ? .share(fraction) : .missing
        }
    }

    private func cell(_ value: FitValue) -> ReportTable.Cell {
        switch value {
        case .null, .list, .object: .missing
        case .flag(let flag): .text(flag ? notation.text("yes", "是") : notation.text("no", "否"))
        case .integer(let number): .integer(number)
        case .number(let number): number.isFinite ? .significant(number, digits: 6) : .missing
        case .text(let text): .text(text)
        }
    }

    /// The single values within objects and lists, each by the path to it: `coefficients · tenure`, `weights · 2`.
    static func leaves(_ fields: [FitField]) -> [(name: String, value: FitValue)] {
        fields.flatMap { field in
            switch field.value {
            case .object(let inner): leaves(inner).map { (field.name + " · " + $0.name, $0.value) }
            case .list(let values):
                leaves(values.enumerated().map { FitField(String($0 + 1), $1) })
                    .map { (field.name + " · " + $0.name, $0.value) }
            default: [(field.name, field.value)]
            }
        }
    }
}
