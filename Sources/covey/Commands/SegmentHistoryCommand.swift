import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment history NAME`: who entered and left, day by day.
struct SegmentHistoryCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment history",
            Bilingual(
                en: "Show how many entered and left a segment, day by day, and its size.",
                zh: "逐日显示进入和离开人群的客户数及人数变化。"
            ),
            usage: Bilingual(en: "<name> [--days <n>] [options]", zh: "<人群名> [--days <天数>] [选项]"),
            details: Bilingual(
                en:
                    "The record begins with the first run that evaluates the segment: who was in then counts as entered then.",
                zh: "记录从首次计算该人群的运行开始：当时的成员记为当时进入。"
            ),
            examples: [
                Example("covey segment history champions", en: "the newest days", zh: "最近有变化的日期"),
                Example("covey segment history champions --json", en: "all days, for a chart", zh: "全部日期，用于绘图"),
            ]
        )
    }

    @Argument(help: .spoken("The segment's name.", "人群名。", value: Bilingual(en: "name", zh: "人群名")))
    var name: String

    @Option(
        help: .spoken(
            "How many days with a change to show.",
            "显示多少个有变化的日期。",
            value: Bilingual(en: "n", zh: "天数")
        )
    )
    var days = 20

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        guard days >= 1 else {
            throw UsageMistake(Bilingual(en: "--days is a number from 1.", zh: "--days 应为不小于 1 的数。"))
        }
        let (answer, zone) = try await session.open(.readOnly) { workspace in
            (try await SegmentHistory(workspace: workspace).run(name), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(Bilingual(en: "The record ends with the last run", zh: "记录截至上次运行"), answer.stale)
        struct Document: Encodable {
            struct Day: Encodable {
                var date: String
                var entered: Int
                var left: Int
                var size: Int
            }
            var segment: String
            var days: [Day]
            var asOf: String
            var stale: LocalText?
        }
        guard !session.isJSON else {
            return try session.show(
                json: Document(
                    segment: answer.segment,
                    days: answer.days.map {
                        Document.Day(date: $0.date.description, entered: $0.entered, left: $0.left, size: $0.size)
                    },
                    asOf: CellText.instant(answer.asOf, zone),
                    stale: notice.document(answer.stale)
                )
            )
        }
        try session.show(lines(answer, session))
    }

    private func lines(_ answer: SegmentHistory.Answer, _ session: Session) -> [String] {
        let head = session.output.style.bold(PlainText.of(answer.title[session.language]))
        guard !answer.days.isEmpty else {
            return [head, session.text("Nothing is on record yet.", "还没有记录。")]
        }
        let shown = answer.days.suffix(days)
        let earlier = answer.days.count - shown.count
        let more =
            earlier > 0
            ? [session.text("\(earlier) earlier days: --days, --json", "更早的 \(earlier) 天：--days、--json")] : []
        let table = TextTable(
            [
                .init(session.text("Day", "日期")), .init(session.text("Entered", "进入"), isNumeric: true),
                .init(session.text("Left", "离开"), isNumeric: true), .init(session.text("Size", "人数"), isNumeric: true),
            ],
            shown.map { day in
                [day.date.description] + [day.entered, day.left, day.size].map { Figures.grouped(Int64($0)) }
            }
        )
        return [head] + more + table.drawn(width: session.output.width, style: session.output.style).lines
    }
}
