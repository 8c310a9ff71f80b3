import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey init FILE`: starts a workspace from a file.
struct InitCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey init",
            Bilingual(
                en: "Start a workspace from a file: guess what its columns mean and write covey.yaml.",
                zh: "用数据文件新建工作区：识别各列含义并生成 covey.yaml。"
            ),
            usage: Bilingual(
                en: "<file> [--timezone <zone>] [--currency <code>] [options]",
                zh: "<文件> [--timezone <时区>] [--currency <代码>] [选项]"
            ),
            details: Bilingual(
                en: "The file stays where it is. Nothing is imported yet; read covey.yaml first, then: covey run",
                zh: "文件留在原处，此时不会导入任何数据；请先查看 covey.yaml，然后运行：covey run"
            ),
            examples: [
                Example(
                    Bilingual(
                        en: "covey init orders.csv --timezone Europe/Paris --currency EUR",
                        zh: "covey init 订单.csv --timezone Asia/Shanghai --currency CNY"
                    ),
                    Bilingual(en: "a workspace in the current folder", zh: "在当前文件夹建立工作区")
                )
            ]
        )
    }

    @Argument(
        help: .spoken(
            "A CSV, TSV, JSON-lines or Parquet file; .gz and .zst are read as they are.",
            "CSV、TSV、JSON Lines 或 Parquet 文件；.gz 和 .zst 可直接读取。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var file: String

    @Option(
        help: .spoken(
            "Where local days begin, such as Asia/Shanghai.",
            "时区，决定一天从何时开始，例如 Asia/Shanghai。",
            value: Bilingual(en: "zone", zh: "时区")
        )
    )
    var timezone: String?

    @Option(
        help: .spoken(
            "The currency of the amounts, such as EUR.",
            "金额的货币，例如 CNY。",
            value: Bilingual(en: "code", zh: "代码")
        )
    )
    var currency: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let assumed = AssumedPlace(language: session.language, environment: session.environment)
        let zone = try timezone.map(PlaceNames.timeZone) ?? assumed.timeZone
        let code = try currency.map(PlaceNames.currency) ?? assumed.currency
        let outcome = try await CreateWorkspace(context: session.context).run(
            file: file,
            directory: session.directory,
            timeZone: zone,
            currency: code,
            currencyIsAssumed: currency == nil
        )
        let screen = InitScreen(
            outcome: outcome,
            timeZone: (zone, isAssumed: timezone == nil),
            currency: (outcome.currency, isAssumed: currency == nil)
        )
        session.isJSON ? try session.show(json: screen.document) : try session.show(screen.lines(session))
    }
}
