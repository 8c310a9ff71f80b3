import ArgumentParser
import Domain
import Platform

/// `covey segment format`: the files of segments in their canonical form.
struct SegmentFormatCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment format",
            Bilingual(
                en: "Put the files of segments into one form of writing; comments stay.",
                zh: "统一人群文件的书写格式；注释保留。"
            ),
            usage: Bilingual(en: "[<file> ...] [--check] [options]", zh: "[<文件> ...] [--check] [选项]"),
            examples: [
                Example("covey segment format", en: "all files of the workspace", zh: "工作区的全部人群文件"),
                Example(
                    "covey segment format --check",
                    en: "change nothing; fail where a file is in another form",
                    zh: "不修改；有文件格式不一致时失败"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "Files to format; otherwise those that covey.yaml names.",
            "要统一格式的文件；默认为 covey.yaml 指定的文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var files: [String] = []

    @Flag(help: .spoken("Only say which files would change.", "只报告哪些文件需要修改。"))
    var check = false

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let paths = files.isEmpty ? try FormatSegments.files(of: session.directory) : files
        let outcome = try FormatSegments().run(paths, writes: !check)
        let changed = outcome.filter(\.isChanged).map(\.path)
        struct Document: Encodable {
            var files: Int
            var changed: [String]
        }
        if session.isJSON {
            try session.show(json: Document(files: outcome.count, changed: changed))
        } else {
            let word = check ? session.text("differs", "格式不一致") : session.text("formatted", "已统一格式")
            let all = session.text("\(outcome.count) files, nothing to change", "\(outcome.count) 个文件，无需修改")
            try session.show(changed.isEmpty ? [all] : changed.map { "\(PlainText.of($0))  \(word)" })
        }
        if check, !changed.isEmpty { throw ChecksFailed() }
    }
}
