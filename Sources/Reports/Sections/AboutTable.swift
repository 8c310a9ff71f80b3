import Domain

/// What the report covers, for when, and whether that is still so: a table for the CSV files, which lack the page's head.
enum AboutTable {
    static func table(of meta: ReportMeta, in notation: Notation) -> ReportTable {
        var rows: [[ReportTable.Cell]] = [
            [.text(notation.text("Title", "标题")), .text(meta.title[notation.language])],
            [.text(notation.text("As of", "截至")), .text(notation.instant(meta.asOf))],
            [.text(notation.text("Generated", "生成时间")), .text(notation.instant(meta.generatedAt))],
            [.text(notation.text("Amounts in", "金额单位")), .text(meta.currency.code)],
            [.text(notation.text("Covey’s version", "群像版本")), .text(meta.productVersion)],
        ]
        if let stale = meta.stale {
            rows.append([.text(Words.stale.text(in: notation)), .text(stale[notation.language])])
        }
        return ReportTable(
            name: "about",
            title: Words.about.text(in: notation),
            columns: [notation.text("About", "项目"), notation.text("Value", "内容")],
            rows: rows
        )
    }
}
