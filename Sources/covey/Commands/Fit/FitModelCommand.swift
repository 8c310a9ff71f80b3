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

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; nothing was written.", zh: "已停止；没有写入任何内容。") }

    func run(in session: Session) async throws {
        if let save { try OutputPath.check(save) }
        let fitting = FitFile(path: file, zone: .gmt, context: session.context)
        let outcome = try await fitting.run(Model.self, arguments.options)
        if let save { try outcome.saved.data().write(to: URL(fileURLWithPath: save), options: .atomic) }
        for remark in outcome.remarks { try session.remark(remark) }
        guard !session.isJSON else {
            try session.show([FitValueText.pretty(outcome.document.object)])
            return
        }
        try FitScreen(document: outcome.document, purpose: Model.purpose, session: session).show()
        if let save {
            let word = ShellWord.quoted(save)
            try session.remark(
                Bilingual(
                    en: "The model is in \(save); apply it with: \(session.program) predict \(word) FILE",
                    zh: "模型已存入 \(save)；应用：\(session.program) predict \(word) 文件"
                )
            )
        }
    }
}
