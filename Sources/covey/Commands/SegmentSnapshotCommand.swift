import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment snapshot NAME`: who is in now, kept.
struct SegmentSnapshotCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment snapshot",
            Bilingual(
                en: "Keep who is in a segment, now or on another day, as a segment that no longer changes.",
                zh: "把人群现在（或某一天）的成员保存为不再变化的人群。"
            ),
            usage: Bilingual(
                en: "<condition or name> --as <name> [--as-of <day>] [options]",
                zh: "<条件或人群名> --as <新人群名> [--as-of <日期>] [选项]"
            ),
            details: Bilingual(
                en:
                    "The customers go into a file in lists/, one a line, and the new segment's rule names that list. With "
                    + "--as-of, events after that day do not count; traits are those of the last run.",
                zh: "客户写入 lists/ 中的文件，每行一位，新人群的规则引用该名单。使用 --as-of 时，此后的事件不计；特征取上次运行的值。"
            ),
            examples: [
                Example(
                    "covey segment snapshot champions --as \"Champions in May\"",
                    en: "as of the last run",
                    zh: "截至上次运行"
                ),
                Example(
                    "covey segment snapshot champions --as \"Before the sale\" --as-of 2026-11-10",
                    en: "as of the end of that day",
                    zh: "截至当天结束"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "A segment's name, or a condition.",
            "人群名或条件。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var text: String

    @Option(
        name: .customLong("as"),
        help: .spoken("The new segment's name.", "新人群名。", value: Bilingual(en: "name", zh: "新人群名"))
    )
    var newName: String

    @Option(
        help: .spoken(
            "A day (to its end), or a time with its offset; otherwise that of the last run.",
            "日期（到当天结束）或带时区偏移的时间；默认为上次运行的时刻。",
            value: Bilingual(en: "day", zh: "日期")
        )
    )
    var asOf: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no segment was made.", zh: "已停止；没有生成人群。") }

    func run(in session: Session) async throws {
        let instant = try asOf.map { text in
            guard let asOf = AsOf(text) else {
                throw UsageMistake(
                    Bilingual(
                        en: "--as-of is a day such as 2026-11-10, or a time such as 2026-11-10T09:00:00+08:00.",
                        zh: "--as-of 应为日期（如 2026-11-10）或时间（如 2026-11-10T09:00:00+08:00）。"
                    )
                )
            }
            return asOf
        }
        let (made, zone) = try await session.open(.readWrite) { workspace in
            let snapshot = SnapshotSegment(workspace: workspace, context: session.context)
            return (try await snapshot.run(text, as: newName, asOf: instant), workspace.project.timeZone.value)
        }
        let screen = MadeSegmentScreen(segment: made, zone: zone, session: session)
        session.isJSON ? try session.show(json: screen.document) : try session.show(screen.lines)
    }
}
