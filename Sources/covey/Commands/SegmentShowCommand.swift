import ArgumentParser
import Domain
import Foundation
import Platform
import ProjectFile

/// `covey segment show NAME`: all that is known of one segment.
struct SegmentShowCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey segment show",
            Bilingual(
                en: "Show one segment: its rule, size, how it changed, and what it has to do with others.",
                zh: "显示一个人群：规则、人数、变化，以及与其他人群的关系。"
            ),
            usage: Bilingual(en: "<name> [options]", zh: "<人群名> [选项]"),
            examples: [
                Example("covey segment show champions", en: "on the screen", zh: "在屏幕上显示"),
                Example("covey segment show champions --json", en: "for a program", zh: "供程序使用"),
            ]
        )
    }

    @Argument(help: .spoken("The segment's name.", "人群名。", value: Bilingual(en: "name", zh: "人群名")))
    var name: String

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let (portrait, zone) = try await session.open(.readOnly) { workspace in
            let showing = ShowSegment(workspace: workspace, context: session.context)
            return (try await showing.run(name), workspace.project.timeZone.value)
        }
        let notice = StaleNotice(session: session)
        try notice.warn(
            Bilingual(en: "The members of “\(name)” are out of date", zh: "“\(name)”的成员已过期"),
            portrait.status.stale
        )
        session.isJSON
            ? try session.show(json: Document(portrait, zone, notice))
            : try session.show(SegmentScreen(portrait: portrait, zone: zone, session: session).lines)
    }

    private struct Document: Encodable {
        struct Period: Encodable {
            var days: Int
            var sizeBefore: Int
            var entered: Int
            var left: Int
        }
        struct Ahead: Encodable {
            var days: Int
            var entering: Int
            var leaving: Int
            var first: String?
        }
        var name: String
        var title: LocalText
        var description: LocalText?
        var sentence: LocalText
        var definition: String
        var path: String
        var line: Int
        var size: Int?
        var share: Double?
        var asOf: String?
        var stale: LocalText?
        var uses: [String]
        var usedBy: [String]
        var recordBegins: String?
        var periods: [Period]
        var ahead: Ahead?

        init(_ portrait: ShowSegment.Portrait, _ zone: TimeZone, _ notice: StaleNotice) {
            let status = portrait.status
            name = status.name
            title = LocalText(status.title)
            description = portrait.description.map { LocalText($0) }
            sentence = LocalText(status.sentence)
            definition = portrait.definition
            (path, line) = (portrait.path, portrait.line)
            (size, share) = (status.size, status.share)
            asOf = status.asOf.map { CellText.instant($0, zone) }
            stale = notice.document(status.stale)
            (uses, usedBy) = (portrait.uses, portrait.usedBy)
            recordBegins = portrait.begun.map { CellText.instant($0, zone) }
            periods = portrait.trend.map {
                Period(days: $0.days, sizeBefore: $0.size, entered: $0.entered, left: $0.left)
            }
            ahead = portrait.ahead.map {
                Ahead(
                    days: $0.days,
                    entering: $0.entering,
                    leaving: $0.leaving,
                    first: $0.first.map { CellText.instant($0, zone) }
                )
            }
        }
    }
}
