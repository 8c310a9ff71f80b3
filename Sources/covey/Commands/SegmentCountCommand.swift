import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment count`: how many customers a condition or a segment matches.
struct SegmentCountCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment count",
            Bilingual(
                en: "Count the customers that a condition, or a segment as it is defined now, matches.",
                zh: "统计符合某个条件（或某个人群当前定义）的客户数。"
            ),
            usage: Bilingual(en: "<condition or name> [--as-of <date>] [options]", zh: "<条件或人群名> [--as-of <日期>] [选项]"),
            details: Bilingual(en: "Nothing is kept.", zh: "结果不会保存。"),
            examples: [
                Example(
                    "covey segment count 'orders >= 3 and days_since_order < 90'",
                    en: "a condition over traits",
                    zh: "按特征写的条件"
                ),
                Example(
                    "covey segment count 'did \"Order Completed\" at least 2 times in last 30 days'",
                    en: "a condition over events",
                    zh: "按事件写的条件"
                ),
                Example(
                    "covey segment count champions --as-of 2011-06-01",
                    en: "who would have been in at the end of that day",
                    zh: "当天结束时会有多少人符合"
                ),
                Example("covey segment count champions", en: "a segment by its name", zh: "按人群名统计"),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "A condition of the segment language, or the name of a segment.",
            "用人群语言写的条件，或人群名。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var text: String

    @OptionGroup var past: AsOfOption

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let (count, zone) = try await session.open(.readOnly) { workspace in
            let counting = CountSegment(workspace: workspace, context: session.context)
            let zone = workspace.project.timeZone.value
            return (try await counting.run(text, asOf: past.asOf?.instant(in: zone)), zone)
        }
        let share = count.customers > 0 ? Double(count.size) / Double(count.customers) : 0
        let asOf = CellText.instant(count.asOf, zone)
        struct Document: Encodable {
            var size: Int
            var customers: Int64
            var share: Double
            var sentence: LocalText
            var asOf: String
            var currentTraits: [String]?
            var recordBegins: [String: String]?
            var stale: LocalText?
        }
        let notice = StaleNotice(session: session)
        try notice.warn(Self.subject, count.stale)
        for (name, begin) in count.begun.sorted(by: { $0.key < $1.key }) {
            try session.remark(SpanOptions.begun(name, begin, zone))
        }
        if past.asOf != nil { try session.remark(AsOfOption.remark(count.currentTraits)) }
        if session.isJSON {
            return try session.show(
                json: Document(
                    size: count.size,
                    customers: count.customers,
                    share: share,
                    sentence: LocalText(count.sentence),
                    asOf: asOf,
                    currentTraits: past.asOf == nil ? nil : count.currentTraits,
                    recordBegins: count.begun.isEmpty ? nil : count.begun.mapValues { CellText.instant($0, zone) },
                    stale: notice.document(count.stale)
                )
            )
        }
        let (size, all) = (Figures.grouped(Int64(count.size)), Figures.grouped(count.customers))
        let head = session.text(
            "\(size) of \(all) customers (\(Shares.text(share))), as of \(asOf)",
            "\(all) 位客户中有 \(size) 位（\(Shares.text(share))），截至 \(asOf)"
        )
        let sentence = PlainText.of(count.sentence[session.language])
        try session.show(
            [session.output.style.bold(head)] + TextWrapping.lines(sentence, width: session.output.textWidth)
        )
    }

    private static let subject = Bilingual(
        en: "Counted over what the last run found, which is out of date",
        zh: "统计依据的是上次运行的结果，已过期"
    )
}
