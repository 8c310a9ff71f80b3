import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment diff`: who is in one segment and not in another, or at one day and not at another.
struct SegmentDiffCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment diff",
            Bilingual(
                en: "Compare two segments, or one at two days: who is in the first only, in both, in the second only.",
                zh: "比较两个人群，或同一人群在两个日期的成员：仅前者、两者都有、仅后者。"
            ),
            usage: Bilingual(
                en:
                    "<condition or name> (<condition or name> | --from <date> [--to <date>]) [--output <file>] [options]",
                zh: "<条件或人群名> (<条件或人群名> | --from <日期> [--to <日期>]) [--output <文件>] [选项]"
            ),
            examples: [
                Example("covey segment diff champions loyal", en: "two segments", zh: "两个人群"),
                Example(
                    "covey segment diff champions --from 2011-06-01 --output moved.csv",
                    en: "who left and who came since, as a file",
                    zh: "此后离开和进入的客户，导出为文件"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "Two segments or conditions; or one segment, with --from.",
            "两个人群或条件；或一个人群名加 --from。",
            value: Bilingual(en: "condition or name", zh: "条件或人群名")
        )
    )
    var texts: [String]

    @OptionGroup var span: SpanOptions

    @Option(
        name: [.short, .long],
        help: .spoken(
            "Write all the customers, with their traits, to this file.",
            "把全部客户及其特征写入该文件。",
            value: Bilingual(en: "file", zh: "文件")
        )
    )
    var output: String?

    @Flag(
        help: .spoken(
            "Write texts in CSV as they are, for programs that run no formulas.",
            "CSV 中的文本保持原样，供不会执行公式的程序使用。"
        )
    )
    var raw = false

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    var stopNote: Bilingual { Bilingual(en: "Stopped; no file was written.", zh: "已停止；没有生成文件。") }

    /// Customers on the screen for each group; files and JSON have all of them.
    private static let examples = 5

    func run(in session: Session) async throws {
        guard texts.count == (span.from == nil ? 2 : 1) else {
            throw UsageMistake(
                Bilingual(
                    en: "Name two segments, or one with --from and a day.",
                    zh: "请给出两个人群，或一个人群加 --from 日期。"
                )
            )
        }
        if let output { try OutputPath.check(output) }
        let (answer, zone) = try await session.open(.readOnly) { workspace in
            if let output { try workspace.checkOutput(output) }
            let zone = workspace.project.timeZone.value
            let diff = DiffSegments(workspace: workspace, context: session.context)
            let answer: DiffSegments.Answer
            if let from = span.from {
                let (start, end) = try span.instants(from, in: zone)
                answer = try await diff.run(texts[0], from: start, to: end)
            } else {
                answer = try await diff.run(texts[0], texts[1])
            }
            if let output {
                let format =
                    ExportSegment.Format(rawValue: URL(fileURLWithPath: output).pathExtension.lowercased()) ?? .csv
                let words = Dictionary(
                    DiffSegments.Group.allCases.map { ($0, Self.word($0, answer)) }
                ) { first, _ in first }
                try await diff.write(answer, to: output, format: format, isRaw: raw, words: words)
            }
            return (answer, zone)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            answer.span == nil
                ? Bilingual(en: "Compared over what the last run found, which is out of date", zh: "比较依据的是上次运行的结果，已过期")
                : Bilingual(en: "The record ends with the last refresh", zh: "记录截至上次刷新"),
            answer.stale
        )
        if let begin = answer.begun { try session.warn(SpanOptions.begun(texts[0], begin, zone)) }
        session.isJSON
            ? try session.show(json: Document(answer, output, zone, notice))
            : try session.show(lines(answer, zone, session))
    }

    /// The group's name in files and JSON.
    private static func word(_ group: DiffSegments.Group, _ answer: DiffSegments.Answer) -> String {
        switch (group, answer.span == nil) {
        case (.first, true): "only in first"
        case (.both, true): "in both"
        case (.second, true): "only in second"
        case (.first, false): "left"
        case (.both, false): "stayed"
        case (.second, false): "entered"
        }
    }

    private func title(_ group: DiffSegments.Group, _ answer: DiffSegments.Answer) -> Bilingual {
        func only(_ place: Int) -> Bilingual {
            Bilingual(en: "only ", zh: "仅") + answer.titles[place]
        }
        return switch (group, answer.span == nil) {
        case (.first, true): only(0)
        case (.both, true): Bilingual(en: "both", zh: "两者都有")
        case (.second, true): only(1)
        case (.first, false): Bilingual(en: "left", zh: "离开")
        case (.both, false): Bilingual(en: "stayed", zh: "留下")
        case (.second, false): Bilingual(en: "entered", zh: "进入")
        }
    }

    private func lines(_ answer: DiffSegments.Answer, _ zone: TimeZone, _ session: Session) -> [String] {
        let all = DiffSegments.Group.allCases.reduce(0) { $0 + answer.count($1) }
        let table = TextTable(
            [
                .init(session.text("Group", "分组")), .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true), .init(session.text("For example", "例如")),
            ],
            DiffSegments.Group.allCases.map { group in
                let count = answer.count(group)
                let ids = (answer.customers[group] ?? []).prefix(Self.examples)
                return [
                    title(group, answer)[session.language], Figures.grouped(Int64(count)),
                    Shares.text(all > 0 ? Double(count) / Double(all) : nil),
                    ids.joined(separator: session.text(", ", "、")) + (count > ids.count ? "…" : ""),
                ]
            }
        )
        let when =
            answer.span.map { span in
                let (from, to) = (CellText.instant(span.from, zone), CellText.instant(span.to, zone))
                return session.text("from \(from) to \(to)", "\(from) 至 \(to)")
            } ?? session.text("as of ", "截至 ") + CellText.instant(answer.asOf, zone)
        let written = output.map { [session.text("Written to \($0)", "已写入 \($0)")] } ?? []
        return table.drawn(width: session.output.width, style: session.output.style).lines
            + [session.output.style.dim(when)] + written
    }

    private struct Document: Encodable {
        struct Group: Encodable {
            var group: String
            var customers: Int
            var examples: [String]
        }
        var segments: [String]
        var groups: [Group]
        var asOf: String
        var from: String?
        var to: String?
        var recordBegins: String?
        var path: String?
        var stale: LocalText?

        init(_ answer: DiffSegments.Answer, _ path: String?, _ zone: TimeZone, _ notice: StaleNotice) {
            segments = answer.names
            groups = DiffSegments.Group.allCases.map { group in
                Group(
                    group: SegmentDiffCommand.word(group, answer),
                    customers: answer.count(group),
                    examples: Array((answer.customers[group] ?? []).prefix(SegmentDiffCommand.examples))
                )
            }
            asOf = CellText.instant(answer.asOf, zone)
            from = answer.span.map { CellText.instant($0.from, zone) }
            to = answer.span.map { CellText.instant($0.to, zone) }
            recordBegins = answer.begun.map { CellText.instant($0, zone) }
            self.path = path
            stale = notice.document(answer.stale)
        }
    }
}
