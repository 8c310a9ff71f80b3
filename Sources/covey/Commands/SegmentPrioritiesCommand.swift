import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment priorities`: which segment of a priority list customers belong to.
struct SegmentPrioritiesCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment priorities",
            Bilingual(
                en: "Show how many customers each priority list puts where, every customer once.",
                zh: "显示各优先级列表把客户分到哪里，每位客户只计一次。"
            ),
            usage: Bilingual(en: "[<list>] [options]", zh: "[<列表>] [选项]"),
            details: Bilingual(
                en:
                    "Lists stand under `priorities` in covey.yaml. A customer belongs to the first segment that holds the customer; "
                    + "rules, exports and queries have it as a trait of the list's name: level = \"champions\".",
                zh: "列表写在 covey.yaml 的 priorities 下。客户归入列表中所属的第一个人群；规则、导出和查询中可用与列表同名的特征，例如 "
                    + "level = \"champions\"。"
            ),
            examples: [
                Example("covey segment priorities", en: "all lists", zh: "全部列表"),
                Example("covey segment priorities level --json", en: "one list as JSON", zh: "以 JSON 输出一个列表"),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "The list's name; otherwise all lists.",
            "列表名；默认全部列表。",
            value: Bilingual(en: "list", zh: "列表")
        )
    )
    var list: String?

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let (answer, zone) = try await session.open(.readOnly) { workspace in
            (try await ShowPriorities(workspace: workspace).run(list), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(Bilingual(en: "All sizes are out of date", zh: "全部人数已过期"), answer.stale)
        struct Document: Encodable {
            var lists: [RunSummary.Priorities]
            var customers: Int64
            var asOf: String
            var stale: LocalText?
        }
        guard !session.isJSON else {
            return try session.show(
                json: Document(
                    lists: answer.lists,
                    customers: answer.customers,
                    asOf: CellText.instant(answer.asOf, zone),
                    stale: notice.document(answer.stale)
                )
            )
        }
        let blocks = answer.lists.map { lines($0, answer.customers, session) }
        try session.show(Array(blocks.joined(separator: [""])))
    }

    private func lines(_ list: RunSummary.Priorities, _ customers: Int64, _ session: Session) -> [String] {
        func share(_ size: Int) -> String { Shares.text(customers > 0 ? Double(size) / Double(customers) : 0) }
        let title = PlainText.of(list.title.bilingual[session.language])
        let table = TextTable(
            [
                .init("#", isNumeric: true), .init(session.text("Belongs to", "归入")),
                .init(session.text("Title", "名称")), .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true),
            ],
            list.tiers.enumerated().map { place, tier in
                [
                    place == list.tiers.count - 1 ? "–" : "\(place + 1)", tier.value,
                    tier.title.bilingual[session.language], Figures.grouped(Int64(tier.size)), share(tier.size),
                ]
            }
        )
        let sum = list.tiers.reduce(0) { $0 + $1.size }
        let head = session.text(
            "\(title) (\(PlainText.of(list.name))): \(Figures.grouped(Int64(sum))) customers, each once",
            "\(title)（\(PlainText.of(list.name))）：共 \(Figures.grouped(Int64(sum))) 位客户，每位只计一次"
        )
        return [session.output.style.bold(head)]
            + table.drawn(width: session.output.width, style: session.output.style).lines
    }
}
