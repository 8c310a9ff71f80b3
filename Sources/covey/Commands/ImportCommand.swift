import ArgumentParser
import Domain
import Platform

/// `covey import [SOURCE]`: reads new and changed files.
struct ImportCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey import",
            Bilingual(
                en: "Read the files that covey.yaml names: what is new or changed, and nothing twice.",
                zh: "读取 covey.yaml 指定的文件：只读新增和有变化的，不会重复导入。"
            ),
            usage: Bilingual(en: "[<source>] [options]", zh: "[<数据源>] [选项]"),
            details: Bilingual(
                en: "covey run does this too, and then everything that follows from it.",
                zh: "covey run 也会先做这一步，再完成后续的全部计算。"
            ),
            examples: [
                Example("covey import", en: "the files of all sources", zh: "全部数据源的文件"),
                Example(
                    "covey import orders --json",
                    en: "those of one source, told in JSON",
                    zh: "只导入一个数据源，以 JSON 输出"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "The one source to import; all of them if none is named.",
            "只导入这个数据源；不写则导入全部。",
            value: Bilingual(en: "source", zh: "数据源")
        )
    )
    var source: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { .workspaceUnchanged }

    func run(in session: Session) async throws {
        let outcomes = try await session.open(.readWrite) { workspace in
            try await ImportSources(workspace: workspace, context: session.context).run(only: source)
        }
        let screen = ImportScreen(outcomes: outcomes)
        if session.isJSON { return try session.show(json: screen.document) }
        try session.show(screen.lines(session))
        for remark in outcomes.flatMap({ $0.hints + $0.remarks }) { try session.remark(remark) }
    }
}

extension Bilingual {
    static let workspaceUnchanged = Bilingual(
        en: "Stopped; the workspace is as it was before.",
        zh: "已停止；工作区保持原样。"
    )
}
