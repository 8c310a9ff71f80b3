import ArgumentParser
import Domain
import Platform

/// A command: its parsed options, and the one use case that it calls and prints.
protocol Command: ParsableCommand, Sendable {
    var common: CommonOptions { get }
    /// What is true of the workspace when the command is stopped half-way.
    var stopNote: Bilingual { get }
    func run(in session: Session) async throws
}

extension Command {
    var stopNote: Bilingual { Bilingual(en: "Stopped.", zh: "已停止。") }
}

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: .spoken("The workspace's folder.", "工作区文件夹。", value: Bilingual(en: "dir", zh: "目录"))
    )
    var workspace = "."

    @Flag(help: .spoken("Print JSON, and nothing else, to standard output.", "标准输出只打印 JSON。"))
    var json = false

    @Option(
        help: .spoken(
            "The language of messages; otherwise that of LC_ALL, LC_MESSAGES or LANG.",
            "提示语言；默认取自 LC_ALL、LC_MESSAGES 或 LANG。",
            value: Bilingual(en: "language", zh: "语言")
        )
    )
    var language: Language?

    @Option(help: .spoken("When to colour.", "何时使用颜色。", value: Bilingual(en: "when", zh: "时机")))
    var color = ColorChoice.auto

    @Flag(name: [.short, .long], help: .spoken("No progress and no remarks.", "不显示进度和提示。"))
    var quiet = false

    static var title: String { Bilingual(en: "Common options", zh: "公共选项").spoken }
}

extension Language: ExpressibleByArgument {}
extension ExportSegment.Format: ExpressibleByArgument {}
