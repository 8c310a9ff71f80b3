import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment migration`: who was in which segment at one day, and in which at another.
struct SegmentMigrationCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment migration",
            Bilingual(
                en: "Show where the customers of segments went between two days, from the record.",
                zh: "按记录显示两个日期之间客户在各人群之间的流动。"
            ),
            usage: Bilingual(
                en: "<name> ... --from <date> [--to <date>] [options]",
                zh: "<人群名> ... --from <日期> [--to <日期>] [选项]"
            ),
            details: Bilingual(
                en:
                    "Rows are the segments of the first day, columns those of the second. Whoever is in several counts in the "
                    + "first of them, in the order in which you name them.",
                zh: "行为起始日所在人群，列为截止日所在人群。同属多个人群的客户按您给出的顺序计入第一个。"
            ),
            examples: [
                Example(
                    "covey segment migration champions loyal asleep --from 2011-06-01 --to 2011-12-01",
                    en: "how many champions fell asleep",
                    zh: "多少重要客户变成了沉睡客户"
                ),
                Example(
                    "covey segment migration champions --from 2011-06-01 --json",
                    en: "up to the last refresh, for a program",
                    zh: "截至上次刷新，供程序使用"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken(
            "Names of segments, the first in priority first.",
            "人群名，优先的在前。",
            value: Bilingual(en: "name", zh: "人群名")
        )
    )
    var names: [String]

    @OptionGroup var span: SpanOptions

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        guard let first = span.from else { throw SpanOptions.missing }
        guard Set(names).count == names.count else {
            throw UsageMistake(Bilingual(en: "Name each segment once.", zh: "每个人群只写一次。"))
        }
        let (answer, zone) = try await session.open(.readOnly) { workspace in
            let zone = workspace.project.timeZone.value
            let (from, to) = try span.instants(first, in: zone)
            return (try await MigrationMatrix(workspace: workspace).run(names, from: from, to: to), zone)
        }
        let notice = StaleNotice(session: session)
        for name in names {
            try notice.warn(
                Bilingual(en: "The record of “\(name)” ends with its last refresh", zh: "人群“\(name)”的记录截至上次刷新"),
                answer.stale[name]
            )
            if let begin = answer.begun[name] { try session.warn(SpanOptions.begun(name, begin, zone)) }
        }
        session.isJSON
            ? try session.show(json: Document(answer, zone, notice)) : try session.show(lines(answer, zone, session))
    }

    private func lines(_ answer: MigrationMatrix.Answer, _ zone: TimeZone, _ session: Session) -> [String] {
        let none = session.text("none", "无")
        let titles = answer.titles.map { $0[session.language] } + [none]
        let last = answer.names.count
        let (from, to) = (CellText.instant(answer.from, zone), CellText.instant(answer.to, zone))
        let rows = answer.counts.indices.map { row in
            let counts = answer.counts[row]
            let all = counts.reduce(0, +) - (row == last ? counts[last] : 0)
            return [titles[row]]
                + counts.indices.map { column in
                    row == last && column == last ? "–" : Figures.grouped(Int64(counts[column]))
                } + [row == last ? "–" : Figures.grouped(Int64(all))]
        }
        let totals = answer.counts.indices.map { column -> String in
            column == last ? "–" : Figures.grouped(Int64(answer.counts.reduce(0) { $0 + $1[column] }))
        }
        let table = TextTable(
            [.init(session.text("From \\ to", "起始 \\ 截止"))] + titles.map { .init($0, isNumeric: true) }
                + [.init(session.text("All", "合计"), isNumeric: true)],
            rows + [[session.text("All", "合计")] + totals + [""]]
        )
        let drawing = table.drawn(width: session.output.width, style: session.output.style)
        let head = session.text("Rows: as of \(from). Columns: as of \(to).", "行：截至 \(from)。列：截至 \(to)。")
        var notes = [session.output.style.dim(head)]
        if drawing.leftOut > 0 {
            notes.append(
                session.text(
                    "\(drawing.leftOut) columns do not fit; --json has them.",
                    "有 \(drawing.leftOut) 列放不下；--json 可看全部。"
                )
            )
        }
        let (before, after) = answer.several
        if before + after > 0 {
            notes.append(
                session.text(
                    "In several of them: \(Figures.grouped(Int64(before))) on the first day, "
                        + "\(Figures.grouped(Int64(after))) on the second; counted in the first named.",
                    "同属多个人群：起始日 \(Figures.grouped(Int64(before))) 位，截止日 \(Figures.grouped(Int64(after))) 位；计入最先给出的人群。"
                )
            )
        }
        return drawing.lines + notes
    }

    private struct Document: Encodable {
        struct Several: Encodable {
            var from: Int
            var to: Int
        }
        /// `null` in both is “none”.
        struct Flow: Encodable {
            var from: String?
            var to: String?
            var customers: Int
        }
        var segments: [String]
        var from: String
        var to: String
        var flows: [Flow]
        var several: Several
        var recordBegins: [String: String]
        var stale: [String: LocalText]

        init(_ answer: MigrationMatrix.Answer, _ zone: TimeZone, _ notice: StaleNotice) {
            segments = answer.names
            from = CellText.instant(answer.from, zone)
            to = CellText.instant(answer.to, zone)
            let names: [String?] = answer.names + [nil]
            flows = names.indices.flatMap { row in
                names.indices.compactMap { column in
                    // Nobody knows how many were in none at both.
                    names[row] == nil && names[column] == nil
                        ? nil : Flow(from: names[row], to: names[column], customers: answer.counts[row][column])
                }
            }
            several = Several(from: answer.several.from, to: answer.several.to)
            recordBegins = answer.begun.mapValues { CellText.instant($0, zone) }
            stale = answer.stale.compactMapValues { notice.document($0) }
        }
    }
}
