import ArgumentParser
import Domain
import Platform

/// `covey report`: writes the report again.
struct ReportCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey report",
            Bilingual(
                en: "Write the report of the last run: one HTML page that needs no network.",
                zh: "生成上次运行的报告：一个无需联网的 HTML 页面。"
            ),
            usage: Bilingual(
                en: "[--output <file>] [--tables <dir>] [options]",
                zh: "[--output <文件>] [--tables <目录>] [选项]"
            ),
            details: Bilingual(
                en: "The report is in the language of --language, else of covey.yaml, else of the locale.",
                zh: "报告语言依次取自 --language、covey.yaml 和系统语言。"
            ),
            examples: [
                Example(
                    "covey report --output march.html --language en",
                    en: "the report in English, in a file of its own",
                    zh: "生成英文报告，另存为一个文件"
                ),
                Example("covey report --tables tables", en: "every table as a CSV file besides", zh: "同时把每张表存为 CSV 文件"),
            ]
        )
    }

    @Option(
        name: [.short, .long],
        help: .spoken(
            "The page's path; otherwise as covey.yaml says, or report.html in the workspace.",
            "页面路径；默认按 covey.yaml，或为工作区中的 report.html。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var output: String?

    @Option(
        help: .spoken(
            "A folder that gets every table as a CSV file.",
            "存放各表 CSV 文件的文件夹。",
            value: Bilingual(en: "dir", zh: "目录")
        )
    )
    var tables: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no report was written.", zh: "已停止；没有生成报告。") }

    func run(in session: Session) async throws {
        let outcome = try await session.open(.readOnly) { workspace in
            try await ReportWriting(workspace: workspace, session: session, output: output, tables: tables).write()
        }
        struct Document: Encodable {
            var path: String
            var tables: [String]
            var stale: LocalText?
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "The report is of the last run, and out of date", zh: "报告取自上次运行的结果，已过期"),
            outcome.stale
        )
        try notice.warn(outcome.staleSegments, of: .max)
        if session.isJSON {
            return try session.show(
                json: Document(path: outcome.path, tables: outcome.tables, stale: notice.document(outcome.stale))
            )
        }
        let count = outcome.tables.count
        let beside = count == 0 ? "" : session.text(" and \(count) tables", "和 \(count) 张表")
        try session.show([session.text("Written: \(outcome.path)\(beside)", "已生成：\(outcome.path)\(beside)")])
    }
}
