import ArgumentParser
import Domain
import Exchange
import Fitting
import Foundation
import Platform

/// `covey predict MODEL.json FILE`: a saved model on other rows.
struct PredictCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey predict",
            Bilingual(
                en: "Apply a model that covey fit saved to a CSV or Parquet file.",
                zh: "把 covey fit 保存的模型应用到 CSV 或 Parquet 文件。"
            ),
            usage: Bilingual(en: "<model.json> <file> [-o <file>] [options]", zh: "<模型.json> <文件> [-o <文件>] [选项]"),
            details: Bilingual(
                en:
                    "The file needs the columns that the model was fitted to, under the same names. What the model says is "
                    + "written beside the file's own columns, or by customer where the file is a log of orders.",
                zh: "文件须含有拟合时所用的列，且列名相同。结果写在文件原有各列之后；如果文件是订单明细，则每位客户一行。"
            ),
            examples: [
                Example(
                    "covey predict churn.json customers.csv -o scored.csv",
                    en: "every customer with her risk, as a file",
                    zh: "为每位客户计算风险并存为文件"
                )
            ]
        )
    }

    @Argument(help: .spoken("A saved model.", "保存的模型。", value: Bilingual(en: "model.json", zh: "模型.json")))
    var model: String

    @Argument(
        help: .spoken(
            "A CSV, text, JSON-lines or Parquet file.",
            "CSV、文本、JSON Lines 或 Parquet 文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var file: String

    @Option(
        name: [.short, .long],
        help: .spoken("Write the result to a CSV file.", "结果写入 CSV 文件。", value: Bilingual(en: "file", zh: "文件"))
    )
    var output: String?

    @Option(
        help: .spoken(
            "How far ahead, for models of purchases.",
            "购买模型的预测时长（按模型的时间单位）。",
            value: Bilingual(en: "n", zh: "数")
        )
    )
    var horizon: String?

    @Option(help: .spoken("How many suggestions.", "推荐个数。", value: Bilingual(en: "n", zh: "数")))
    var top: String?

    @Option(help: ArgumentHelp(FitOption.dateFormat.meaning.spoken, valueName: FitOption.dateFormat.placeholder.spoken))
    var dateFormat: String?

    @Option(help: ArgumentHelp(FitOption.timeZone.meaning.spoken, valueName: FitOption.timeZone.placeholder.spoken))
    var timeZone: String?

    @Option(help: ArgumentHelp(FitOption.until.meaning.spoken, valueName: FitOption.until.placeholder.spoken))
    var until: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        if let output { try OutputPath.check(output) }
        let saved = try SavedModel(SavedModelFile.read(model))
        var more = FitOptions(model: saved.model)
        more.texts[.horizon] = horizon
        more.texts[.top] = top
        more.texts[.dateFormat] = dateFormat
        more.texts[.timeZone] = timeZone
        more.texts[.until] = until
        let applying = PredictFile(path: file, zone: .gmt, context: session.context)
        let outcome = try await applying.run(saved, more)
        for remark in outcome.remarks { try session.remark(remark) }
        try PredictionScreen(outcome: outcome, output: output, session: session).show()
    }
}

/// Where a saved model's bytes come from.
enum SavedModelFile {
    static func read(_ path: String) throws -> Data {
        guard FileManager.default.fileExists(atPath: path) else { throw FileError.notFound(path: path) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileError.notReadable(path: path, reason: String(cString: strerror(errno)))
        }
        return data
    }
}
