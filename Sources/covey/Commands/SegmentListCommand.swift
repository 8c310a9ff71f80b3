import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment list`: all segments and their sizes.
struct SegmentListCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment list",
            Bilingual(
                en: "List all segments, their sizes, and whether those are still true.",
                zh: "列出全部人群、人数，以及人数是否仍然有效。"
            ),
            usage: Bilingual(en: "[options]", zh: "[选项]"),
            examples: [
                Example("covey segment list", en: "a table", zh: "以表格显示"),
                Example(
                    "covey segment list --json",
                    en: "with what each segment means, in both languages",
                    zh: "以 JSON 输出，含每个人群的中英文含义"
                ),
            ]
        )
    }

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let (segments, zone) = try await session.open(.readOnly) { workspace in
            (try await ListSegments(workspace: workspace).run(), workspace.project.timeZone.value)
        }
        session.isJSON
            ? try session.show(json: document(segments, zone, StaleNotice(session: session)))
            : try session.show(lines(segments, session))
        try StaleNotice(session: session).warn(segments, of: segments.count)
    }

    private static let widthForMeaning = 110

    private func lines(_ segments: [SegmentStatus], _ session: Session) -> [String] {
        guard !segments.isEmpty else {
            return [session.text("There are no segments yet; write one in segments/.", "还没有人群；请在 segments/ 中编写。")]
        }
        // On a narrow screen a few words of each sentence would only take room from the names.
        let hasMeaning = (session.output.width ?? .max) >= Self.widthForMeaning
        let hasStale = segments.contains { $0.stale != nil }
        let table = TextTable(
            [
                .init(session.text("Segment", "人群")), .init(session.text("Title", "名称")),
                .init(session.text("Customers", "客户数"), isNumeric: true),
                .init(session.text("Share", "占比"), isNumeric: true),
            ] + (hasMeaning ? [.init(session.text("Meaning", "含义"))] : [])
                + (hasStale ? [.init(session.text("Out of date", "已过期"))] : []),
            segments.map { segment in
                [
                    segment.name, segment.title[session.language],
                    segment.size.map { Figures.grouped(Int64($0)) } ?? "–",
                    Shares.text(segment.share),
                ] + (hasMeaning ? [segment.sentence[session.language]] : [])
                    + (hasStale ? [segment.stale?.reason[session.language] ?? ""] : [])
            }
        )
        return table.drawn(width: session.output.width, style: session.output.style).lines
    }

    private struct Document: Encodable {
        struct Segment: Encodable {
            var name: String
            var title: LocalText
            var sentence: LocalText
            var size: Int?
            var share: Double?
            var asOf: String?
            var stale: LocalText?
        }
        var segments: [Segment]
    }

    private func document(_ segments: [SegmentStatus], _ zone: TimeZone, _ notice: StaleNotice) -> Document {
        Document(
            segments: segments.map { segment in
                Document.Segment(
                    name: segment.name,
                    title: LocalText(segment.title),
                    sentence: LocalText(segment.sentence),
                    size: segment.size,
                    share: segment.share,
                    asOf: segment.asOf.map { CellText.instant($0, zone) },
                    stale: notice.document(segment.stale)
                )
            }
        )
    }
}
