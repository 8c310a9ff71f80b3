import ArgumentParser
import Domain
import Fitting
import Foundation
import Platform

/// `covey fit MODEL FILE`: one model.
struct FitModelCommand<Model: TableModel>: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey fit " + Model.name,
            Model.purpose,
            usage: Bilingual(en: "<file> [options]", zh: "<文件> [选项]"),
            examples: [Example(Bilingual(verbatim: Model.example), Model.purpose)]
        )
    }

    @Argument(
        help: .spoken(
            "A CSV, text, JSON-lines or Parquet file.",
            "CSV、文本、JSON Lines 或 Parquet 文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var file: String

    @OptionGroup var arguments: FitArguments<Model>

    @Option(
        help: .spoken(
            "Keep the fitted model in a file.",
            "把拟合好的模型存为文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var save: String?

    @Option(
        help: .spoken(
            "Write a page with tables and figures.",
            "生成带图表的网页报告。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var report: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; nothing was written.", zh: "已停止；没有写入任何内容。") }

    func run(in session: Session) async throws {
        for path in [save, report] { if let path { try OutputPath.check(path) } }
        let fitting = FitFile(path: file, zone: .gmt, context: session.context)
        let outcome = try await fitting.run(Model.self, arguments.options)
        try write(outcome, session)
        for remark in outcome.remarks { try session.remark(remark) }
        guard !session.isJSON else {
            // What was read of the file belongs to the answer, and whoever reads JSON may not see the remarks.
            var document = outcome.document
            document.notes += outcome.remarks
            try session.show([FitValueText.pretty(document.object)])
            return
        }
        var screen = FitScreen(document: outcome.document, purpose: Model.purpose, session: session)
        screen.shownRows = max(screen.shownRows, arguments.top.flatMap(Int.init) ?? 0)
        try screen.show()
        try sayWhatIsWritten(session)
    }

    private func write(_ outcome: FitFile.Outcome, _ session: Session) throws {
        if let save { try outcome.saved.data().write(to: URL(fileURLWithPath: save), options: .atomic) }
        guard let report else { return }
        try WriteModelPage(context: session.context, zone: .gmt).run(
            outcome.document,
            purpose: Model.purpose,
            file: file,
            to: report,
            language: session.language
        )
    }

    private func sayWhatIsWritten(_ session: Session) throws {
        if let report {
            try session.remark(Bilingual(en: "The page is \(report).", zh: "网页已写入 \(report)。"))
        }
        guard let save else { return }
        let word = ShellWord.quoted(save)
        try session.remark(
            Bilingual(
                en: "The model is in \(save); apply it with: \(session.program) predict \(word) FILE",
                zh: "模型已存入 \(save)；应用：\(session.program) predict \(word) 文件"
            )
        )
    }
}
