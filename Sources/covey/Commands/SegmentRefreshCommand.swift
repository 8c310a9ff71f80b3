import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment refresh`: the members of segments over what the warehouse holds.
struct SegmentRefreshCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment refresh",
            Bilingual(
                en:
                    "Find the members of segments anew, without importing or cleaning, and record who entered and left.",
                zh: "重新计算人群成员（不导入、不清洗），并记录进入和离开的客户。"
            ),
            usage: Bilingual(en: "[<name> ...] [options]", zh: "[<人群名> ...] [选项]"),
            details: Bilingual(
                en:
                    "Customers, traits and events are those of the last run. A segment that cannot be evaluated keeps the "
                    + "members that it had, marked, and the others are refreshed.",
                zh: "客户、特征和事件取自上次运行。无法计算的人群保留原有成员并注明原因，其余人群照常刷新。"
            ),
            examples: [
                Example("covey segment refresh", en: "all segments", zh: "全部人群"),
                Example("covey segment refresh champions", en: "one whose rule was changed", zh: "只刷新规则有改动的人群"),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "Names of segments; otherwise all segments.",
            "人群名；默认全部人群。",
            value: Bilingual(en: "name", zh: "人群名")
        )
    )
    var names: [String] = []

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { .workspaceUnchanged }

    func run(in session: Session) async throws {
        let (outcome, zone) = try await session.open(.readWrite) { workspace in
            let refreshing = RefreshWorkspace(workspace: workspace, context: session.context)
            return (try await refreshing.run(names), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "Refreshed over what the last run found, which is out of date", zh: "刷新依据的是上次运行的结果，已过期"),
            outcome.stale
        )
        session.isJSON
            ? try session.show(json: Document(outcome, zone, notice)) : try session.show(lines(outcome, zone, session))
        if outcome.traitsAsOf < outcome.asOf {
            let day = CellText.instant(outcome.traitsAsOf, zone)
            try session.remark(
                Bilingual(
                    en: "Traits are as of the last run, \(day); covey run computes them anew.",
                    zh: "特征为上次运行（\(day)）时的值；covey run 会重新计算。"
                )
            )
        }
        let failures = outcome.segments.compactMap { segment in segment.failure.map { (segment.name, $0) } }
        guard !failures.isEmpty else { return }
        try RefreshFailures(session: session).warn(failures)
        throw AfterResult(SegmentsNotRefreshed(names: failures.map(\.0)))
    }

    private func lines(_ outcome: RefreshWorkspace.Outcome, _ zone: TimeZone, _ session: Session) -> [String] {
        let passes = outcome.segments.contains { $0.passing > 0 }
        let fails = outcome.segments.contains { $0.failure != nil }
        let table = TextTable(
            [
                .init(session.text("Segment", "人群")), .init(session.text("Title", "名称")),
                .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Entered", "进入"), isNumeric: true),
                .init(session.text("Left", "离开"), isNumeric: true),
            ] + (passes ? [.init(session.text("In passing", "期间进出"), isNumeric: true)] : [])
                + [.init(session.text("Since", "上次刷新"))] + (fails ? [.init("")] : []),
            outcome.segments.map { segment in
                func figure(_ count: Int) -> String { segment.failure == nil ? Figures.grouped(Int64(count)) : "–" }
                return [
                    segment.name, segment.title[session.language],
                    segment.size.map { Figures.grouped(Int64($0)) } ?? "–", figure(segment.entered),
                    figure(segment.left),
                ] + (passes ? [figure(segment.passing)] : [])
                    + [segment.since.map { String(CellText.instant($0, zone).prefix(10)) } ?? "–"]
                    + (fails ? [segment.failure == nil ? "" : session.text("not refreshed", "未刷新")] : [])
            }
        )
        let asOf = session.text("as of ", "截至 ") + CellText.instant(outcome.asOf, zone)
        return table.drawn(width: session.output.width, style: session.output.style).lines
            + [session.output.style.dim(asOf)]
    }

    private struct Document: Encodable {
        struct Segment: Encodable {
            var name: String
            var title: LocalText
            var size: Int?
            var entered: Int
            var left: Int
            var passing: Int
            var since: String?
            var failure: LocalText?
        }
        var segments: [Segment]
        var asOf: String
        var traitsAsOf: String
        var stale: LocalText?

        init(_ outcome: RefreshWorkspace.Outcome, _ zone: TimeZone, _ notice: StaleNotice) {
            segments = outcome.segments.map { segment in
                Segment(
                    name: segment.name,
                    title: LocalText(segment.title),
                    size: segment.size,
                    entered: segment.entered,
                    left: segment.left,
                    passing: segment.passing,
                    since: segment.since.map { CellText.instant($0, zone) },
                    failure: segment.failure.map { LocalText($0) }
                )
            }
            asOf = CellText.instant(outcome.asOf, zone)
            traitsAsOf = CellText.instant(outcome.traitsAsOf, zone)
            stale = notice.document(outcome.stale)
        }
    }
}
