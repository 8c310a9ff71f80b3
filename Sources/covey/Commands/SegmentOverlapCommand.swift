import ArgumentParser
import Domain
import Platform
import ProjectFile

/// `covey segment overlap`: how many customers segments have in common.
struct SegmentOverlapCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment overlap",
            Bilingual(
                en: "Show how many customers segments have in common.",
                zh: "显示各人群之间有多少共同客户。"
            ),
            usage: Bilingual(en: "[<condition or name> ...] [options]", zh: "[<条件或人群名> ...] [选项]"),
            examples: [
                Example("covey segment overlap", en: "all segments", zh: "全部人群"),
                Example(
                    "covey segment overlap champions 'country = \"France\"'",
                    en: "a segment and a condition",
                    zh: "一个人群和一个条件"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "Segments or conditions, two or more; otherwise all segments.",
            "两个或更多人群或条件；默认全部人群。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var texts: [String] = []

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    /// Combinations on the screen; JSON has all of them.
    private static let shownCombinations = 12

    func run(in session: Session) async throws {
        guard texts.count != 1 else {
            throw UsageMistake(
                Bilingual(en: "Name two segments or more, or none for all.", zh: "请给出两个或更多人群；不写则为全部。")
            )
        }
        let (overlap, zone) = try await session.open(.readOnly) { workspace in
            let overlapping = OverlapSegments(workspace: workspace, context: session.context)
            return (try await overlapping.run(texts), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "Counted over what the last run found, which is out of date", zh: "统计依据的是上次运行的结果，已过期"),
            overlap.stale
        )
        guard !session.isJSON else {
            return try session.show(json: Document(overlap, CellText.instant(overlap.asOf, zone), notice))
        }
        try session.show(matrix(overlap, session) + [""] + combinations(overlap, session))
    }

    private func matrix(_ overlap: OverlapSegments.Overlap, _ session: Session) -> [String] {
        let numbers = overlap.names.indices.map { "\($0 + 1)" }
        let table = TextTable(
            [.init(""), .init(session.text("Segment", "人群"))] + numbers.map { .init($0, isNumeric: true) },
            overlap.names.indices.map { row in
                [numbers[row], overlap.names[row]] + overlap.common[row].map { Figures.grouped(Int64($0)) }
            }
        )
        return table.drawn(width: session.output.width, style: session.output.style).lines
    }

    private func combinations(_ overlap: OverlapSegments.Overlap, _ session: Session) -> [String] {
        let shown = overlap.combinations.prefix(Self.shownCombinations)
        let table = TextTable(
            [
                .init(session.text("In just these segments", "恰好属于这些人群")),
                .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true),
            ],
            shown.map { combination in
                let share = overlap.customers > 0 ? Double(combination.count) / Double(overlap.customers) : 0
                return [
                    combination.segments.map { overlap.names[$0] }.joined(separator: " + "),
                    Figures.grouped(Int64(combination.count)), Shares.text(share),
                ]
            }
        )
        let rest = overlap.combinations.count - shown.count
        let more = rest > 0 ? [session.text("… \(rest) more combinations: --json", "… 其余 \(rest) 种组合：--json")] : []
        return table.drawn(width: session.output.width, style: session.output.style).lines + more
    }

    private struct Document: Encodable {
        struct Combination: Encodable {
            var segments: [String]
            var count: Int
        }
        var segments: [String]
        var customers: Int
        var common: [[Int]]
        var combinations: [Combination]
        var asOf: String
        var stale: LocalText?

        init(_ overlap: OverlapSegments.Overlap, _ asOf: String, _ notice: StaleNotice) {
            segments = overlap.names
            customers = overlap.customers
            common = overlap.common
            combinations = overlap.combinations.map { combination in
                Combination(segments: combination.segments.map { overlap.names[$0] }, count: combination.count)
            }
            self.asOf = asOf
            stale = notice.document(overlap.stale)
        }
    }
}
