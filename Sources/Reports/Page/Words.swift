/// The words of the page that no data decides, by the name under which the template or the script asks for them.
enum Words: String, CaseIterable {
    case report, modelReport, contents, overview, inBrief, about, definitions, sources, index, stale, skip
    case noKeyFigures, noScript, download, madeBy, chartFailed, notes

    func text(in notation: Notation) -> String {
        switch self {
        case .report: notation.text("Customer report", "客户分析报告")
        case .modelReport: notation.text("Model report", "模型报告")
        case .contents: notation.text("Contents", "目录")
        case .overview: notation.text("Overview", "概览")
        case .inBrief: notation.text("In brief", "要点")
        case .about: notation.text("About this report", "关于本报告")
        case .definitions: notation.text("What the terms mean", "术语说明")
        case .sources: notation.text("Data sources", "数据来源")
        case .index:
            notation.text(
                "The bars compare each segment with all customers, who are 100.",
                "条形表示与全部客户相比的指数，全部客户为 100。"
            )
        case .stale: notation.text("Out of date", "已过期")
        case .skip: notation.text("Skip to the report", "跳到正文")
        case .noKeyFigures: notation.text("Key figures were not computed.", "尚未计算关键数字。")
        case .noScript:
            notation.text(
                "Charts need JavaScript, which is off here. All numbers are in the tables.",
                "图表需要 JavaScript，此处已停用。所有数字均在表格中。"
            )
        case .download: notation.text("Download as CSV", "下载 CSV")
        case .madeBy: notation.text("Made with Covey 群像", "由 Covey 群像生成")
        case .notes: notation.text("What to know", "说明")
        case .chartFailed:
            notation.text(
                "This chart could not be drawn. Its numbers are in the tables.",
                "此图未能绘制，数字见表格。"
            )
        }
    }
}
