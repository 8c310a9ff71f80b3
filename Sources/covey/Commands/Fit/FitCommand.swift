import ArgumentParser
import Domain
import Fitting

/// `covey fit`: every model, by name, on a bare file.
struct FitCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey fit",
            Bilingual(
                en: "Fit a model to a CSV or Parquet file; no workspace is needed.",
                zh: "对 CSV 或 Parquet 文件拟合模型，无需工作区。"
            ),
            usage: Bilingual(en: "<model> <file> [options]", zh: "<模型> <文件> [选项]"),
            details: Bilingual(
                en:
                    "Every model prints a summary, with --json one object; --save keeps it for covey predict, and --report "
                    + "writes a page. covey fit <model> --help lists a model's options.",
                zh: "每个模型打印摘要；加 --json 打印一个对象；--save 保存模型供 covey predict 使用；--report 生成网页报告。"
                    + "covey fit <模型> --help 列出该模型的选项。"
            ),
            examples: ModelCatalog.all.map { Example(Bilingual(verbatim: $0.example), $0.purpose) },
            subcommands: ModelCatalog.all.map { command($0) }
        )
    }

    private static func command<Model: TableModel>(_: Model.Type) -> any ParsableCommand.Type {
        FitModelCommand<Model>.self
    }
}
