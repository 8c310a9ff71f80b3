import Domain

/// The parts of data quality that are tables.
extension ReportSection {
    static func checksFigure(_ quality: DataQuality, _ notation: Notation) -> ReportFigure? {
        guard !quality.checks.isEmpty else { return nil }
        let silent = quality.checks.count { $0.found == 0 }
        let removed = notation.count(quality.checks.reduce(0) { $0 + $1.removed }, .row)
        let total = quality.checks.count
        return ReportFigure(
            id: "quality-checks",
            title: notation.text("What was checked", "检查了什么"),
            reading: notation.text(
                "\(total) \(total == 1 ? "check" : "checks") ran: \(total - silent) found something, "
                    + "\(silent) found nothing; together they removed \(removed).",
                "共运行 \(total) 项检查：\(total - silent) 项有发现，\(silent) 项无发现；合计去掉 \(removed)。"
            ),
            tables: [checksTable(quality, notation)],
            tableIsOpen: true
        )
    }

    static func scopesFigure(_ quality: DataQuality, _ notation: Notation) -> ReportFigure? {
        guard !quality.scopes.isEmpty else { return nil }
        return ReportFigure(
            id: "quality-scopes",
            title: notation.text("Which orders are counted", "统计了哪些订单"),
            reading: notation.text(
                "Each figure of this report is taken over one of these sets of rows.",
                "本报告的每个数字都取自以下某个范围。"
            ),
            width: .half,
            tables: [scopesTable(quality, notation)],
            tableIsOpen: true
        )
    }

    static func cleanersFigure(_ quality: DataQuality, _ notation: Notation) -> ReportFigure? {
        guard !quality.cleaners.isEmpty else { return nil }
        let changed = notation.count(quality.cleaners.reduce(0) { $0 + $1.valuesChanged }, .value)
        return ReportFigure(
            id: "quality-cleaners",
            title: notation.text("What was tidied", "整理了什么"),
            reading: notation.text("Cleaning rules rewrote \(changed).", "清洗规则改写了 \(changed)。"),
            width: .half,
            tables: [
                ReportTable(
                    name: "quality-cleaners",
                    title: notation.text("Cleaning rules", "清洗规则"),
                    columns: [
                        notation.text("Source", "数据源"), notation.text("Column", "列"),
                        notation.text("Rule", "规则"), notation.text("Values changed", "改写的值"),
                    ],
                    rows: quality.cleaners.map {
                        [
                            .text($0.source), .text($0.column), .text($0.title[notation.language]),
                            .integer($0.valuesChanged),
                        ]
                    }
                )
            ],
            tableIsOpen: true
        )
    }

    static func sourcesTable(_ quality: DataQuality, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "quality-sources",
            title: notation.text("Sources", "数据源"),
            columns: [
                notation.text("Source", "数据源"), notation.text("Files", "文件"),
                notation.text("Rows read", "读入的行"), notation.text("Rejected", "拒收"),
                notation.text("Share rejected", "拒收占比"),
            ],
            rows: quality.sources.map { source in
                [
                    .text(source.name), .text(source.files.joined(separator: notation.text(", ", "、"))),
                    .integer(source.rowsRead), .integer(source.rowsRejected),
                    source.rowsRead > 0 ? .share(Double(source.rowsRejected) / Double(source.rowsRead)) : .missing,
                ]
            }
        )
    }

    static func rejectionsTable(_ quality: DataQuality, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "quality-rejections",
            title: notation.text("Rejected rows by reason", "拒收的行（按原因）"),
            columns: [
                notation.text("Source", "数据源"), notation.text("Reason", "原因"), notation.text("Rows", "行数"),
                notation.text("Example in", "示例所在文件"), notation.text("Line", "行号"),
                notation.text("Example", "示例"),
            ],
            rows: quality.sources.flatMap { source in
                source.rejections.map { rejection in
                    [
                        .text(source.name), .text(rejection.reason[notation.language]), .integer(rejection.count),
                        rejection.example.map { .text($0.file) } ?? .missing,
                        rejection.example.map { .integer($0.line) } ?? .missing,
                        rejection.example.map { .text($0.text) } ?? .missing,
                    ]
                }
            }
        )
    }

    private static func checksTable(_ quality: DataQuality, _ notation: Notation) -> ReportTable {
        // Rows that are no orders have no revenue to affect.
        let hasRevenue = quality.checks.contains { $0.affectedRevenue != nil }
        return ReportTable(
            name: "quality-checks",
            title: notation.text("Checks", "检查"),
            columns: [
                notation.text("Check", "检查"), notation.text("Action", "处理"), notation.text("Rows found", "发现的行"),
                notation.text("Rows removed", "去掉的行"),
            ] + (hasRevenue ? [notation.text("Revenue affected", "涉及收入")] : []),
            rows: quality.checks.map {
                [
                    .text($0.title[notation.language]), .text(action($0.action, notation)), .integer($0.found),
                    .integer($0.removed),
                ] + (hasRevenue ? [.money(orMissing: $0.affectedRevenue)] : [])
            }
        )
    }

    private static func scopesTable(_ quality: DataQuality, _ notation: Notation) -> ReportTable {
        ReportTable(
            name: "quality-scopes",
            title: notation.text("Sets of orders", "统计范围"),
            columns: [
                notation.text("Set", "范围"), notation.text("Rows", "行数"), notation.text("Customers", "客户"),
                notation.text("Orders", "订单"), notation.text("Revenue", "收入"),
            ],
            rows: quality.scopes.map {
                [
                    .text($0.title[notation.language]), .integer($0.rows), .integer($0.customers),
                    .integer($0.orders), .money($0.revenue),
                ]
            }
        )
    }

    private static func action(_ action: QualityCheck.Action, _ notation: Notation) -> String {
        switch action {
        case .keep: notation.text("Kept, counted", "保留并计数")
        case .remove: notation.text("Removed", "去掉")
        case .countAsReturn: notation.text("Counted as returns", "计为退货")
        }
    }
}
