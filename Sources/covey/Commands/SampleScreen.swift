import Domain
import Foundation
import Platform

/// A sample and its strata.
struct SampleScreen {
    var outcome: SampleSegment.Outcome
    /// The file that it was written to.
    var path: String?
    var zone: TimeZone
    var session: Session

    struct Document: Encodable {
        struct Stratum: Encodable {
            var values: [String?]
            var population: Int
            var sampled: Int
        }
        var strata: [Stratum]
        var population: Int
        var sampled: Int
        var wanted: Int
        var path: String?
        var segment: MadeSegmentScreen.Document?
        var asOf: String
        var stale: LocalText?
    }

    /// Strata on the screen; JSON has all of them.
    private static let shownStrata = 40

    private var made: MadeSegmentScreen? {
        outcome.segment.map { MadeSegmentScreen(segment: $0, zone: zone, session: session) }
    }

    func document(_ notice: StaleNotice) -> Document {
        Document(
            strata: outcome.strata.map {
                Document.Stratum(values: $0.values, population: $0.population, sampled: $0.sampled)
            },
            population: outcome.population,
            sampled: outcome.sampled,
            wanted: outcome.wanted,
            path: path,
            segment: made?.document,
            asOf: CellText.instant(outcome.asOf, zone),
            stale: notice.document(outcome.stale)
        )
    }

    func show() throws {
        let (sampled, all) = (Figures.grouped(Int64(outcome.sampled)), Figures.grouped(Int64(outcome.population)))
        let head = session.text("\(sampled) of \(all) customers drawn", "从 \(all) 位客户中抽取了 \(sampled) 位")
        let file = path.map { [session.text("written to \(PlainText.of($0))", "已写入 \(PlainText.of($0))")] } ?? []
        let nothingKept = path == nil && outcome.segment == nil
        let hint =
            nothingKept
            ? [session.text("Nothing was kept; --as or --output keeps it.", "没有保存；用 --as 或 --output 保存。")] : []
        try session.show(
            [session.output.style.bold(head)] + (outcome.titles.isEmpty ? [] : [""] + table + [""]) + file
                + (made?.lines ?? []) + hint
        )
        try warn()
    }

    private var table: [String] {
        let shown = outcome.strata.prefix(Self.shownStrata)
        let missing = session.text("(missing)", "（缺失）")
        let table = TextTable(
            outcome.titles.map { .init($0[session.language]) } + [
                .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Drawn", "抽取"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true),
            ],
            shown.map { stratum in
                stratum.values.map { $0 ?? missing } + [
                    Figures.grouped(Int64(stratum.population)), Figures.grouped(Int64(stratum.sampled)),
                    Shares.text(Double(stratum.sampled) / Double(max(1, stratum.population))),
                ]
            }
        )
        let rest = outcome.strata.count - shown.count
        let more = rest > 0 ? [session.text("… \(rest) more strata: --json", "… 其余 \(rest) 层：--json")] : []
        return table.drawn(width: session.output.width, style: session.output.style).lines + more
    }

    private func warn() throws {
        if outcome.wanted > outcome.population {
            let (wanted, all) = (Figures.grouped(Int64(outcome.wanted)), Figures.grouped(Int64(outcome.population)))
            try session.warn(
                Bilingual(
                    en: "There are only \(all), not \(wanted): all of them are in the sample.",
                    zh: "只有 \(all) 位，不足 \(wanted) 位：已全部抽取。"
                )
            )
        } else if !outcome.tooSmall.isEmpty {
            let missing = Bilingual(en: "(missing)", zh: "（缺失）")
            func named(_ language: Language) -> String {
                let names = outcome.tooSmall.prefix(3).map { stratum in
                    stratum.values.map { $0 ?? missing[language] }.joined(separator: " · ")
                }
                return names.joined(separator: language == .english ? ", " : "、")
            }
            let count = outcome.tooSmall.count
            try session.warn(
                Bilingual(
                    en: "\(count) \(count == 1 ? "stratum is" : "strata are") too small for a full part of the sample: "
                        + named(.english) + (count > 3 ? " …" : ""),
                    zh: "有 \(count) 层人数太少，抽不到应有的份额：" + named(.chinese) + (count > 3 ? "……" : "")
                )
            )
        }
    }
}
