import Domain
import Foundation
import Platform
import ProjectFile
import Reports

/// What a run found, on one screen of 80 by 24.
struct RunScreen {
    var summary: RunSummary
    private let project: Project
    private let session: Session
    private let notation: Notation

    init(summary: RunSummary, project: Project, session: Session) {
        self.summary = summary
        self.project = project
        self.session = session
        notation = Notation(
            language: session.language,
            currency: project.currency.value,
            timeZone: project.timeZone.value
        )
    }

    /// Lines of the smallest screen; one is left for the prompt that follows.
    private static let height = 23
    private static let fewestSegments = 3

    private var width: Int { session.output.width ?? 80 }
    private var style: Style { session.output.style }

    func lines() -> [String] {
        let head = [title, ""]
        let tail = [""] + [totals] + [""]
        let end = ending
        let remarks = RunRejects(summary: summary, session: session, width: width).lines + remarks
        let segmentCount = summary.segments.count
        let fixed = head.count + tail.count + height(of: end + remarks)
        // A heading and, where not all fit, the line that counts the rest.
        let wanted = min(segmentCount, Self.fewestSegments) + (segmentCount > 0 ? 2 : 0)
        let sources = sourceLines(room: max(3, Self.height - fixed - wanted))
        let segments = segmentLines(room: Self.height - fixed - sources.count)
        return head + sources + remarks + tail + segments + end
    }

    /// How many lines a terminal makes of some; commands are not cut, for they may be copied.
    private func height(of lines: [String]) -> Int {
        lines.reduce(0) { $0 + max(1, (DisplayWidth.of($1) + width - 1) / width) }
    }

    private var title: String {
        let name = project.title?[session.language] ?? summary.workspace
        let asOf = session.text("as of ", "截至 ") + notation.instant(Instant(summary.asOf))
        let room = width - DisplayWidth.of(asOf) - 2
        return style.bold(DisplayWidth.truncated(PlainText.of(name), to: max(8, room))) + "  " + style.dim(asOf)
    }

    private var totals: String {
        let orderEvents = Set(project.sources.map(\.events.completed))
        let orders = summary.events.filter { orderEvents.contains($0.name) }.reduce(0) { $0 + $1.count }
        let kept = summary.sources.flatMap(\.scopes).filter { $0.scope == "kept" }
        var parts = [session.text("Customers ", "客户 ") + style.bold(Figures.grouped(summary.customers))]
        if orders > 0 { parts.append(session.text("Orders ", "订单 ") + style.bold(Figures.grouped(orders))) }
        if let models = summary.models {
            parts.append(session.text("Models ", "模型 ") + style.bold(Figures.grouped(Int64(models.count))))
        }
        if !kept.isEmpty {
            let sum = kept.reduce(Decimal(0)) { $0 + $1.revenue }
            parts.append(session.text("Net revenue ", "净收入 ") + style.bold(notation.price(Amount(clamping: sum))))
        }
        return parts.joined(separator: "    ")
    }

    private var remarks: [String] {
        guard !session.isQuiet else { return [] }
        let shown = summary.remarks.prefix(2).flatMap {
            TextWrapping.lines(PlainText.of($0.bilingual[session.language]), width: width - 2)
        }
        return shown.map { "  " + style.yellow($0) }
    }

    /// The report, and what to do next.
    private var ending: [String] {
        let report = summary.report.map { session.text("Report    ", "报告    ") + style.bold(PlainText.of($0)) }
        let heading = session.text("Try next:", "接下来可以：")
        return [""] + (report.map { [$0] } ?? []) + [heading] + NextCommands(summary: summary, session: session).lines
    }
}

// MARK: - Sources

extension RunScreen {
    /// For each source a line, and lines for the checks that did something, the most effective first.
    private func sourceLines(room: Int) -> [String] {
        let perSource = max(0, room / max(1, summary.sources.count) - 1)
        return Array(summary.sources.flatMap { [sourceLine($0)] + checkLines($0, room: perSource) }.prefix(room))
    }

    private func sourceLine(_ source: RunSummary.Source) -> String {
        let removed = source.checks.reduce(0) { $0 + $1.removed }
        let read = Figures.grouped(source.rows + source.rejected)
        let parts = [
            session.text("\(read) rows read", "读取 \(read) 行"),
            source.rejected > 0
                ? session.text(
                    "\(Figures.grouped(source.rejected)) rejected",
                    "拒收 \(Figures.grouped(source.rejected))"
                ) : nil,
            session.text("\(Figures.grouped(removed)) removed", "去掉 \(Figures.grouped(removed))"),
            session.text("\(Figures.grouped(source.kept)) kept", "保留 \(Figures.grouped(source.kept))"),
        ]
        return DisplayWidth.truncated(
            PlainText.of(source.name) + "  " + parts.compactMap(\.self).joined(separator: session.text(", ", "，")),
            to: width
        )
    }

    private func checkLines(_ source: RunSummary.Source, room: Int) -> [String] {
        let active = source.checks.filter { $0.removed + $0.returned > 0 }
        // In the order of the policy, for a row is taken by the first check that applies.
        let shown = active.count <= room ? active[...] : active.prefix(max(0, room - 1))
        let table = TextTable(
            [.init(""), .init("", isNumeric: true), .init("")],
            shown.map { check in
                let isReturn = check.returned > 0
                return [
                    check.name.bilingual[session.language],
                    Figures.grouped(isReturn ? check.returned : check.removed),
                    isReturn ? session.text("made returns", "转为退货") : session.text("removed", "去掉"),
                ]
            }
        )
        let lines = table.drawn(width: width, style: style, indent: 4, heading: false).lines
        let rest = active.count - shown.count
        guard rest > 0, room > 0 else { return lines }
        return lines + [
            session.text("    … \(rest) more checks: covey run --json", "    …… 另有 \(rest) 项检查：covey run --json")
        ]
    }
}

// MARK: - Segments

extension RunScreen {
    /// The largest segments, as many as there is room for.
    private func segmentLines(room: Int) -> [String] {
        guard !summary.segments.isEmpty else { return [] }
        let fits = summary.segments.count + 1 <= room
        let list = "\(session.program) segment list" + session.workspaceOption
        func rest(after count: Int) -> String {
            let rest = summary.segments.count - count
            return session.text("… \(rest) more: \(list)", "…… 另有 \(rest) 个：\(list)")
        }
        let count = fits ? summary.segments.count : max(1, room - 1 - height(of: [rest(after: 1)]))
        let sorted = summary.segments.sorted { ($1.size, $0.name) < ($0.size, $1.name) }
        let table = TextTable(
            [
                .init(session.text("Segment", "人群")), .init(session.text("Title", "名称")),
                .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true),
            ],
            sorted.prefix(count).map { segment in
                [
                    segment.name, segment.title.bilingual[session.language], Figures.grouped(Int64(segment.size)),
                    Shares.text(segment.share),
                ]
            }
        )
        let lines = table.drawn(width: width, style: style).lines
        guard !fits else { return lines }
        return lines + [rest(after: count)]
    }
}
